import type { Warning } from '../../core/results/warnings.js';

const percent = (share: number): string => `${(share * 100).toFixed(1).replace('.', ',')} %`;
const points = (difference: number): string =>
  `${Math.abs(difference * 100)
    .toFixed(1)
    .replace('.', ',')} điểm`;

/** The short form of a survey's results. */
export const texts = {
  head: (title: string, from: string, to: string) => `Kết quả: ${title}\nĐợt từ ${from} đến ${to}`,
  none: 'Chưa có đợt khảo sát nào đã kết thúc để xem kết quả.',
  tooFew: (least: number) =>
    `Có dưới ${least} lượt trả lời nên không hiện kết quả, để không ai đoán được người trả lời.`,
  allTooFew: (least: number) =>
    `Xã, phường nào cũng có dưới ${least} lượt trả lời nên không hiện kết quả, để không ai đoán được người trả lời.`,
  noneOfThatName: 'Không có kết quả của đợt mang tên này. Có thể tên bị gõ nhầm.',
  responses: (n: number) => `${n} lượt trả lời. Chưa nhập số dân nên chưa biết đã đủ lượt cần có hay chưa.`,
  responsesOf: (n: number, target: number) => `${n}/${target} lượt cần có.`,
  satisfied: (value: number, low: number, high: number) =>
    `Mức hài lòng chung: ${percent(value)} (khoảng tin cậy 95 %: ${percent(low)} đến ${percent(high)}).`,
  judging: (persons: number) => `Mức này tính trên ${persons} lượt có trả lời câu đánh giá.`,
  otherUnits: 'Không so với đợt trước: các xã, phường được cộng chung khác đợt trước.',
  change: (difference: number, isClear: boolean) => {
    if (!isClear) return 'So với đợt trước: chưa đủ cơ sở để nói là tăng hay giảm.';
    return `So với đợt trước: ${difference > 0 ? 'tăng' : 'giảm'} ${points(difference)}.`;
  },
  lowest: 'Thấp nhất:',
  question: (name: string, share: number) => `- ${name}: ${percent(share)} hài lòng`,
  mind: 'Lưu ý khi dùng số liệu:',
  warning: (warning: Warning): string => {
    switch (warning.type) {
      case 'under-target':
        return `- Mới có ${warning.n}/${warning.target} lượt cần có.`;
      case 'no-population':
        return '- Chưa nhập số người có thể được hỏi.';
      case 'over-population':
        if (warning.units !== undefined)
          return `- Ở ${warning.units} đơn vị, số lượt (${warning.n}) nhiều hơn số người (${warning.population}): cần xem lại.`;
        return `- Số lượt (${warning.n}) nhiều hơn số người (${warning.population}): cần xem lại.`;
      case 'self-selected':
        return '- Ai muốn thì trả lời, không chọn mẫu: số liệu có thể lệch.';
      case 'burst':
        return `- Có lúc ${warning.peak} lượt dồn trong 10 phút.`;
      case 'straight-lining':
        return `- ${warning.responses}/${warning.of} lượt chọn cùng một mức cho mọi câu.`;
      case 'identical-comments':
        return `- ${warning.comments} góp ý giống hệt nhau.`;
      case 'small-n':
        return `- Chỉ có ${warning.n} lượt, con số còn dao động nhiều.`;
      case 'several-versions':
        return `- Gộp nhiều phiên bản của phiếu (${warning.versions.join(', ')}).`;
      case 'unreadable':
        return `- ${warning.responses} lượt không đọc được, cần báo người quản trị.`;
    }
  },
  draft: 'Lời văn của phiếu là bản dự thảo, chưa phải văn bản chính thức.',
  others: (names: readonly string[]) => `Đợt khác: ${names.map((name) => `/ketqua ${name}`).join(' · ')}`,
  chartTitle: (title: string) => `Tỷ lệ hài lòng – ${title}`,
  footer: (n: number, from: string, to: string) =>
    `${n} lượt trả lời, ${from} – ${to}. Vạch ngang: khoảng tin cậy 95 %.`,
} as const;
