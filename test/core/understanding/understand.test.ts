import { beforeAll, describe, expect, it } from 'vitest';
import type { Category, LegalKind, Understand } from '../../../core/labels.js';
import { columns } from '../../../core/understanding/model.js';
import { decide } from '../../../core/understanding/understand.js';
import { loadSorting } from '../../../runtime/load-understanding.js';
import { elsewhereFrom } from '../../../core/places/elsewhere.js';
import { nationalDirectory, unitCode } from '../../support/directory.js';
import { openUnderstanding } from '../../support/understand.js';

// Sentences of our own that are not among the training phrases.
let categorize: Understand;
beforeAll(async () => {
  categorize = await openUnderstanding();
});

describe('the category', () => {
  it.each<[Category, string]>([
    ['dat-dai', 'Nhà bên cạnh lấn sang đất vườn nhà tôi, xin xã cho người đo lại ranh giới'],
    ['dat-dai', 'xin hoi lam so do mat bao lau'],
    ['boi-thuong', 'Tiền đền bù thu hồi ruộng làm khu công nghiệp chưa thấy trả'],
    ['xay-dung', 'Mấy quán ăn lấn chiếm vỉa hè để bán hàng, người đi bộ không còn lối'],
    ['giao-thong', 'duong vao xom nhieu o ga xe may hay nga'],
    ['giao-thong', 'Xe tải chở quá tải chạy qua làng suốt ngày'],
    ['moi-truong', 'trại lợn xả nước thải hôi thối k chịu nổi'],
    ['cap-thoat-nuoc', 'Nước máy mất ba hôm nay rồi'],
    ['dien-chieu-sang', 'den duong ngo toi hong lau roi toi om'],
    ['an-ninh', 'Đêm qua xóm tôi lại mất trộm xe máy'],
    ['y-te', 'Trạm y tế hết thuốc, bác sĩ không có mặt'],
    ['giao-duc', 'truong thu nhieu khoan tien dau nam hoc'],
    ['an-sinh', 'Nhà tôi khó khăn mà không được xét hộ nghèo'],
    ['thu-tuc', 'Hồ sơ nộp một cửa quá hẹn chưa trả kết quả'],
    ['can-bo', 'Cán bộ tiếp dân thái độ hách dịch'],
    ['dan-chu', 'Quỹ thôn thu chi không công khai cho dân biết'],
    ['nong-nghiep', 'Kênh mương bồi lấp, lúa không có nước tưới'],
    ['van-hoa', 'hang xom hat karaoke toi khuya on ao'],
    ['khac', 'Cho tôi xin số điện thoại của ủy ban'],
  ])('is %s: %s', (category, text) => {
    expect(categorize(text).category).toBe(category);
  });

  it('does not lose its way in a very long text', () => {
    const text = 'Đường làng nhiều ổ gà, xe máy đi lại khó khăn, đề nghị sửa đường. '.repeat(80);
    expect(categorize(text)).toMatchObject({ category: 'giao-thong', abstained: false });
  });

  it('abstains where it knows nothing', () => {
    expect(categorize('Zxcv qwerty 123 456')).toMatchObject({ abstained: true, bypass: false });
  });

  it('is the same at every start', async () => {
    const text = 'Cống tắc, nước tràn ra đường, đề nghị xã xử lý';
    expect((await openUnderstanding())(text)).toEqual(categorize(text));
  });
});

it.each<[LegalKind, string]>([
  ['khieu-nai', 'Tôi không đồng ý với quyết định thu hồi đất của gia đình tôi, đề nghị xem xét lại'],
  ['to-cao', 'Tôi tố cáo cán bộ địa chính nhận hối lộ khi làm sổ đỏ'],
  ['kien-nghi', 'Kiến nghị xã đầu tư xây thêm cầu qua sông'],
  ['phan-anh', 'Rác chất đống đầu ngõ không ai dọn'],
  ['hoi-dap', 'Cho tôi hỏi làm khai sinh cần giấy tờ gì'],
  ['khen-ngoi', 'Cảm ơn xã đã làm đường đẹp'],
])('the kind is %s: %s', (kind, text) => {
  expect(categorize(text).kind).toBe(kind);
});

it.each<[boolean, string]>([
  [true, 'Dây điện ngoài ngõ bị đứt nằm giữa đường'],
  [true, 'day dien bi dut roi xuong duong'],
  [true, 'Hố ga trước trường mất nắp'],
  [true, 'Đang cháy ở xưởng nhựa'],
  [true, 'Chồng nhà bên cầm dao đuổi đánh vợ'],
  [false, 'Đường nhiều ổ gà'],
  [false, 'Đèn đường bị cháy bóng'],
  [false, 'Tập huấn phòng cháy cho dân'],
  [false, 'Chờ mãi chưa có sổ đỏ'],
])('urgent is %s: %s', (urgent, text) => {
  expect(categorize(text).urgent).toBe(urgent);
});

