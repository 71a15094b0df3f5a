// The workbook of a report's figures.

export const sheetNames = {
  surveys: 'Khảo sát',
  feedback: 'Phản ánh',
  dialogues: 'Đối thoại',
  title: 'Tự chấm điểm',
  sources: 'Nguồn số liệu',
} as const;

export const surveyColumns = [
  'Phiếu',
  'Đợt',
  'Từ ngày',
  'Đến ngày',
  'Đã kết thúc',
  'Đơn vị',
  'Số lượt trả lời',
  'Cỡ mẫu cần có',
  'Tỷ lệ hài lòng (%)',
  'Cận dưới 95% (%)',
  'Cận trên 95% (%)',
] as const;
export const feedbackColumns = [
  'Lĩnh vực',
  'Kỳ trước chuyển sang',
  'Tiếp nhận trong kỳ',
  'Đã trả lời',
  'Đang xử lý',
  'Quá hạn tiếp nhận',
  'Quá hạn, chưa trả lời',
  'Trong đó: ý kiến trong phiếu khảo sát',
] as const;
export const dialogueColumns = [
  'Ngày',
  'Đơn vị',
  'Nội dung',
  'Số người',
  'Số ý kiến',
  'Đã trả lời',
  'Ghi chú',
] as const;
export const titleColumns = [
  'Mã',
  'Tiêu chí',
  'Điểm chuẩn',
  'Điểm',
  'Ai cho điểm',
  'Minh chứng',
  'Căn cứ từ khảo sát',
] as const;
/** Whether a campaign is finished. */
export const stateNames = { running: 'chưa', closing: 'hết hạn, chưa chốt', finished: 'có' } as const;
export const givenBy = { self: 'đơn vị tự chấm', survey: 'đề xuất từ khảo sát', nobody: 'chưa có điểm' } as const;
export const words = { sum: 'Cộng', total: 'Tổng điểm' } as const;
