import { withoutDiacritics } from '../vietnamese.js';
import { readNames, textOf } from './words.js';

// Words that are no names though communes are called so, and words that say nothing about a place.

const split = (text: string): readonly string[] => readNames(text.split(',')).map(textOf);

const withPlain = (words: readonly string[]): ReadonlySet<string> =>
  new Set([...words, ...words.map(withoutDiacritics)]);

/** Everyday words that communes are called by as well. In small letters inside a sentence they are not meant as names. */
const everyday: ReadonlySet<string> = new Set(
  split(`phúc lợi, đồng tâm, hiệp lực, độc lập, hạnh phúc, thành công, phong quang, bình an, kiến thiết, hợp thành, đoàn kết,
    thảo nguyên, chế tạo, trung tâm, thống nhất, tiền phong, quyết thắng, bình yên, yên bình, trung thành, quốc khánh,
    kháng chiến, chiến thắng, liên minh, dân chủ, hợp lý, nhân hòa, bình minh, tiên tiến, đồng bằng, rạng đông, thắng lợi,
    công chính, an toàn, phong phú, bàn thạch, thuận lợi, hưng thịnh, đất đỏ, an ninh, đồng khởi, an cư, vĩnh viễn,
    lương tâm, kế sách, an khang, hòa thuận, hữu nghị, hòa bình, cường thịnh, liêm chính, cộng hòa, quyết tâm, tiên phong,
    phương đông, đông nam, tây nam, đông bắc, tây bắc, hồng thủy, thứ ba, khuyến nông, nông trường, cao thượng, ban công,
    cấp tiến, thịnh vượng, bảo toàn, chân lý, đạo lý, công bằng, liên hợp, tự nhiên, đức hạnh, biên giới, cần kiệm, tự do,
    nhân đạo, khánh thành, đại thắng, chính nghĩa, chỉ đạo, phong thủy, lương thiện, công lý, nguyên lý, thể dục,
    nhân quyền, vạn nhất, an bài, đồng ruộng, định cư, hợp đồng, quảng trường, trung thu, đông xuân, tự cường, dân quyền,
    thiết kế, tiến bộ, vũ hội, bình phục, thái dương, liên quan, khởi nghĩa, tự lập, trung hiếu, báo đáp, văn minh,
    trung bình, phong hóa, tiến hóa, đồng ý, thân thuộc, quang phục, quyết chiến, trung lập, duy nhất, nghĩa hiệp, đạo đức,
    trung trực, yên tĩnh, yên tâm, tinh nhuệ, hợp nhất, sinh tồn, bình dân, thủy triều, cao nhân, đồng minh, đồng môn,
    nước hai, ân nghĩa, quyết tiến, toàn thắng, quang vinh, vinh quang, anh dũng, hùng cường, phú quý, trường xuân,
    bình nguyên, dân lực, nam tiến, ái quốc, công chính, nhân nghĩa, minh tâm, liên hiệp, đại đức, an bình, trung dũng,
    trung kiên, tăng tiến, tân tiến, kim loại, hiếu nghĩa, hiếu thuận, biển hồ, hội họp, thanh bình, trung hòa, cầu mây,
    văn võ, cao xanh, ngã bảy, sao vàng, mái dầm, trường sinh, trường thành, duyên hải, cộng hiền, thượng lộ, phù lưu, an lạc, ba vì, văn hóa, ba tầng, chợ mới, phố mới, tân học, hội xuân, đường hoa, chung cư, nhà bàng, an viên, thanh long, đồng lương, đất mới, cầu tre, ba hàng, tân văn, xuất hóa, cầu ngang, cửa lò, đình cả, mù cả, ngã năm, tân tạo, pháo đài`),
);

