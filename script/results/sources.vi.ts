/** How each figure is worked out, for whoever wants to check it. */
export const sourceTexts = {
  responses: (where: string) => `Đếm số dòng có ${where}.`,
  answers: (where: string, form: string) =>
    `Đếm chữ cái của từng câu ở các dòng có ${where}; chữ cái là đáp án của phiên bản ghi ở formVersion (FormVersion.form = '${form}').`,
  share: 'Số người chọn chia cho số người trả lời câu đó; "không biết" và "bỏ qua" không tính.',
  satisfied:
    'Của một câu: số đáp án tính là hài lòng chia cho số người trả lời. Của cả phiếu: mỗi người một tỷ lệ trên các câu đánh giá đã trả lời, rồi lấy trung bình mọi người.',
  interval:
    'Wilson 95 %, hiệu chỉnh theo số người có thể hỏi khi biết; của cả phiếu: Wilson với cỡ mẫu hiệu dụng, mỗi người tính một lần; của chỉ số: như tỷ lệ của cả phiếu; của số trung bình: phân bố t, mọi người ghi cùng một số thì không có khoảng.',
  index: 'Mức kém nhất là 0, mức tốt nhất là 100, các mức ở giữa cách đều.',
  target: (margin: number) => `N / (1 + N × e²), làm tròn lên; e = ${String(margin).replace('.', ',')}.`,
  rate: 'Số phiếu chia cho số người có thể hỏi.',
  change:
    'Hiệu của hai đợt; khoảng ghép từ khoảng của mỗi đợt (Newcombe, cách 10). Rõ rệt: khoảng không chứa 0. Chỉ so câu có lời văn, đáp án như nhau.',
  rank: 'Chỉ khi khoảng tin cậy của tỷ lệ hài lòng cả phiếu không chồng lên đơn vị nào khác.',
  suppressed: (below: number) =>
    `Đơn vị có dưới ${below} phiếu không nêu, không cộng vào kết quả chung. Câu nhạy cảm: đáp án có 1 đến ${below - 1} người chọn ghi "dưới ${below}", và bỏ những số trừ đi sẽ lộ.`,
  warnings: (where: string) =>
    `Phiếu dồn dập: số lớn nhất của kind = 'peak' hoặc 'minutes' có ${where}. Ngưỡng: data/results.yaml.`,
  comments: (campaign: string) =>
    `Dòng có campaignId = '${campaign}' mà người đọc được xem; số điện thoại, số giấy tờ đã che; nhóm ít góp ý không trích ví dụ.`,
} as const;
