import type { ChoiceWords } from '../typed-choice.js';

/** What is said while two apps of one person are being linked. */
export const texts = {
  askPhone:
    'Liên kết để ông/bà xem được hồ sơ của mình ở mọi ứng dụng đang dùng (Zalo, Telegram, trang web) và mỗi đợt khảo sát có một phiếu.\n\nXin nhắn số điện thoại của ông/bà. Cán bộ xử lý không thấy số này; Lắng Nghe chỉ giữ dạng mã hóa một chiều.',
  askPhoneForMore: (others: number) =>
    `Nơi này đang liên kết với ${others} ứng dụng khác của ông/bà. Muốn bỏ, xin gõ “bỏ liên kết”.\n\nMuốn thêm ứng dụng nữa, xin nhắn số điện thoại của ông/bà. Cán bộ xử lý không thấy số này; Lắng Nghe chỉ giữ dạng mã hóa một chiều.`,
  typePhone: 'Xin nhắn số điện thoại của ông/bà.',
  phoneWrong: 'Đây chưa phải số điện thoại Việt Nam (ví dụ 0912345678).',
  /** The same words whether the number is known or not: nobody is to find out by trying. */
  askCode:
    'Đã ghi nhận số điện thoại.\n\n• Nếu trong 24 giờ qua ông/bà đã nhắn số này ở ứng dụng khác để liên kết, đã chia sẻ số này trên Telegram, hoặc đã liên kết bằng số này: mã sáu chữ số vừa được gửi tới đó (mỗi nơi nhận nhiều nhất 5 mã trong 24 giờ), xin gõ mã vào đây trong 10 phút. Với Zalo, nếu chưa thấy mã, xin nhắn một tin vào Zalo.\n• Nếu chưa, hoặc không thấy mã: trong 24 giờ, xin mở ứng dụng kia, gõ “liên kết” và nhắn cùng số này. Khi đó mã hiện ở đây, xin gõ vào ứng dụng kia.\n\nChỉ gõ mã do chính ông/bà đọc được trong ứng dụng của mình.',
  typeCode: 'Xin gõ sáu chữ số của mã vừa hiện ở ứng dụng kia.',
  wrong: (left: number) =>
    `Mã chưa đúng. Ông/bà còn thử được ${left} lần. Mã hiện ở nơi này thì xin gõ ở ứng dụng kia.`,
  wrongTooOften: 'Mã vẫn chưa đúng nên lần liên kết này dừng tại đây. Muốn làm lại, xin gõ “liên kết”.',
  expired: 'Mã đã quá 10 phút, không dùng được nữa. Ông/bà có muốn nhận mã khác không?',
  tooMany: 'Ông/bà đã xin mã nhiều lần. Xin đợi một giờ rồi gõ “liên kết” để thử lại.',
  gone: 'Ứng dụng kia không còn liên kết được nữa. Muốn làm lại, xin gõ “liên kết”.',
  left: 'Vâng. Muốn liên kết lúc khác, xin gõ “liên kết”.',
  linked:
    'Đã liên kết. Từ nay ông/bà xem được hồ sơ của mình ở mọi ứng dụng đã liên kết, và mỗi đợt khảo sát có một phiếu. Tin báo về hồ sơ vẫn đến nơi đã gửi. Muốn bỏ, xin gõ “bỏ liên kết”.',
  linkedHere: (apps: number) =>
    `Vừa có thêm ứng dụng được liên kết: ${apps} ứng dụng, kể cả nơi này, nay xem được hồ sơ của nhau và có chung một phiếu trong mỗi đợt khảo sát. Nếu không phải ông/bà làm, xin gõ ngay “bỏ liên kết”: trong 7 ngày, việc này bỏ liên kết tất cả.`,
  unlinkedHere: (apps: number) =>
    apps === 0
      ? 'Liên kết vừa được bỏ từ một ứng dụng khác. Nơi này không còn liên kết với ứng dụng nào. Muốn liên kết lại, xin gõ “liên kết”.'
      : `Một ứng dụng vừa bỏ liên kết. Còn ${apps} ứng dụng, kể cả nơi này, liên kết với nhau. Muốn bỏ, xin gõ “bỏ liên kết”.`,
  unlinkedAll: 'Đã bỏ toàn bộ liên kết: nơi này và các ứng dụng kia không còn xem được hồ sơ của nhau.',
  unlinkedThis: (others: number) =>
    `Nơi này không còn liên kết với ứng dụng nào. ${others} ứng dụng kia vẫn liên kết với nhau; muốn bỏ, xin gõ “bỏ liên kết” ở đó.`,
  notLinked: 'Nơi này không liên kết với ứng dụng nào.',
  code: (code: string, until: string) =>
    `Mã liên kết: ${code} (dùng được đến ${until}).\n\nXin gõ mã này ở ứng dụng ông/bà vừa gõ “liên kết”, để xem hồ sơ của mình ở cả hai nơi. Nếu không phải ông/bà yêu cầu, xin bỏ qua và không đọc mã này cho ai.`,
  buttons: { leave: 'Thôi', again: 'Gửi mã khác' },
} as const;

/** How people type the choices instead of pressing them. */
export const words: ChoiceWords = {
  leave: ['huy', 'dung', 'khong', 'quay lai'],
  again: ['co', 'vang', 'gui lai', 'gui lai ma', 'dong y', 'ok'],
};
