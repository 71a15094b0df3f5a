/** What the bot says of itself, and the menu. */
export const texts = {
  greeting: [
    'Kính chào ông/bà. Đây là Lắng Nghe, nơi người dân góp ý với xã, phường.',
    '• Phiếu đánh giá: ẩn danh, không hỏi tên.\n• Phản ánh, kiến nghị: cán bộ xã, phường hoặc tỉnh đọc, xử lý và trả lời ngay tại đây.',
    'Nguy cấp xin gọi 113, 114 hoặc 115.',
  ].join('\n\n'),
  commune: (place: string) => `Nơi ông/bà đang quan tâm: ${place}.`,
  ask: 'Ông/bà muốn làm gì ạ?',
  help: [
    'Cách dùng Lắng Nghe:',
    '• Bấm nút, hoặc gõ câu trả lời hay số thứ tự của nút, có dấu hay không dấu đều được.',
    '• Gõ “menu” để xem các mục, “quay lại” để sửa câu trước, “dừng” để nghỉ giữa chừng, “tiếp tục” để làm tiếp.',
    '• Gõ “tra cứu” hoặc mã hồ sơ (ví dụ PA-7K3F-Q2) để xem phản ánh đã đến đâu.',
    '• Gõ “liên kết” để xem hồ sơ của mình ở mọi ứng dụng đang dùng (Zalo, Telegram, trang web).',
    '• Phiếu đánh giá là ẩn danh, cán bộ chỉ xem kết quả tổng hợp. Phản ánh chỉ kèm tên và số điện thoại khi ông/bà đồng ý.',
    '• Tố cáo và việc liên quan lãnh đạo xã, phường được chuyển lên cấp trên, không gửi về xã, phường.',
  ].join('\n'),
  unknown: 'Tin này quá ngắn nên Lắng Nghe chưa hiểu ý ông/bà.',
  officialHint: 'Muốn trả lời một hồ sơ, xin bấm “Trả lời” ngay dưới hồ sơ đó.',
  seat: (owner: string) => `Tài khoản này đang nhận việc của ${owner}.`,
  demoSeat: (owner: string) => `THỬ NGHIỆM: tài khoản này đang nhận việc thử của ${owner}, không phải cán bộ thật.`,
  thisForm: 'Ông/bà muốn làm phiếu nào ạ?',
  noForms: 'Hiện chưa có phiếu đánh giá nào được mở ạ.',
  buttons: {
    resumeSurvey: 'Tiếp tục phiếu làm dở',
    resumeReport: 'Tiếp tục phản ánh viết dở',
    openCases: 'Việc đang chờ',
    report: 'Gửi phản ánh, kiến nghị',
    lookUp: 'Tra cứu',
    help: 'Trợ giúp',
  },
} as const;

/** Short messages that only say hello, folded. */
export const greetings = /^(?:(?:xin|kinh) )?chao\b|^(?:alo|hello|hi|hey)\b/;
