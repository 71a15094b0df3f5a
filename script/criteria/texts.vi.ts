import type { ScoreFault } from '../../core/criteria/scores.js';
import type { Standing } from '../../core/criteria/assess.js';
import type { SurveyPoints } from '../../core/criteria/survey-points.js';

/** Points and shares as people write them: "3,5". */
export const decimal = (value: number, digits = 2): string => String(Number(value.toFixed(digits))).replace('.', ',');
export const percent = (share: number): string => `${decimal(share * 100, 1)}%`;

export const sheetNames = { scores: 'Tự chấm điểm', about: 'Thông tin', table: 'Tổng hợp' } as const;

export const headings = {
  criterion: 'Mã',
  title: 'Tiêu chí',
  maximum: 'Điểm chuẩn',
  score: 'Điểm tự chấm',
  evidence: 'Minh chứng',
  proposed: 'Điểm đề xuất từ khảo sát',
  because: 'Căn cứ đề xuất',
} as const;

export const about = {
  unit: 'Mã đơn vị',
  name: 'Đơn vị',
  year: 'Năm',
  source: 'Bộ tiêu chí',
  unverified: 'Chưa được cơ quan có thẩm quyền xác nhận.',
  how: 'Cách điền',
  howText:
    'Điền hai cột “Điểm tự chấm” và “Minh chứng” ở trang “Tự chấm điểm”. Phần 5 để trống thì lấy điểm đề xuất từ khảo sát. Ô trống là chưa chấm, không phải 0 điểm.',
} as const;

export const standingLabels: Readonly<Record<Standing, string>> = {
  reached: 'Đạt',
  'not-reached': 'Chưa đạt',
  incomplete: 'Chưa chấm đủ',
  'no-threshold': 'Chưa có mức điểm đạt chuẩn',
};

/** Why a survey gives these points, or none. */
export function reasonText(survey: SurveyPoints): string {
  switch (survey.type) {
    case 'no-survey':
      return 'Chưa có đợt khảo sát nào của năm đã kết thúc và có kết quả: chưa có số liệu.';
    case 'too-few':
      return `Đợt ${survey.campaign}: ${survey.n === undefined ? 'quá ít lượt trả lời' : `${survey.n} lượt trả lời`}, cần từ ${survey.minimum} lượt mới đề xuất điểm.`;
    case 'no-share':
      return `Đợt ${survey.campaign}: ${survey.n} lượt trả lời, chưa tính được tỷ lệ hài lòng.`;
    case 'proposed': {
      const { value, low, high } = survey.satisfied;
      const [least, most] = survey.between;
      const caution =
        survey.caution === 'under-target'
          ? ` Chưa đủ cỡ mẫu (${survey.n}/${survey.target ?? ''} lượt).`
          : survey.caution === 'no-target'
            ? ' Chưa biết cỡ mẫu cần có.'
            : '';
      return `Đợt ${survey.campaign}: ${survey.n} lượt, hài lòng ${percent(value)} (khoảng tin cậy 95%: ${percent(low)}–${percent(high)}), tương ứng ${decimal(least)}–${decimal(most)} điểm.${caution}`;
    }
  }
}

export function faultText(fault: ScoreFault): string {
  switch (fault.because) {
    case 'unknown-criterion':
      return `không có tiêu chí “${fault.criterion}”`;
    case 'given-twice':
      return `tiêu chí ${fault.criterion} được chấm hai lần`;
    case 'not-a-number':
      return fault.found === ''
        ? `tiêu chí ${fault.criterion} có minh chứng mà chưa có điểm`
        : `điểm của tiêu chí ${fault.criterion} không phải là số: “${fault.found}”`;
    case 'below-zero':
      return `điểm của tiêu chí ${fault.criterion} nhỏ hơn 0: ${decimal(fault.score)}`;
    case 'above-maximum':
      return `tiêu chí ${fault.criterion} được ${decimal(fault.score)} điểm, nhiều nhất là ${decimal(fault.maximum)}`;
  }
}

export const sheetFaults = {
  noSheet: (sheet: string) => `không có trang “${sheet}”`,
  noHeading: (heading: string) => `không có cột “${heading}”`,
  noUnit: 'mã đơn vị phải có năm chữ số',
  noYear: 'năm phải có bốn chữ số',
} as const;

export const tableTexts = {
  unit: 'Mã',
  name: 'Đơn vị',
  total: 'Tổng điểm',
  standing: 'Kết quả',
  missing: 'Tiêu chí chưa chấm',
  registered: 'Số xã đã đăng ký (có điểm tự chấm)',
  communes: 'Tổng số xã, phường, đặc khu',
  incomplete: 'Số xã đã đăng ký mà chưa chấm đủ',
  reached: 'Số xã đạt chuẩn',
  reachedSoFar: (reached: number, open: number) => `${reached} (còn ${open} xã chưa chấm đủ hoặc chưa đăng ký)`,
  percent: 'Tỷ lệ xã đạt chuẩn trên tổng số',
  target: 'Chỉ tiêu',
  unknown: 'chưa có số liệu',
  noThreshold: 'chưa có mức điểm đạt chuẩn',
  met: {
    met: 'đạt chỉ tiêu',
    'not-met': 'không đạt chỉ tiêu, kể cả khi mọi xã còn lại đều đạt',
    unknown: 'chưa xác định được',
  },
} as const;

export const showTexts = {
  threshold: (points: number | null) =>
    points === null ? 'Mức điểm đạt chuẩn: chưa có' : `Mức điểm đạt chuẩn: ${decimal(points)} điểm`,
  target: (percentage: number) => `Chỉ tiêu: ${decimal(percentage)}% số xã`,
  total: (points: number | undefined, missing: number) =>
    `Tổng: ${points === undefined ? tableTexts.unknown : `${decimal(points)} điểm`}${missing === 0 ? '' : ` (${missing} tiêu chí chưa có điểm)`}`,
} as const;

/** Commune kinds as they stand before a name. */
export const kindLabels: Readonly<Record<string, string>> = { xa: 'xã', phuong: 'phường', 'dac-khu': 'đặc khu' };
