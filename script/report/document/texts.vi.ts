import type { Dialogue } from '../../../core/dialogue.js';
import type { Report } from '../../../core/report.js';
import type { FeedbackCounts } from '../../../core/report/feedback.js';
import { writtenDay } from '../../../core/vietnam-time.js';
import { decimal, standingLabels } from '../../criteria/texts.vi.js';
import { noFigure, periodName } from '../texts.vi.js';

// The document's fixed parts as Nghị định 30/2020/NĐ-CP, Phụ lục I lays them out.

const dots = '……';
export const head = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  committee: 'ỦY BAN NHÂN DÂN',
  number: (number: string | undefined) => `Số: ${number ?? `${dots}/BC-UBND`}`,
  placeAndDay: (place: string | undefined, year: string) =>
    `${place ?? '………………'}, ngày ${dots} tháng ${dots} năm ${year}`,
  kind: 'BÁO CÁO',
  subject: 'Kết quả thực hiện dân chủ ở cơ sở và xây dựng chính quyền thân thiện',
} as const;

export const foot = {
  receiversTitle: 'Nơi nhận:',
  receivers: {
    commune: ['- UBND tỉnh (để báo cáo);', '- TT Đảng ủy, TT HĐND cấp xã;', `- ${dots}${dots}${dots};`, '- Lưu: VT.'],
    province: [`- ${dots}${dots}${dots};`, `- ${dots}${dots}${dots};`, '- Lưu: VT.'],
  },
  onBehalf: 'TM. ỦY BAN NHÂN DÂN',
  signer: `${dots}${dots}${dots}`,
  name: `${dots}${dots}${dots}${dots}`,
} as const;

export const opening = ({ name, period, madeOn }: Report): string =>
  `Ủy ban nhân dân ${name} báo cáo kết quả ${periodName(period)} về khảo sát mức độ hài lòng, tiếp nhận và trả lời phản ánh, kiến nghị, đối thoại với Nhân dân và xây dựng chính quyền thân thiện. Số liệu tính từ ngày ${writtenDay(period.from)} đến hết ngày ${writtenDay(period.to)}, lấy từ hệ thống ngày ${writtenDay(madeOn)}.${period.due === undefined ? '' : ` Hạn gửi báo cáo: ${writtenDay(period.due)}.`}`;

export const sections = {
  surveys: 'I. KHẢO SÁT MỨC ĐỘ HÀI LÒNG',
  feedback: 'II. TIẾP NHẬN, TRẢ LỜI PHẢN ÁNH, KIẾN NGHỊ',
  dialogues: 'III. ĐỐI THOẠI VỚI NHÂN DÂN',
  title: 'IV. TỰ CHẤM ĐIỂM CHÍNH QUYỀN THÂN THIỆN',
  gaps: 'V. GIỚI HẠN CỦA SỐ LIỆU',
  tasks: 'VI. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI',
} as const;

export const surveyTexts = {
  count: (campaigns: number, forms: number) => `1. Số đợt khảo sát trong kỳ: ${campaigns}, thuộc ${forms} loại phiếu.`,
  none: `1. Số đợt khảo sát trong kỳ: ${noFigure}.`,
  results: '2. Kết quả từng đợt',
  headings: {
    commune: [
      'TT',
      'Phiếu, đợt khảo sát',
      'Thời gian',
      'Số lượt trả lời',
      'Cỡ mẫu cần có',
      'Tỷ lệ hài lòng (khoảng tin cậy 95%)',
    ],
    province: [
      'TT',
      'Phiếu, đợt khảo sát',
      'Thời gian',
      'Số xã nêu được kết quả',
      'Tổng số lượt (*)',
      'Số xã đủ cỡ mẫu',
      'Tỷ lệ hài lòng của xã thấp nhất và xã cao nhất (**)',
    ],
  },
  notes: (suppressBelow: number): readonly string[] => [
    `(*) Không gồm các xã có dưới ${suppressBelow} lượt trả lời.`,
    '(**) Chỉ so các xã đủ cỡ mẫu, kèm khoảng tin cậy 95%; khoảng của hai xã trùng nhau thì chưa nói được xã nào cao hơn.',
  ],
  extremes: (lowest: string, highest: string) => `thấp nhất: ${lowest}\ncao nhất: ${highest}`,
  noneReached: 'không nêu: chưa xã nào đủ cỡ mẫu',
  endedLater: 'kết thúc sau ngày chốt số liệu',
  partner: (partner: string) => `Phối hợp: ${partner}`,
} as const;

