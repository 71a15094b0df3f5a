/** What the bot says around the questions of a survey; the questions themselves are in data/forms. */
export const texts = {
  place: (place: string) => `Nơi được đánh giá: UBND ${place}.`,
  replaces: (title: string, place: string) =>
    `Ông/bà còn phiếu làm dở: ${title}, ${place}. Bắt đầu phiếu mới thì phiếu dở đó sẽ bỏ.`,
  numbered: (number: string, count: number, text: string) => `Câu ${number}/${count}\n${text}`,
  chosen: (answer: string) => `(Ông/bà đã chọn: ${answer})`,
  howToAnswer: 'Xin bấm một nút, hoặc gõ số thứ tự (1, 2, 3…) hay vài chữ của câu trả lời.',
  howToTick: 'Bấm từng ý, hoặc gõ số, ví dụ “1,3”. Chọn đủ thì bấm “Xong”.',
  tickFirst: 'Xin chọn ít nhất một ý rồi bấm “Xong”.',
  notUnderstood: (typed: string) => `Chưa rõ “${typed}” là câu trả lời nào.`,
  ambiguous: (typed: string, labels: readonly string[]) =>
    `“${typed}” có thể là: ${labels.map((label) => `“${label}”`).join(' hoặc ')}. Xin gõ rõ hơn hoặc bấm nút.`,
  typeText: (limit: number) => `Xin gõ câu trả lời, tối đa ${limit} ký tự.`,
  typeNumber: (min: number, max: number, measure: string) => `Xin gõ một số từ ${min} đến ${max} (${measure}).`,
  notNumber: (typed: string) => `Chưa đọc được “${typed}” là số nào hợp với câu hỏi.`,
  counted: (value: number, measure: string) => `${value} ${measure}`,
  textTooLong: (length: number, limit: number) =>
    `Câu trả lời dài ${length} ký tự, chỉ nhận tối đa ${limit} ký tự nên chưa được ghi. Xin ông/bà viết gọn lại.`,
  whichOther: (label: string) => `“${label}” là gì ạ? Xin ghi ngắn gọn, hoặc bấm “Bỏ qua”.`,
  cannotSkip: 'Câu này xin ông/bà trả lời giúp, rồi mới sang câu sau được.',
  pressButton: 'Xin bấm một trong các nút bên dưới.',
  summary: 'Xin ông/bà xem lại trước khi gửi:',
  summaryEnd: 'Đúng ý thì bấm “Gửi phiếu”; muốn sửa thì gõ số câu.',
  skipped: '(bỏ qua)',
  other: (label: string, other: string) => `${label} (${other})`,
  line: (number: string, name: string, answer: string) => `${number}. ${name}: ${answer}`,
  whichChange: 'Ông/bà muốn sửa câu nào?',
  noCampaign: (place: string) =>
    `Hiện chưa có đợt khảo sát nào theo phiếu này ở ${place}. Có việc cần nói ngay, xin ông/bà gửi phản ánh, kiến nghị.`,
  opensOn: (place: string, day: string) =>
    `Đợt khảo sát này ở ${place} bắt đầu từ ngày ${day}. Mời ông/bà quay lại sau.`,
  campaignPaused: (place: string) =>
    `Đợt khảo sát này ở ${place} đang tạm dừng. Mời ông/bà quay lại sau; phiếu làm dở, nếu có, được giữ lại ít ngày.`,
  campaignOver: (place: string, day: string) =>
    `Đợt khảo sát này ở ${place} đã kết thúc ngày ${day}. Câu trả lời chưa gửi thì không được tính và đã được xóa.`,
  votedOnVisit: (place: string) =>
    `Ông/bà đã gửi phiếu cho lần đến ${place} này rồi ạ. Lần sau đến làm thủ tục, mời ông/bà đánh giá tiếp. Cảm ơn ông/bà!`,
  askCode: (title: string, place: string) =>
    `${title}\nNơi được đánh giá: UBND ${place}.\n\nXin gõ mã phiếu: mã trên màn hình ở quầy một cửa (đổi mỗi ngày), hoặc mã in trên tờ phiếu được phát. Mã chỉ để mỗi lượt tính một phiếu, không cho biết ông/bà là ai.`,
  codeUnreadable: 'Mã gồm 6 hoặc 8 chữ và số, ví dụ K7M-2QX.',
  codeWrong: 'Mã này không đúng, đã dùng rồi hoặc đã quá hạn. Xin xem lại và gõ lại mã.',
  codeOver: 'Mã đã dùng trước đó nay hết hạn. Câu trả lời vẫn được giữ; xin gõ mã mới rồi gửi.',
  voted: 'Ông/bà đã gửi phiếu này trong đợt này rồi ạ. Mỗi người chỉ tính một phiếu trong một đợt. Cảm ơn ông/bà!',
  formGone: 'Phiếu này hiện không còn mở nữa ạ. Chưa có câu trả lời nào của ông/bà được gửi đi.',
  unitGone: 'Xã, phường của phiếu này không còn trong danh mục. Xin ông/bà chọn lại.',
  formChanged: 'Phiếu vừa được sửa đổi. Những câu trả lời còn dùng được đã được giữ lại, xin ông/bà làm tiếp.',
  resumed: (title: string) => `Ta làm tiếp: ${title}.`,
  receipt: (place: string) =>
    `Đã nhận phiếu. Cảm ơn ông/bà đã góp ý cho UBND ${place}.\n\nCâu trả lời được cộng vào kết quả chung của xã, phường, không kèm tên ông/bà.`,
  receiptComment:
    'Ý kiến viết thêm, nếu có, sẽ được chuyển tới nơi xử lý cùng ý kiến của những người khác, khi có ít nhất 5 người đã gửi phiếu, để không ai đoán được người viết; vì ẩn danh nên sẽ không có trả lời riêng.',
  receiptNext: 'Có việc cụ thể cần được trả lời, xin gửi phản ánh, kiến nghị.',
  ticked: (label: string) => `☑ ${label}`,
  unticked: (label: string) => `☐ ${label}`,
  buttons: {
    begin: 'Bắt đầu',
    otherCommune: 'Chọn nơi khác',
    leave: 'Thôi',
    resumeOther: 'Làm tiếp phiếu dở',
    back: 'Quay lại',
    skip: 'Bỏ qua',
    unknown: 'Không biết, không trả lời',
    stop: 'Dừng, để sau',
    done: 'Xong',
    send: 'Gửi phiếu',
    change: 'Sửa câu trả lời',
    report: 'Gửi phản ánh, kiến nghị',
    menu: 'Menu',
  },
} as const;

/** Words, folded, by which people type what the buttons beside the answers say. */
export const words = {
  begin: ['bat dau', 'dong y', 'co', 'vang', 'ok', 'oke', 'lam'],
  'other-commune': ['xa khac'],
  leave: ['khong'],
  send: ['gui', 'gui phieu', 'gui di', 'dong y gui'],
  change: ['sua', 'sua cau tra loi'],
  done: ['xong', 'het', 'xong roi'],
  unknown: ['khong biet', 'khong ro', 'khong tra loi', 'ko biet', 'k biet', 'chiu', 'khong nho'],
} as const;

/** Small numbers as words, folded; those that without diacritics mean something else are left out. */
export const numberWords: Readonly<Record<string, number>> = {
  một: 1,
  mot: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  bon: 4,
  năm: 5,
  sáu: 6,
  sau: 6,
  bảy: 7,
  tám: 8,
  tam: 8,
  chín: 9,
  chin: 9,
  mười: 10,
  muoi: 10,
};

/** Short forms, folded, that stand for a whole answer. */
export const shortForms: Readonly<Record<string, string>> = {
  k: 'khong',
  ko: 'khong',
  hong: 'khong',
  vang: 'co',
  da: 'co',
};
