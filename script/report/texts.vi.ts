import type { FeedbackLine } from '../../core/report/feedback.js';
import type { Gap } from '../../core/report/gap.js';
import type { Period } from '../../core/report/period.js';
import type { Warning } from '../../core/results/warnings.js';
import { categoryLabels } from '../../core/labels.vi.js';
import { writtenDay } from '../../core/vietnam-time.js';
import { percent } from '../criteria/texts.vi.js';

// What the report's document and workbook both say.

/** Kinds of provinces; a name from the list of places begins with its kind. */
export const placeKinds = { province: 'tỉnh', pattern: /^(tỉnh|thành phố) (\S.*)$/iu } as const;

export const noFigure = 'chưa có số liệu';
/** In the place of a number of responses that is too small to be told. */
export const tooFew = 'quá ít để nêu';
/** In the place of the results of a campaign that is not finished. */
export const awaited = 'có sau khi đợt kết thúc';
/** How far a campaign is, where that must be said. */
export const stateTexts = {
  running: 'chưa kết thúc, kết quả có sau khi kết thúc',
  closing: 'đã hết hạn trả lời, kết quả chưa chốt',
} as const;

export const periodName = ({ kind, year }: Period): string =>
  kind === 'half' ? `6 tháng đầu năm ${year}` : `năm ${year}`;

/** A share with its interval: "82,5% (78,1%–86,2%)". */
export const shareText = (
  satisfied: { readonly value: number; readonly low: number; readonly high: number } | undefined,
): string =>
  satisfied === undefined
    ? noFigure
    : `${percent(satisfied.value)} (${percent(satisfied.low)}–${percent(satisfied.high)})`;

export const formName = (form: string): string => form.toUpperCase();

export const categoryName = (category: FeedbackLine['category'], smallest: number): string => {
  if (category === 'others') return `Lĩnh vực khác (gồm các lĩnh vực có dưới ${smallest} vụ việc)`;
  return category === 'unsorted' ? 'Chưa phân loại' : categoryLabels[category];
};

const listed = (names: readonly string[]) => names.join(', ');

/** What must be known to read the figures; each is one sentence. */
export function gapText(gap: Gap): string {
  switch (gap.type) {
    case 'period-not-over':
      return `Báo cáo được lập ngày ${writtenDay(gap.until)}, khi kỳ báo cáo chưa kết thúc; số liệu chỉ tính đến lúc lập.`;
    case 'forms-not-asked':
      return `Trong kỳ không có số liệu khảo sát của các phiếu: ${listed(gap.forms.map(formName))}.`;
    case 'not-over':
      return `Đợt khảo sát chưa kết thúc hoặc chưa chốt nên chưa có kết quả; kết quả có sau khi đợt kết thúc: ${listed(gap.campaigns)}.`;
    case 'ended-later':
      return `Đợt khảo sát kết thúc sau ngày chốt số liệu của kỳ; lượt trả lời ẩn danh, không ghi thời điểm, nên kết quả gồm cả phần sau kỳ: ${listed(gap.campaigns)}.`;
    case 'too-few':
      return `Có nơi quá ít lượt trả lời (hoặc chưa có lượt nào) nên không nêu kết quả: ${listed(gap.campaigns)}.`;
    case 'sign':
      return `${signTexts[gap.sign]}: ${listed(gap.campaigns)}.`;
    case 'self-selected':
      return `Người trả lời tự tìm đến phiếu, không được chọn ngẫu nhiên, nên tỷ lệ hài lòng có thể khác với ý kiến của toàn thể người dân; khoảng tin cậy không tính đến điều này. Các đợt: ${listed(gap.campaigns)}.`;
    case 'under-target':
      return `Số lượt trả lời chưa đủ cỡ mẫu cần có: ${listed(gap.campaigns)}.`;
    case 'no-target':
      return `Chưa biết số người thuộc diện hỏi nên chưa tính được cỡ mẫu cần có: ${listed(gap.campaigns)}.`;
    case 'no-share':
      return `Chưa tính được tỷ lệ hài lòng (quá ít lượt trả lời, hoặc phiếu không có câu để tính): ${listed(gap.campaigns)}.`;
    case 'no-feedback':
      return 'Hệ thống không ghi nhận phản ánh, kiến nghị nào trong kỳ; những gì tiếp nhận bằng cách khác không có trong báo cáo này.';
    case 'no-dialogues':
      return 'Chưa có cuộc đối thoại nào trong kỳ được nhập vào hệ thống; điều này không có nghĩa là không tổ chức đối thoại.';
    case 'no-scores':
      return 'Chưa có điểm tự chấm của năm được nhập vào hệ thống.';
    case 'no-threshold':
      return 'Chưa có mức điểm đạt chuẩn được xác nhận nên chưa kết luận đạt hay chưa đạt.';
    case 'unsorted':
      return `${gap.cases} vụ việc chưa được xác định lĩnh vực.`;
    case 'scores-missing':
      return `${gap.criteria} tiêu chí chưa có điểm; tổng điểm chưa gồm các tiêu chí này.`;
    case 'points-from-surveys':
      return `${gap.criteria} tiêu chí của phần 5 lấy điểm đề xuất từ kết quả khảo sát, chưa được xã xác nhận; chỉ tính các đợt kết thúc trong kỳ: ${listed(gap.campaigns)}.`;
    case 'unverified':
      return unverifiedTexts[gap.what];
  }
}

const signTexts: Readonly<Record<Warning['type'], string>> = {
  'under-target': 'Chưa đủ cỡ mẫu',
  'no-population': 'Chưa biết số người thuộc diện hỏi',
  'over-population': 'Số lượt trả lời nhiều hơn số người thuộc diện hỏi, cần kiểm tra lại',
  'self-selected': 'Người trả lời tự tìm đến phiếu',
  burst: 'Có lúc nhiều lượt trả lời dồn dập trong mười phút, cần xem lại cách tổ chức',
  'straight-lining': 'Nhiều lượt chọn cùng một mức từ đầu đến cuối',
  'identical-comments': 'Có nhiều lời góp ý giống hệt nhau',
  'small-n': 'Ít lượt trả lời, khoảng tin cậy rộng',
  'several-versions': 'Kết quả cộng từ nhiều phiên bản của phiếu',
  unreadable: 'Có lượt trả lời không khớp với phiếu, cần báo người quản trị',
};

const unverifiedTexts: Readonly<Record<Extract<Gap, { type: 'unverified' }>['what'], string>> = {
  criteria: 'Tiêu chí thành phần và cách tính điểm phần 5 là đề xuất, chưa được cơ quan có thẩm quyền xác nhận.',
  period: 'Ngày bắt đầu và ngày chốt số liệu của kỳ báo cáo là đề xuất, chưa được cơ quan có thẩm quyền xác nhận.',
  times: 'Thời hạn tiếp nhận dùng để tính “quá hạn” là đề xuất, chưa phải thời hạn theo quy định của pháp luật.',
};
