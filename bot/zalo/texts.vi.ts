import type { OutgoingFile } from '../../core/sender.js';

/** What is said only on Zalo, which shows five buttons and neither hints nor voice notes. */
export const texts = {
  /** Labels that found no place as buttons; the conversation takes them typed. */
  orType: (labels: readonly string[]) => `Hoặc gõ: ${labels.join(' · ')}`,
  typeNumber: 'Xin gõ số.',
  typeChoice: 'Xin gõ đúng chữ của lựa chọn.',
  choose: 'Xin chọn:',
  moreChoices: 'Các lựa chọn khác:',
  howToShareLocation: '(Ông/bà có thể gửi vị trí: bấm ⋯ cạnh ô nhập tin rồi chọn Vị trí.)',
  /** With the last message that Zalo carries before the person writes again. */
  writeForMore: '(Zalo chỉ cho gửi tiếp khi ông/bà nhắn lại. Xin gõ một chữ bất kỳ để nhận tin tiếp theo.)',
  fileLink: (kind: OutgoingFile['kind'], link: string) => `${fileNames[kind]}: ${link} (mở được trong 7 ngày)`,
  noFile: (kind: OutgoingFile['kind']) => `(${fileNames[kind]} kèm theo không gửi được qua Zalo.)`,
  /** To the OA's administrator, after he has let the program in. */
  granted: {
    title: 'Đã cấp quyền cho Lắng Nghe',
    next: 'Xin sao chép toàn bộ địa chỉ của trang này (trên thanh địa chỉ) và dán vào cửa sổ đang chạy lệnh đăng nhập, trong vòng 10 phút.',
  },
} as const;

const fileNames = { photo: 'Ảnh', voice: 'Ghi âm' } as const satisfies Record<OutgoingFile['kind'], string>;
