import type { CampaignAccess } from '../../core/campaign.js';
import type { Warning } from '../../core/results/warnings.js';
import { decimal, percent, whole } from './numbers.js';

/** What the command `results` writes for people to read. */
export const texts = {
  sheets: { summary: 'Tóm tắt', questions: 'Câu hỏi', units: 'Đơn vị', comments: 'Góp ý', sources: 'Nguồn số liệu' },
  headings: {
    item: 'Nội dung',
    value: 'Giá trị',
    unit: 'Đơn vị',
    code: 'Mã đơn vị',
    number: 'Câu',
    question: 'Câu hỏi',
    answer: 'Đáp án',
    counted: 'Tính là hài lòng',
    count: 'Số người chọn',
    share: 'Tỷ lệ',
    answered: 'Số người trả lời',
    unknown: 'Không biết',
    skipped: 'Bỏ qua',
    low: 'Khoảng tin cậy 95 %: từ',
    high: 'Khoảng tin cậy 95 %: đến',
    mean: 'Điểm trung bình',
    index: 'Chỉ số 0–100',
    change: 'Thay đổi so với đợt trước',
    changeLow: 'Thay đổi: từ',
    changeHigh: 'Thay đổi: đến',
    clear: 'Thay đổi rõ rệt',
    responses: 'Số phiếu',
    population: 'Số người có thể hỏi',
    target: 'Số phiếu cần có',
    rate: 'Tỷ lệ tham gia',
    judging: 'Số người tính vào tỷ lệ hài lòng',
    satisfied: 'Tỷ lệ hài lòng',
    rank: 'Thứ hạng',
    warnings: 'Lưu ý',
    category: 'Lĩnh vực',
    comments: 'Số góp ý',
    example: 'Ví dụ',
    table: 'Bảng trong kho dữ liệu',
    condition: 'Điều kiện và cách tính',
  },
  kinds: {
    option: 'đáp án',
    overall: 'tỷ lệ hài lòng của cả phiếu',
    satisfied: 'tỷ lệ hài lòng của câu',
    responses: 'số phiếu',
    grade: 'chỉ số 0–100 của câu',
    gradeMean: (grades: number) => `điểm trung bình của câu, từ 1 đến ${grades}`,
    number: 'trung bình của câu',
    withheld: 'không nêu',
  },
  all: 'Tất cả đơn vị',
  yes: 'có',
  no: 'không',
  draft: 'Phiếu là bản dự thảo của dự án, chưa phải văn bản chính thức.',
  campaign: 'Đợt khảo sát',
  form: 'Phiếu',
  period: 'Thời gian',
  days: (from: string, to: string) => `${day(from)} – ${day(to)}`,
  partner: 'Phối hợp với',
  access: 'Cách tham gia',
  accesses: {
    open: 'mở, ai muốn thì trả lời',
    'counter-code': 'mã hiện tại quầy, mỗi lượt một phiếu',
    'one-time-code': 'mã dùng một lần',
  } satisfies Record<CampaignAccess, string>,
  versions: 'Phiên bản phiếu',
  before: 'So với đợt',
  notCompared: 'chưa có đợt trước cùng phiếu',
  otherUnits: 'Các đơn vị được cộng chung khác đợt trước: thay đổi của kết quả chung có thể do khác đơn vị.',
  counted: 'Số đơn vị được cộng chung',
  leftOut: 'Số đơn vị để ngoài',
  leftOutWhy: (units: number, below: number) =>
    `${whole(units)} đơn vị có dưới ${below} phiếu: không nêu kết quả, không cộng vào kết quả chung.`,
  few: (below: number) => `dưới ${below}`,
  withheld: 'không nêu',
  withheldQuestion: 'không nêu, vì trừ đi sẽ biết ít người đã trả lời gì',
  fewResponses: (below: number) => `dưới ${below} phiếu`,
  unsorted: 'Chưa phân loại',
  noRank: 'không xếp',
  rankMark: '# là thứ hạng theo tỷ lệ hài lòng của cả phiếu.',
  unitKinds: { xa: 'xã', phuong: 'phường', 'dac-khu': 'đặc khu' },
  unrankedWhy: 'Đơn vị không có thứ hạng: khoảng tin cậy chồng lên đơn vị khác, chưa đủ căn cứ nói hơn kém.',
  interval: (low: string, high: string) => `${low} – ${high}`,
  changed: (by: string, isClear: boolean) => (isClear ? `${by} (rõ rệt)` : `${by} (chưa rõ)`),
  points: (value: number) => `${value > 0 ? '+' : ''}${decimal(100 * value)} điểm %`,
  difference: (value: number) => `${value > 0 ? '+' : ''}${decimal(value)}`,
  grade: (mean: number, grades: number, index: number) =>
    `điểm ${decimal(mean)}/${grades}, chỉ số ${decimal(index)}/100`,
  mean: (value: string, measure: string) => `trung bình ${value} ${measure}`,
  bounds: (low: string, high: string) => ` (${low} – ${high})`,
  unbounded: ' (mọi người ghi cùng một số: không tính được khoảng tin cậy)',
  answered: (answered: number, unknown: number, skipped: number) =>
    [
      `${whole(answered)} người trả lời`,
      ...(unknown > 0 ? [`${whole(unknown)} không biết`] : []),
      ...(skipped > 0 ? [`${whole(skipped)} bỏ qua`] : []),
    ].join(', '),
  warning,
} as const;

function warning(of: Warning): string {
  switch (of.type) {
    case 'under-target':
      return `Chưa đủ phiếu: có ${whole(of.n)}, cần ${whole(of.target)}.`;
    case 'no-population':
      return 'Chưa có số người có thể hỏi: không tính được số phiếu cần có và tỷ lệ tham gia.';
    case 'over-population':
      if (of.units !== undefined)
        return `Ở ${whole(of.units)} đơn vị, số phiếu (${whole(of.n)}) nhiều hơn số người có thể hỏi (${whole(of.population)}): cần kiểm tra lại; chưa tính được số phiếu cần có và tỷ lệ tham gia chung.`;
      return `Số phiếu (${whole(of.n)}) nhiều hơn số người có thể hỏi (${whole(of.population)}): cần kiểm tra lại.`;
    case 'self-selected':
      return 'Ai muốn thì trả lời: kết quả là của người đã trả lời, chưa chắc là của mọi người dân.';
    case 'burst':
      return `Phiếu dồn dập: có lúc ${whole(of.peak)} phiếu trong 10 phút.`;
    case 'straight-lining':
      return `${whole(of.responses)} trên ${whole(of.of)} phiếu chọn cùng một mức ở mọi câu đánh giá (${percent(of.responses / of.of)}).`;
    case 'identical-comments':
      return `${whole(of.comments)} góp ý giống hệt góp ý khác.`;
    case 'small-n':
      return `Ít phiếu (${whole(of.n)}): con số còn dao động nhiều.`;
    case 'several-versions':
      return `Cộng chung nhiều phiên bản của phiếu: ${of.versions.join(', ')}.`;
    case 'unreadable':
      return `${whole(of.responses)} phiếu lưu không khớp với mẫu phiếu: cần báo người quản trị.`;
  }
}

/** "2026-04-01" → "01/04/2026" */
const day = (iso: string): string => iso.split('-').toReversed().join('/');
