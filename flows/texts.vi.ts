/** What the bot says about the conversation itself, and the words by which people steer it. */
export const texts = {
  staleButton: 'Nút vừa bấm thuộc câu đã qua rồi ạ.',
  edited: 'Lắng Nghe không đọc được tin nhắn đã sửa, chỉ đọc tin gửi mới. Cần đổi gì, xin ông/bà nhắn lại.',
  unsupported: 'Lắng Nghe chưa đọc được loại tin này. Xin ông/bà gõ chữ hoặc bấm nút.',
  phoneBound:
    'Đã ghi nhớ số điện thoại của ông/bà dưới dạng mã hóa một chiều, để mỗi người có một phiếu và để gửi mã khi ông/bà liên kết ứng dụng.',
  phoneElsewhere: 'Chỉ nhận số điện thoại Việt Nam ạ.',
  empty: 'Tin vừa rồi không có chữ nào ạ.',
  tooLong: (length: number, limit: number) =>
    `Tin vừa rồi dài ${length} ký tự; mỗi tin chỉ nhận tối đa ${limit} ký tự nên chưa được ghi lại. Xin ông/bà chia thành nhiều tin ngắn hơn.`,
  notHere: 'Ở bước này chưa dùng được ảnh, ghi âm hay vị trí ạ.',
  nothingToResume: 'Ông/bà không có phiếu hay phản ánh nào đang làm dở.',
  stopped: 'Vâng, đã dừng.',
  goOn: 'Ta làm tiếp.',
  paused: {
    survey: {
      label: 'Đã để dành phiếu đang làm, chưa có câu trả lời nào được gửi đi. Khi muốn làm tiếp, xin gõ “tiếp tục”.',
      resume: 'Tiếp tục phiếu này',
      discard: 'Bỏ phiếu này',
    },
    report: {
      label: 'Đã để dành phản ánh đang viết, chưa gửi đi. Khi muốn viết tiếp, xin gõ “tiếp tục”.',
      resume: 'Viết tiếp phản ánh này',
      discard: 'Bỏ phản ánh này',
    },
  },
  reminder: {
    waits: (title: string, day: string) =>
      `Ông/bà còn một phiếu làm dở: ${title}. Chưa có câu trả lời nào được gửi đi. Nếu không làm tiếp, phiếu dở sẽ được xóa sau ngày ${day}.`,
    off: 'Vâng, sẽ không nhắc nữa. Phiếu dở vẫn được giữ ít ngày; muốn làm tiếp, xin gõ “tiếp tục”.',
    on: 'Vâng, phiếu nào làm dở sẽ được nhắc một lần.',
    buttons: {
      resume: 'Tiếp tục phiếu này',
      discard: 'Bỏ phiếu này',
      noMore: 'Đừng nhắc nữa',
      remindMe: 'Nhắc tôi khi có phiếu dở',
    },
  },
  discarded: 'Đã bỏ. Không có gì được gửi đi.',
  offer: 'Ông/bà muốn gửi nội dung vừa nhắn thành phản ánh, kiến nghị phải không?',
  offerAdded: 'Đã ghi thêm.',
  offerOfficial: 'Nếu là câu trả lời cho một hồ sơ, xin bấm “Trả lời” ngay dưới hồ sơ đó.',
  offerToDraft: 'Ông/bà còn một phản ánh đang viết dở. Có ghi thêm nội dung vừa nhắn vào đó không?',
  offerFull: 'Nội dung đã dài, tin vừa rồi chưa ghi thêm được. Xin bấm nút bên dưới.',
  unfinishedReport: 'Ông/bà còn một phản ánh viết dở, xin làm xong hoặc bỏ trước khi viết việc khác.',
  buttons: { sendAsReport: 'Gửi thành phản ánh', addToDraft: 'Ghi thêm vào đó', dontSend: 'Không, về menu' },
  unknownLink: 'Đường dẫn vừa mở không còn dùng được.',
  communeGone: 'Xã, phường trong đường dẫn không có trong danh mục.',
  restarted:
    'Chương trình vừa được nâng cấp nên phần ông/bà đang làm dở không giữ lại được, thành thật xin lỗi ông/bà. Những gì đã gửi đi vẫn còn nguyên.',
  apology:
    'Xin lỗi ông/bà, chương trình vừa gặp lỗi ở phía Lắng Nghe. Những gì đã gửi đi vẫn còn nguyên. Xin ông/bà thử lại hoặc mở menu.',
  openMenu: 'Mở menu',
  group: {
    help: 'Nhóm này nhận và trả lời hồ sơ của người dân.\n/viec: xem việc đang chờ\n/ketqua: kết quả khảo sát\n/roi: thôi nhận việc ở đây\n/huy: thôi việc đang làm dở',
    start: 'Để nhóm này nhận hồ sơ, xin gửi mã mời (dạng MOI-…).',
    privately: 'Liên kết ứng dụng chỉ làm được khi nhắn riêng với Lắng Nghe.',
    citizens: 'Đánh giá và phản ánh xin ông/bà nhắn riêng với Lắng Nghe.',
  },
} as const;

/** Words, folded, for the buttons of the offer to send a text as a report. */
export const offerWords = {
  send: ['co', 'gui', 'gui di', 'dong y', 'vang', 'ok', 'phai', 'dung', 'phan anh', 'kien nghi', 'gui phan anh'],
  leave: ['khong', 'ko', 'khong gui'],
} as const;

/** Whole messages that steer the conversation, with diacritics; they are understood without them too. */
export const commandWords = {
  menu: ['menu', 'danh mục'],
  help: ['trợ giúp', 'giúp', 'hướng dẫn', 'help'],
  cancel: ['hủy', 'hủy bỏ', 'thôi', 'cancel'],
  pause: ['dừng', 'tạm dừng', 'dừng lại', 'để sau', 'stop'],
  resume: ['tiếp tục', 'làm tiếp', 'tiếp'],
  back: ['quay lại', 'lùi', 'lui', 'trở lại'],
  skip: ['bỏ qua', 'skip'],
  'look-up': ['tra cứu'],
  link: ['liên kết'],
  unlink: ['bỏ liên kết', 'hủy liên kết'],
  report: ['phản ánh', 'kiến nghị', 'phản ánh kiến nghị', 'phản ánh, kiến nghị', 'gửi phản ánh'],
  survey: ['khảo sát', 'đánh giá'],
  'open-cases': ['việc', 'việc đang chờ'],
  results: ['kết quả', 'kết quả khảo sát'],
} as const;

/** Only with a slash: the word alone ("rồi") is something people say. */
export const slashWords = { 'leave-seat': ['roi', 'roinhom'] } as const;
