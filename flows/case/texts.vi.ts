import type { CaseRefusal } from '../../core/case.js';
import type { ChoiceWords } from '../typed-choice.js';

/** What the bot tells a citizen about his or her case. */
export const texts = {
  askCode: 'Xin nhắn mã hồ sơ, ví dụ PA-7K3F-Q2.',
  own: 'Hồ sơ ông/bà đã gửi từ đây:',
  ownLinked: 'Hồ sơ ông/bà đã gửi từ đây và từ ứng dụng đã liên kết:',
  ownLine: (code: string, date: string, status: string) => `${code}, gửi ngày ${date}: ${status}`,
  ownMore: (count: number) => `Còn ${count} hồ sơ cũ hơn; nhắn mã để xem.`,
  notCode: 'Đây chưa phải mã hồ sơ. Mã có dạng PA-7K3F-Q2: chữ PA, rồi sáu chữ cái hoặc chữ số.',
  unknown: (code: string) =>
    `Không có hồ sơ ${code}. Xin xem lại mã: mã có dạng PA-7K3F-Q2, chữ PA rồi sáu chữ cái hoặc chữ số.`,
  notYours: 'Hồ sơ này không gửi từ cuộc trò chuyện này nên không thao tác được ở đây.',
  head: (code: string) => `Hồ sơ ${code}`,
  status: (status: string) => `Tình trạng: ${status}`,
  received: (date: string) => `Ngày nhận: ${date}`,
  updated: (date: string) => `Cập nhật: ${date}`,
  handledBy: (owner: string) => `Nơi xử lý: ${owner}`,
  notRouted: 'đang xác định',
  category: (label: string) => `Lĩnh vực: ${label}`,
  question: (question: string) => `Cán bộ hỏi: ${question}`,
  answer: (answer: string) => `Trả lời: ${answer}`,
  /** Where news of a case go: always to the chat that it came from. */
  told: { here: 'tại đây', there: 'ở nơi đã gửi hồ sơ' },
  elsewhere: 'Nội dung và câu trả lời chỉ hiện ở nơi đã gửi hồ sơ. Nếu hồ sơ là của ông/bà, xin gõ “liên kết”.',
  writeAnswer: (question: string) => `Cán bộ hỏi: ${question}\n\nXin nhắn câu trả lời. Có thể gửi kèm ảnh, ghi âm.`,
  writeMore: 'Xin nhắn điều ông/bà muốn bổ sung. Có thể gửi ảnh, ghi âm.',
  writeReason: 'Xin cho biết điều gì chưa được giải quyết, để cán bộ xem lại.',
  tooLong: (limit: number) => `Xin viết gọn trong ${limit} ký tự.`,
  textOnly: 'Ở bước này xin chỉ nhắn chữ.',
  fileAdded: (kind: 'photo' | 'voice') =>
    `Đã gửi ${kind === 'photo' ? 'ảnh' : 'ghi âm'} cho cán bộ. Còn gì nữa xin gửi tiếp; hết rồi thì bấm Xong.`,
  fileText: (kind: 'photo' | 'voice') => (kind === 'photo' ? '(gửi thêm ảnh)' : '(gửi thêm ghi âm)'),
  filesFull: 'Hồ sơ đã có đủ ảnh, ghi âm, không nhận thêm được. Xin nhắn bằng chữ.',
  added: 'Đã gửi cho cán bộ xử lý. Cảm ơn ông/bà.',
  confirmed: (code: string) => `Cảm ơn ông/bà đã cho biết. Hồ sơ ${code} kết thúc.`,
  reopened: (code: string, where: string) =>
    `Đã chuyển lại hồ sơ ${code} để xem xét. Khi có trả lời, ông/bà sẽ được báo ${where}.`,
  joined: (code: string, where: string) =>
    `Cảm ơn ông/bà. Hồ sơ ${code} được xử lý cùng việc đã báo trước; có kết quả, ông/bà được báo ${where}.`,
  parted: (code: string) => `Vâng, hồ sơ ${code} được xử lý riêng.`,
  sameBefore: 'Có người đã báo việc giống thế này. Có đúng là cùng một việc không?',
  goesAlong: 'Xử lý cùng việc đã có người báo trước.',
  left: 'Vâng. Gõ menu để xem các mục.',
  buttons: {
    show: (code: string) => `Xem ${code}`,
    add: 'Bổ sung',
    reply: 'Trả lời',
    confirm: 'Hài lòng, kết thúc',
    reopen: 'Chưa được giải quyết',
    join: 'Đúng, cùng một việc',
    part: 'Không, việc khác',
    done: 'Xong',
    menu: 'Menu',
    leave: 'Thôi',
  },
} as const;

/** Why what the citizen wanted to do has no place now. */
export const refusals: Readonly<Record<CaseRefusal, string>> = {
  'already-acknowledged': 'Hồ sơ đã có người tiếp nhận.',
  'already-answered': 'Hồ sơ đã có trả lời. Nếu chưa được giải quyết, xin bấm nút bên dưới.',
  'already-closed': 'Hồ sơ đã kết thúc. Nếu còn vướng mắc, ông/bà có thể gửi phản ánh mới.',
  'not-answered': 'Hồ sơ chưa có trả lời mới, ông/bà chờ thêm. Khi có, ông/bà sẽ được báo.',
  'nobody-to-ask': 'Hồ sơ này không trao đổi được.',
  'same-owner': 'Hồ sơ đang ở nơi này rồi.',
  'not-linked': 'Hồ sơ này đang được xử lý riêng.',
  'joined-before': 'Hồ sơ này đang được xử lý cùng việc đã báo trước.',
  'reopened-before': 'Hồ sơ đã được xem xét lại một lần. Nếu vẫn chưa được giải quyết, ông/bà có thể gửi phản ánh mới.',
};

/** How people type the choices instead of pressing them. */
export const words: ChoiceWords = {
  leave: ['huy', 'dung', 'quay lai', 'xong', 'het', 'het roi', 'xong roi'],
};
