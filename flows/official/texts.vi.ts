import type { CaseRefusal } from '../../core/case.js';
import type { Notice } from '../../core/notice.js';
import type { SeatRole } from '../../core/seat.js';
import type { ChoiceWords } from '../typed-choice.js';

/** Why an official sees a case now: what the notice says, or that it was asked for. */
export type CardReason = Extract<Notice, { type: 'case-card' }>['reason'] | 'shown';

/** What the bot says to officials. */
export const texts = {
  reasons: {
    first: 'HỒ SƠ MỚI',
    transfer: 'HỒ SƠ ĐƯỢC CHUYỂN ĐẾN',
    reminder: 'NHẮC LẠI: hồ sơ chưa có người tiếp nhận',
    escalation: 'CHUYỂN CẤP TRÊN: hồ sơ quá lâu chưa có người tiếp nhận',
    reopened: 'NGƯỜI DÂN CHƯA HÀI LÒNG với câu trả lời, đề nghị xem lại',
    shown: 'HỒ SƠ',
  } satisfies Record<CardReason, string>,
  demo: 'THỬ NGHIỆM',
  urgent: 'KHẨN',
  unsorted: 'Chưa phân loại',
  triage: 'Máy chưa chắc lĩnh vực, xin phân loại và chuyển.',
  place: (place: string) => `Nơi xảy ra: ${place}`,
  placeUnknown: 'chưa rõ xã',
  status: (date: string, status: string) => `Nhận ngày ${date}; ${status}`,
  contact: (name: string, phone: string) => `Người gửi: ${name}, ${phone}`,
  contactHidden: 'Người gửi có nêu tên, số điện thoại cho cán bộ xử lý.',
  noContact: 'Người gửi không nêu tên.',
  survey: 'Ý kiến kèm phiếu khảo sát, ẩn danh: không hỏi lại, không trả lời riêng được.',
  location: (latitude: string, longitude: string) =>
    `Vị trí: https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`,
  files: (count: number) => `Kèm theo: ${count} tệp (ảnh, ghi âm)`,
  question: (question: string) => `Đã hỏi người dân: ${question}`,
  answer: (answer: string) => `Đã trả lời: ${answer}`,
  addition: (text: string) => `Người dân bổ sung: ${text}`,
  sameAs: (code: string, people: number) =>
    people < 2 ? `Cùng việc với ${code}: cùng một người báo` : `Cùng việc với ${code}: ${people} người đã báo`,
  goesAlong: (code: string) => `Người dân đồng ý xử lý cùng: trả lời ${code} thì hồ sơ này cũng được trả lời.`,
  reportedBy: (people: number) => (people < 2 ? 'Một người báo nhiều lần' : `${people} người đã báo việc này`),
  sameThing: (codes: string) => `Cùng việc, chưa trả lời: ${codes}`,
  people: (people: number) => `${people} người báo`,
  cut: (code: string) => `(Nội dung còn dài. Nhắn ${code} để xem đủ.)`,

  unknown: 'Không có hồ sơ này trong phần việc của ông/bà.',
  readOnly: 'Ông/bà theo dõi hồ sơ này; cán bộ được phân công sẽ xử lý.',
  acknowledged: (code: string) => `Đã tiếp nhận hồ sơ ${code}. Người dân sẽ được báo.`,
  acknowledgedSurvey: (code: string) => `Đã tiếp nhận ý kiến ${code}.`,
  chooseCategory: (code: string) => `Hồ sơ ${code}: lĩnh vực đúng là gì?`,
  relabelled: (code: string, label: string) => `Đã sửa lĩnh vực hồ sơ ${code}: ${label}. Cảm ơn ông/bà.`,
  writeAnswer: (code: string) => `Hồ sơ ${code}: xin nhập câu trả lời cho người dân.`,
  writeOutcome: (code: string) => `Ý kiến ${code}: xin ghi kết quả xử lý. Ý kiến ẩn danh nên không gửi lại cho ai.`,
  writeQuestion: (code: string) => `Hồ sơ ${code}: xin nhập câu hỏi gửi người dân.`,
  writeTarget: (code: string) => `Hồ sơ ${code}: chuyển đến đâu? Xin gõ tên xã, phường.`,
  textOnly: 'Ở bước này xin chỉ nhắn chữ.',
  tooLong: (limit: number) => `Nội dung dài quá ${limit} ký tự, xin viết gọn lại.`,
  tooShort: 'Xin viết rõ hơn một chút.',
  pressButton: 'Xin chọn một trong các nút bên dưới.',
  confirmAnswer: (code: string, text: string) => `Gửi câu trả lời này cho người dân (hồ sơ ${code})?\n\n${text}`,
  confirmAlong: (count: number) =>
    `Câu trả lời này cũng gửi cho ${count} người khác báo cùng việc; xin đừng nêu tên, thông tin riêng của ai.`,
  confirmOutcome: (code: string, text: string) => `Ghi kết quả này và kết thúc ý kiến ${code}?\n\n${text}`,
  confirmQuestion: (code: string, text: string) => `Gửi câu hỏi này cho người dân (hồ sơ ${code})?\n\n${text}`,
  confirmTransfer: (code: string, owner: string) => `Chuyển hồ sơ ${code} đến ${owner}?`,
  answered: (code: string) => `Đã gửi câu trả lời hồ sơ ${code} cho người dân.`,
  answeredAlong: (code: string, count: number) =>
    `Đã gửi câu trả lời hồ sơ ${code} cho người dân và ${count} người khác báo cùng việc.`,
  outcomeNoted: (code: string) => `Đã ghi kết quả, ý kiến ${code} kết thúc.`,
  asked: (code: string) => `Đã gửi câu hỏi cho người dân. Khi có trả lời cho hồ sơ ${code}, ông/bà sẽ được báo.`,
  transferred: (code: string, owner: string) => `Đã chuyển hồ sơ ${code} đến ${owner}.`,
  targetUnknown: (typed: string) => `Không tìm thấy xã, phường nào tên “${typed}”. Xin gõ lại.`,
  targetWhich: 'Có mấy nơi trùng tên. Xin chọn đúng nơi:',
  formerly: (place: string, former: string) => `${place} (cũ: ${former})`,
  targetForbidden: 'Hồ sơ này do cấp trên xử lý, không chuyển về xã, phường được.',
  targetNamed:
    'Hồ sơ này nhắc đến cán bộ nơi khác nên không chuyển thẳng sang xã, phường khác được. Xin chuyển lên cấp tỉnh.',
  left: 'Vâng, chưa gửi gì cả.',

  noSeat: 'Cuộc trò chuyện này chưa nhận việc của cơ quan nào.',
  noOpenCases: 'Không có hồ sơ nào đang chờ.',
  openCases: (count: number) => `${count} hồ sơ đang chờ xử lý:`,
  moreCases: (count: number) => `Còn ${count} hồ sơ.`,
  inviteWrong: 'Mã mời không đúng, đã dùng hoặc hết hạn. Xin liên hệ quản trị viên của tỉnh để được cấp mã mới.',
  seated: (owner: string, role: string) => `Cuộc trò chuyện này đã nhận việc của ${owner}, vai trò: ${role}.`,
  seatedAlready: (owner: string) => `Cuộc trò chuyện này đã nhận việc của ${owner} từ trước; mã mời chưa bị dùng.`,
  welcome: 'Hồ sơ của người dân sẽ đến đây kèm các nút xử lý.',
  welcomeReader: 'Hồ sơ của người dân sẽ đến đây để ông/bà theo dõi.',
  howPrivate: 'Gõ “việc” để xem hồ sơ đang chờ.',
  howGroup: 'Mọi người trong nhóm này đều thấy hồ sơ. Gõ /viec để xem hồ sơ đang chờ, /roi để thôi nhận việc.',
  demoNote: 'Đây là vai trò THỬ NGHIỆM, chỉ dùng khi chưa có cán bộ thật.',
  seatLeft: 'Đã thôi nhận hồ sơ ở đây. Muốn nhận lại xin dùng mã mời mới.',

  buttons: {
    acknowledge: 'Tiếp nhận',
    answer: 'Trả lời',
    ask: 'Hỏi thêm',
    transfer: 'Chuyển xã khác',
    relabel: 'Sửa lĩnh vực',
    show: 'Xem đủ',
    open: (code: string, category: string) => `${code} · ${category}`,
    province: 'Chuyển lên tỉnh',
    send: 'Gửi',
    note: 'Ghi và kết thúc',
    sendTransfer: 'Chuyển',
    rewrite: 'Viết lại',
    choose: 'Chọn nơi khác',
    leave: 'Thôi',
  },
} as const;

