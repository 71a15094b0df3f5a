/** What is said when something happens to a case. */
export const texts = {
  acknowledged: (code: string, owner: string) => `Hồ sơ ${code} đã được ${owner} tiếp nhận.`,
  asked: (code: string, question: string) => `Về hồ sơ ${code}, cán bộ hỏi:\n\n${question}`,
  answered: (code: string, owner: string, answer: string) => `${owner} trả lời hồ sơ ${code}:\n\n${answer}`,
  content: 'Ông/bà có hài lòng với câu trả lời không?',
  transferred: (code: string, owner: string) => `Hồ sơ ${code} được chuyển đến ${owner} xử lý.`,
  desk: 'Cơ quan xử lý',
  addition: (code: string, text: string) => `Người dân bổ sung hồ sơ ${code}:\n\n${text}`,
  taken: (code: string) => `Hồ sơ ${code} đã có đồng nghiệp tiếp nhận.`,
  fileFailed: 'Rất tiếc, một ảnh hoặc ghi âm ông/bà gửi không tải về được.',
  sendAgain: (code: string) => `Xin gửi lại cho hồ sơ ${code}: bấm nút bên dưới rồi gửi tệp.`,
  sendAgainInReport: 'Nếu cần, xin gửi lại: gõ mã hồ sơ rồi bấm Bổ sung.',
  tooLateToSend: (code: string) => `Hồ sơ ${code} vẫn được xử lý bình thường.`,
  known: (code: string, people: number) =>
    `Việc ông/bà vừa báo (hồ sơ ${code}) có vẻ xã đã biết: trước ông/bà đã có ${people} người báo.`,
  knownWaits: 'Việc đó đã chuyển đến cán bộ, đang chờ tiếp nhận.',
  knownTaken: 'Việc đó đã được tiếp nhận, đang xử lý.',
  knownAnswered: (answer: string) => `Việc đó đã có trả lời:\n\n${answer}`,
  isItTheSame:
    'Có đúng là cùng một việc không? Nếu đúng, hồ sơ của ông/bà được xử lý cùng, ông/bà vẫn được báo kết quả. Nếu không, hồ sơ được xử lý riêng.',
  buttons: {
    join: 'Đúng, cùng một việc',
    part: 'Không, việc khác',
    reply: 'Trả lời',
    sendAgain: 'Gửi lại',
    show: 'Xem hồ sơ',
  },
} as const;