export const feedbackTexts = {
  none: `1. Tình hình tiếp nhận, trả lời: ${noFigure}.`,
  total: '1. Tình hình tiếp nhận, trả lời',
  lines: ({ carried, received, answered, open, late, openLate, comments }: FeedbackCounts): readonly string[] => [
    `a) Tiếp nhận trong kỳ: ${received} vụ việc; kỳ trước chuyển sang hoặc được mở lại: ${carried} vụ việc. Trong tổng số có ${comments} ý kiến viết trong phiếu khảo sát.`,
    `b) Đã trả lời: ${answered} vụ việc; đang xử lý: ${open} vụ việc.`,
    `c) Quá hạn tiếp nhận: ${late} vụ việc, trong đó ${openLate} vụ việc chưa trả lời. Quá hạn là không có ai nhận xử lý trong thời gian mà hệ thống đặt ra trước khi báo lên cấp tỉnh.`,
  ],
  scope: {
    commune: 'Số liệu gồm những vụ việc do xã xử lý; không gồm những vụ việc thuộc thẩm quyền của cấp trên.',
    province: 'Số liệu gồm những vụ việc do tỉnh và các xã, phường, đặc khu trong tỉnh xử lý.',
  },
  byCategory: '2. Theo lĩnh vực',
  headings: ['TT', 'Lĩnh vực', 'Chuyển sang', 'Tiếp nhận', 'Đã trả lời', 'Đang xử lý', 'Quá hạn'],
  sum: 'Cộng',
} as const;

export const dialogueTexts = {
  none: `Số cuộc đối thoại: ${noFigure}.`,
  total: (held: readonly Dialogue[]) => {
    const sum = (of: (one: Dialogue) => number) => held.reduce((total, one) => total + of(one), 0);
    return `1. Đã tổ chức ${held.length} cuộc đối thoại với ${sum(({ people }) => people)} lượt người tham gia; có ${sum(({ raised }) => raised)} ý kiến, đã trả lời ${sum(({ answered }) => answered)} ý kiến.`;
  },
  list: '2. Các cuộc đối thoại',
  more: (count: number) => `Còn ${count} cuộc khác, xem trang “Đối thoại” của tệp số liệu kèm theo.`,
  headings: ['TT', 'Ngày', 'Nội dung', 'Số người', 'Ý kiến', 'Đã trả lời'],
} as const;

export const titleTexts = {
  total: (total: number | undefined, missing: number) =>
    total === undefined
      ? `1. Tổng điểm: ${noFigure}.`
      : `1. Tổng điểm: ${decimal(total)}/100${missing === 0 ? '' : `, chưa gồm ${missing} tiêu chí chưa có điểm`}.`,
  standing: (standing: keyof typeof standingLabels) => `2. Kết quả: ${standingLabels[standing].toLowerCase()}.`,
  byPart: '3. Điểm theo từng phần',
  headings: ['Phần', 'Nội dung', 'Điểm chuẩn', 'Điểm đạt', 'Tiêu chí chưa có điểm'],
  communes: '1. Kết quả chung',
  none: `Điểm tự chấm của các xã: ${noFigure}.`,
  best: '2. Điểm của các xã đã đăng ký: xem trang “Tự chấm điểm” của tệp số liệu kèm theo.',
} as const;

export const taskTexts = { lines: 6, end: './.' } as const;