const everydayPlain: ReadonlySet<string> = new Set(
  [
    ...everyday,
    ...split(`tiến độ, đóng tiền, hợp thịnh, đóng góp, tan học, quan tâm, dân số, bán hàng, cao su, hai hòa,
      đồng tiến, tân tiến, tân an, tân lập, đại đồng, đông phong, minh đức, hòa hợp, phú hòa, bình đẳng, an phú, đồng phú,
      thanh toán, thụy lôi, đình cương, thanh long, tân thanh, quảng phú, lam sơn, thanh hải, quy hoạch, công an, hợp tiến, xuân lai, yên lạc, thanh lâm, cao đức`),
  ].map(withoutDiacritics),
);

/** Of these, what is no name after "ở" or "tại" either. */
const sites: ReadonlySet<string> = withPlain(
  split(`trung tâm, biên giới, phố mới, chợ mới, văn hóa, chung cư, đồng bằng, quảng trường, nông trường, đồng ruộng, đất mới,
    ngã ba, ngã tư, ngã năm, ngã bảy, phương đông, đông bắc, tây bắc, đông nam, tây nam, biển hồ, nhà bàng, an toàn, cửa lò`),
);

/** Is the name a site that every commune has? */
export const isSite = (text: string): boolean => sites.has(text);

/** Is the name, with its diacritics, an everyday word? */
export const isEveryday = (text: string): boolean => everyday.has(text);

/** Without diacritics: is the name, or may it be, an everyday word? */
export const isEverydayPlain = (key: string): boolean => everydayPlain.has(key);

/** Everyday words that stand after "xã" as well: "chủ tịch xã chỉ đạo". */
export const deeds: ReadonlySet<string> = withPlain(
  split(
    'chỉ đạo, đồng ý, thiết kế, hợp đồng, bảo toàn, khánh thành, quyết tâm, kiến thiết, liên quan, khuyến nông, văn hóa',
  ),
);

/** Words around the name in an answer to "which commune?": "dạ em ở … ạ". */
export const fillers: ReadonlySet<string> = withPlain(
  `tôi tui em mình con cháu dạ vâng ạ à nhé nha ơi thưa chào ở tại quê nhà là thuộc về bên địa chỉ sống người dân đang hiện
   giờ thì của cũ mới nay trước đây gọi tên xã phường thị trấn huyện quận tỉnh thành phố vn sáp nhập sau bây
   hồi xưa cho hỏi xin nơi cư trú thường vậy đó này`.split(/\s+/),
);

/** Whole answers that are no names, though a commune is called like them. */
export const answers: ReadonlySet<string> = withPlain(
  split(`đồng ý, không, thôi, đúng, đang, hiểu, ba, tư, thứ ba, trung tâm, hợp đồng, hợp lý, yên tâm, không biết, không rõ,
    xin chào, cảm ơn, bỏ qua, quay lại, tiếp tục, kết thúc, khảo sát, phản ánh, đánh giá, hoàn thành, đóng góp, ý kiến,
    bắt đầu, hài lòng, bình thường, rất hài lòng, không hài lòng, tốt, kém, có, liên quan, duy nhất, trung bình, chân lý`),
);

/** A name right after one of these says where somebody is. */
export const locatives: ReadonlySet<string> = withPlain('ở tại quê thuộc'.split(' '));

/** Names of families: what follows is the rest of a person's name. */
export const families: ReadonlySet<string> = new Set(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô dương lí đinh trịnh thị nguyen tran pham'.split(' '),
);

/** Words of sentences; "xã tôi đang" is not a misspelt name. */
const sentenceWords: ReadonlySet<string> = withPlain(
  `tôi mình em đang bị cho có không là này và của ở đã sẽ rồi với thì mà các những được làm người dân ta đây nào gì đi ra
   vào lên xuống trên dưới hay nên cần phải rất quá lại còn cũng vẫn chưa như khi nếu vì do từ đến tới hỏi giải quyết`.split(
    /\s+/,
  ),
);

/** Does a word stand there that belongs to a sentence? */
export const isSentenceWord = (text: string): boolean => sentenceWords.has(text);