describe('what the commune must not see', () => {
  it.each([
    'Chủ tịch xã nhận tiền của doanh nghiệp để cho san lấp ruộng',
    'chu tich xa nhan tien cua doanh nghiep',
    'ct xã bao che cho người nhà lấn đất',
    'Phó chủ tịch xã thái độ hách dịch với dân',
    'Tôi muốn nói về bí thư xã. Ông ấy lợi dụng chức vụ cấp đất cho con cháu',
    'Cán bộ địa chính đòi 20 triệu mới làm sổ đỏ',
    'Trưởng thôn ăn chặn tiền hỗ trợ của dân',
    'Em trai chủ tịch xã xây nhà trái phép mà không bị xử lý',
    'UBND xã bao che cho xưởng gây ô nhiễm',
    'Kính gửi chủ tịch tỉnh. Lãnh đạo xã tôi tham ô tiền làm đường',
  ])('is about its own people: %s', (text) => {
    expect(categorize(text).bypass).toBe(true);
  });

  it.each([
    'Kính gửi ông chủ tịch xã, đường làng tôi nhiều ổ gà, đề nghị sửa',
    'Đề nghị đồng chí chủ tịch xã cho sửa cái cống',
    'de nghi chu tich xa cho sua duong',
    'Cảm ơn chủ tịch xã đã quan tâm làm đường',
    'Cán bộ một cửa không vòi vĩnh, hướng dẫn nhiệt tình, cảm ơn',
    'Gia đình tôi chưa nhận tiền đền bù',
    'Chó thả rông cắn trẻ con',
    'Chủ tịch công ty nợ lương công nhân, đề nghị xử lý',
  ])('is not: %s', (text) => {
    expect(categorize(text).bypass).toBe(false);
  });

  const elsewhere = elsewhereFrom(nationalDirectory(), unitCode('07351'));
  it.each<[boolean, string]>([
    [false, 'Chủ tịch xã Tân Yên nhận tiền của chủ lò gạch'],
    [false, 'chu tich xa Nha Nam hach dich voi dan, toi sang do lam giay bi mang'],
    [false, 'Bí thư đảng ủy xã Nhã Nam bao che cho người nhà xây trái phép trên đất công'],
    [false, 'Trưởng công an xã Tân Yên đánh người'],
    [false, 'Chủ tịch ủy ban nhân dân xã Tân Yên hứa sửa cầu rồi bỏ đó'],
    [true, 'Chủ tịch xã Ngọc Thiện nhận tiền của chủ lò gạch'],
    [true, 'Chủ tịch xã Song Vân bán đất công'],
    [true, 'Chủ tịch xã Nhã Nam cấu kết với chủ tịch xã mình chia nhau đất bãi'],
    [true, 'Chủ tịch xã đồng ý cho người nhà xây trái phép'],
    [true, 'Chủ tịch xã bao che cho xưởng gây ô nhiễm'],
    [true, 'Chủ tịch xã Tân Yên ăn tiền. UBND xã mình bao che cho ông ấy'],
  ])('received by Ngọc Thiện it is %s: %s', (bypass, text) => {
    expect(categorize(text, elsewhere).bypass).toBe(bypass);
    // Not knowing who receives it, every title may be his.
    expect(categorize(text).bypass).toBe(true);
  });

  it.each<[boolean, string]>([
    [true, 'Cán bộ tiếp dân hách dịch, quát mắng người già'],
    [true, 'truong thon thien vi nguoi nha'],
    [false, 'Cán bộ rất nhiệt tình, cảm ơn'],
    [false, 'Nhờ cán bộ xuống xem đường hỏng'],
  ])('about an official is %s: %s', (about, text) => {
    expect(categorize(text).aboutOfficial).toBe(about);
  });
});

describe('in a long letter', () => {
  const others =
    'Đường liên thôn nhiều ổ gà. Rác chất đống đầu chợ. Đèn đường tắt cả tháng. Cống nghẹt, nước tràn ra ngõ. Loa xã nói to quá.';

  it.each([
    'Trưởng thôn ăn chặn tiền hỗ trợ của dân.',
    'Cán bộ địa chính đòi 20 triệu mới làm sổ đỏ.',
    'Chủ tịch xã quát mắng dân, đuổi bà con ra khỏi phòng.',
  ])('what the commune must not read is not lost: %s', (sentence) => {
    expect(categorize(`${others} ${sentence}`)).toMatchObject({ bypass: true, aboutOfficial: true });
    expect(categorize(`${sentence} ${others}`).bypass).toBe(true);
  });

  it.each(['Cột điện đầu ngõ sắp đổ.', 'Dây điện đứt rơi xuống đường.', 'Đang cháy ở xưởng nhựa.'])(
    'danger is not lost: %s',
    (sentence) => {
      expect(categorize(`${others} ${sentence}`).urgent).toBe(true);
      expect(categorize(`${sentence} ${others}`).urgent).toBe(true);
    },
  );

  it('that tells of neither, neither is found', () => {
    expect(categorize(others)).toMatchObject({ bypass: false, bypassInDoubt: false, urgent: false });
  });
});

it('what is taken for a denunciation of an official goes past the commune, however unsure', async () => {
  const data = await loadSorting();
  const opinion = new Float64Array(columns.length);
  for (const column of ['can-bo', 'to-cao', 'aboutOfficial'] as const) opinion[columns.indexOf(column)] = 0.9;
  const mentions = { highest: 'office', namesElsewhere: false, namesBody: false, signals: [] } as const;
  expect(decide(opinion, mentions, data)).toMatchObject({ bypass: true, bypassInDoubt: false });
  opinion[columns.indexOf('aboutOfficial')] = 0;
  expect(decide(opinion, mentions, data)).toMatchObject({ bypass: false, bypassInDoubt: false });
  opinion[columns.indexOf('bypass')] = (data.sureOf.bypass + data.sureOf.bypassInDoubt) / 2;
  expect(decide(opinion, mentions, data)).toMatchObject({ bypass: false, bypassInDoubt: true });
});
