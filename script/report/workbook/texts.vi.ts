import type { ReportQueryId } from '../../../core/report.js';

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
export const givenBy = { self: 'đơn vị tự chấm', survey: 'đề xuất từ khảo sát', nobody: 'chưa có điểm' } as const;
export const words = { yes: 'có', no: 'chưa', sum: 'Cộng', total: 'Tổng điểm' } as const;

export const sourceColumns = ['Số liệu', 'Giá trị', 'Truy vấn', 'Cột, cách tính'] as const;
export const queryColumns = ['Truy vấn', 'Đếm gì', 'Câu lệnh', 'Tham số (theo thứ tự dấu ?)'] as const;
export const queryNote =
  'Thời điểm trong câu lệnh tính bằng mili giây từ 01/01/1970 (giờ quốc tế). Ai có quyền vào cơ sở dữ liệu có thể chạy lại từng câu lệnh để đối chiếu.';

/** What each query counts, said exactly. */
export const queryMeanings: Readonly<Record<ReportQueryId, string>> = {
  campaigns:
    'Các đợt khảo sát hỏi tại đơn vị, kết thúc trong kỳ hoặc đang mở khi hết kỳ. Đợt mở sẵn trong menu mà không có lượt trả lời nào thì không liệt kê.',
  results:
    'Số lượt trả lời theo đợt và đơn vị. Cỡ mẫu cần có, tỷ lệ hài lòng và khoảng tin cậy do chương trình tính từ chính các lượt này (npm run results).',
  feedback:
    'Vụ việc tiếp nhận trong kỳ, và vụ việc của kỳ trước chưa trả lời khi kỳ bắt đầu hoặc được mở lại trong kỳ; tính theo đơn vị đang xử lý. Đã trả lời: có trả lời trước khi hết kỳ và sau đó không bị mở lại. Quá hạn tiếp nhận: từ lúc gửi, không có ai tiếp nhận, hỏi thêm, trả lời hay chuyển đi trong tổng thời gian nhắc và báo cấp trên của data/escalation.yaml (vụ khẩn có thời gian riêng); vụ đã quá hạn thì vẫn tính khi về sau được trả lời. Báo cáo của xã không gồm vụ việc mà xã không được xem.',
  dialogues: 'Các cuộc đối thoại đã nhập, có ngày tổ chức trong kỳ; báo cáo của tỉnh gồm cả của xã.',
  scores:
    'Điểm tự chấm của năm. Tiêu chí phần 5 mà đơn vị không tự chấm thì lấy điểm đề xuất, tính từ kết quả khảo sát theo data/criteria.yaml.',
};

export const figureLabels = {
  campaigns: 'Số đợt khảo sát trong kỳ',
  responses: (campaign: string, unit: string) => `Số lượt trả lời, đợt ${campaign}, ${unit}`,
  satisfied: (campaign: string, unit: string) => `Tỷ lệ hài lòng (%), đợt ${campaign}, ${unit}`,
  carried: 'Vụ việc kỳ trước chuyển sang',
  received: 'Vụ việc tiếp nhận trong kỳ',
  answered: 'Vụ việc đã trả lời',
  open: 'Vụ việc đang xử lý',
  late: 'Vụ việc quá hạn tiếp nhận',
  openLate: 'Vụ việc quá hạn, chưa trả lời',
  comments: 'Trong đó: ý kiến trong phiếu khảo sát',
  dialogues: 'Số cuộc đối thoại',
  people: 'Số lượt người dự đối thoại',
  raised: 'Số ý kiến tại đối thoại',
  answeredThere: 'Số ý kiến đã trả lời',
  total: 'Tổng điểm tự chấm',
  part: (id: string) => `Điểm phần ${id}`,
  registered: 'Số xã đã đăng ký',
  reached: 'Số xã đạt chuẩn',
} as const;
export const howCounted = {
  rows: 'số dòng',
  sum: (column: string) => `tổng cột "${column}"`,
  cell: (column: string) => `cột "${column}"`,
  computed: 'tính từ các lượt trả lời',
  withSurveys: 'tổng cột "score" và điểm đề xuất từ khảo sát (trang “Tự chấm điểm”)',
  parts: 'tổng điểm các phần',
  units: 'số đơn vị khác nhau',
  threshold: 'so với mức điểm đạt chuẩn của data/criteria.yaml',
} as const;
