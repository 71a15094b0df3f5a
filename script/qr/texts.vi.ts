import type { CampaignAccess } from '../../core/campaign.js';

/** What is printed around QR codes. */
export const texts = {
  invite: 'Mời ông/bà cho ý kiến',
  inviteStaff: 'Mời anh/chị cho ý kiến',
  what: 'Khảo sát sự hài lòng của người dân với chính quyền cấp xã',
  whatStaff: 'Khảo sát trong cơ quan cấp xã',
  scan: 'Mở máy ảnh điện thoại, hướng vào ô vuông, bấm vào liên kết hiện ra',
  or: 'Hoặc gõ địa chỉ này vào trình duyệt:',
  code: {
    open: undefined,
    'counter-code': 'Khi được hỏi mã, gõ mã hôm nay trên màn hình ở quầy.',
    'one-time-code': 'Khi được hỏi mã, gõ mã trên phiếu mã của mình.',
  } satisfies Record<CampaignAccess, string | undefined>,
  promises: {
    anonymous: 'Ẩn danh: không hỏi, không lưu họ tên, số điện thoại',
    minutes: (minutes: string) => `Nhanh: khoảng ${minutes} phút, dừng lúc nào cũng được`,
    fewMinutes: 'Nhanh: chỉ vài phút, dừng lúc nào cũng được',
    everybody: 'Ai cũng có thể trả lời, không cần tài khoản',
    visitors: 'Ai đến giao dịch cũng có thể trả lời, không cần tài khoản',
    staff: 'Dành cho mọi cán bộ, công chức, người lao động của cơ quan',
  },
  dates: (from: string, to: string) => `Từ ngày ${from} đến hết ngày ${to}`,
  partner: (partner: string) => `Phối hợp thực hiện: ${partner}`,
  slip: {
    once: 'Mã dùng một lần, không gắn với tên ai',
    type: (address: string) => `hoặc mở ${address} và gõ mã`,
    until: (date: string) => `Đến hết ngày ${date}`,
  },
} as const;
