import type { ReportQueryId } from '../../../core/report.js';

// Where a report's figures come from.

export const sourceColumns = ['Số liệu', 'Giá trị', 'Truy vấn', 'Cột, cách tính'] as const;
export const queryColumns = ['Truy vấn', 'Đếm gì', 'Câu lệnh', 'Tham số (theo thứ tự dấu ?)'] as const;
export const queryNote =
  'Thời điểm trong câu lệnh tính bằng mili giây từ 01/01/1970 (giờ quốc tế). Ai có quyền vào cơ sở dữ liệu có thể chạy lại từng câu lệnh để đối chiếu.';

/** What each query counts, said exactly. */
export const queryMeanings: Readonly<Record<ReportQueryId, string>> = {
  communes: 'Các xã, phường, đặc khu của tỉnh.',
  campaigns:
    'Các đợt khảo sát hỏi tại đơn vị, kết thúc trong kỳ hoặc đang mở khi hết kỳ (hay khi lập báo cáo, nếu kỳ chưa hết); đợt kết thúc sớm thì tính đến ngày kết thúc thật. Đợt mở sẵn trong menu mà không có lượt trả lời nào thì không liệt kê.',
  results:
    'Số lượt trả lời theo đợt và đơn vị, gồm cả các đợt mà phần 5 lấy điểm. Chỉ nêu khi đợt đã kết thúc và đơn vị có đủ số lượt.',
  populations: 'Số người thuộc diện hỏi và sai số chấp nhận của từng đợt, để tính cỡ mẫu cần có.',
  feedback:
    'Vụ việc tiếp nhận trong kỳ, và vụ việc của kỳ trước chưa trả lời khi kỳ bắt đầu hoặc được mở lại trong kỳ; tính theo đơn vị đang xử lý. Đã trả lời: có trả lời trước khi hết kỳ và sau đó không bị mở lại. Quá hạn tiếp nhận: từ lúc gửi, không có ai tiếp nhận, hỏi thêm, trả lời hay chuyển đi trong tổng thời gian nhắc và báo cấp trên của data/escalation.yaml (vụ khẩn có thời gian riêng); ý kiến trong phiếu khảo sát (source là "survey-comment") chỉ ghi giờ, không ghi phút, nên được cộng thêm một giờ; vụ đã quá hạn thì vẫn tính khi về sau được trả lời. Báo cáo của xã không gồm vụ việc mà xã không được xem.',
  dialogues: 'Các cuộc đối thoại đã nhập, có ngày tổ chức trong kỳ; báo cáo của tỉnh gồm cả của xã.',
  scores:
    'Điểm tự chấm của năm. Tiêu chí phần 5 mà đơn vị không tự chấm thì lấy điểm đề xuất, tính theo data/criteria.yaml từ kết quả các đợt khảo sát mở trong năm và đã kết thúc khi hết kỳ.',
};

export const figureLabels = {
  campaigns: 'Số đợt khảo sát trong kỳ',
  forms: 'Số loại phiếu',
  result: (campaign: string) => `Kết quả đợt ${campaign}`,
  told: (campaign: string) => `Số xã nêu được kết quả, đợt ${campaign}`,
  sum: (campaign: string) => `Tổng số lượt, đợt ${campaign}`,
  reachedTarget: (campaign: string) => `Số xã đủ cỡ mẫu, đợt ${campaign}`,
  lowest: (campaign: string) => `Tỷ lệ hài lòng thấp nhất (%), đợt ${campaign}`,
  highest: (campaign: string) => `Tỷ lệ hài lòng cao nhất (%), đợt ${campaign}`,
  target: (campaign: string, unit: string) => `Cỡ mẫu cần có, đợt ${campaign}, ${unit}`,
  low: (campaign: string, unit: string) => `Cận dưới 95% (%), đợt ${campaign}, ${unit}`,
  high: (campaign: string, unit: string) => `Cận trên 95% (%), đợt ${campaign}, ${unit}`,
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
  criterion: (id: string) => `Điểm tiêu chí ${id} (đề xuất từ khảo sát)`,
  communes: 'Tổng số xã, phường, đặc khu',
  incomplete: 'Số xã đã đăng ký mà chưa chấm đủ',
  percent: 'Tỷ lệ xã đạt chuẩn trên tổng số (%)',
  goal: 'Chỉ tiêu tỷ lệ xã đạt chuẩn (%)',
  registered: 'Số xã đã đăng ký',
  reached: 'Số xã đạt chuẩn',
} as const;
export const howCounted = {
  rows: 'số dòng',
  different: (column: string) => `số giá trị khác nhau của cột "${column}"`,
  sum: (column: string) => `tổng cột "${column}"`,
  sumOf: (column: string, rows: string) => `tổng cột "${column}" của các dòng có ${rows}`,
  category: (category: string) => `category là "${category}"`,
  otherCategories: (smallest: number) =>
    `category là "khac" hoặc thuộc lĩnh vực có dưới ${smallest} vụ việc (carried + received)`,
  noCategory: 'category trống (NULL)',
  cell: (column: string) => `cột "${column}"`,
  notFinished: 'đợt chưa kết thúc hoặc chưa chốt: không tính kết quả',
  tooFew: 'cột "n" nhỏ hơn mức được nêu (suppressBelow của data/results.yaml), hoặc không có dòng nào',
  sampleSize:
    'N / (1 + N·e²), làm tròn lên; N là cột "population", e là cột "margin" (core/statistics/sample-size.ts); chưa có N thì chưa tính được',
  share:
    'tính từ cột "answers" của chính các lượt mà câu lệnh đếm: mỗi lượt lấy tỷ lệ câu đánh giá được trả lời hài lòng, rồi lấy trung bình qua các lượt (npm run results)',
  bound:
    'khoảng tin cậy 95% theo công thức Wilson cho trung bình của tỷ lệ hài lòng từng lượt, với số lượt hiệu dụng và hiệu chỉnh theo cột "population" nếu có (hàm meanShare, core/statistics/proportion.ts)',
  told: (suppressBelow: number) => `số đơn vị có cột "n" từ ${suppressBelow} trở lên`,
  sumTold: (suppressBelow: number) =>
    `tổng cột "n" của các đơn vị có từ ${suppressBelow} lượt; không gồm các đơn vị có ít hơn`,
  reachedTarget: 'số đơn vị có cột "n" từ cỡ mẫu cần có trở lên',
  extreme: 'so tỷ lệ hài lòng của các đơn vị đủ cỡ mẫu',
  withSurveys: (campaigns: readonly string[]) =>
    `tổng cột "score", cộng điểm đề xuất từ các đợt đã kết thúc khi hết kỳ: ${campaigns.join(', ')}`,
  fromSurvey: (campaign: string) =>
    `tỷ lệ hài lòng của đợt ${campaign}, quy ra điểm theo mục survey của data/criteria.yaml`,
  parts: 'tổng điểm các phần',
  units: 'số đơn vị khác nhau',
  incomplete: 'số đơn vị đã có điểm mà còn tiêu chí chưa có điểm (kể cả điểm đề xuất từ khảo sát)',
  threshold: 'số đơn vị có đủ điểm mọi tiêu chí và tổng điểm từ mức đạt chuẩn (threshold) trở lên',
  percent: 'số xã đạt chuẩn chia cho tổng số xã, phường, đặc khu, nhân 100',
  goal: 'mục target',
} as const;