/** What an official's role is called. */
export const roleLabels: Readonly<Record<SeatRole, string>> = {
  'can-bo': 'cán bộ xử lý',
  'lanh-dao': 'lãnh đạo theo dõi',
  'dieu-phoi': 'điều phối',
};

/** Why what the official wanted to do has no place now. */
export const refusals: Readonly<Record<CaseRefusal, string>> = {
  'already-acknowledged': 'Hồ sơ này đã có người tiếp nhận.',
  'already-answered': 'Hồ sơ này đã có câu trả lời.',
  'already-closed': 'Hồ sơ này đã kết thúc.',
  'not-answered': 'Hồ sơ này chưa có câu trả lời.',
  'nobody-to-ask': 'Ý kiến kèm phiếu khảo sát là ẩn danh, không hỏi lại được.',
  'not-linked': 'Hồ sơ này không ghép với hồ sơ nào.',
  'joined-before': 'Hồ sơ này đã ghép với hồ sơ khác.',
  'same-owner': 'Hồ sơ đang ở chính nơi này. Xin chọn nơi khác.',
  'reopened-before': 'Hồ sơ này đã được xem xét lại một lần.',
};

/** How people type the choices instead of pressing them. */
export const words: ChoiceWords = {
  send: ['dong y', 'co', 'gui di'],
  rewrite: ['sua', 'sua lai'],
  leave: ['huy', 'dung', 'quay lai', 'khong'],
  'to-province': ['tinh', 'len tinh', 'cap tinh'],
};

/** How long ago, roughly: "3 ngày". */
export function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'vừa gửi';
  if (minutes < 60) return `${minutes} phút`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} giờ` : `${Math.floor(hours / 24)} ngày`;
}
