import { withoutDiacritics } from '../vietnamese.js';
import { goesOn, type Word } from './words.js';

/** What a word before a name says about it. `other` is a street, school, village or person: no commune. */
export type Kind = 'xa' | 'phuong' | 'thi-tran' | 'dac-khu' | 'district' | 'city' | 'province' | 'other';

const kindWords: Readonly<Record<Kind, string>> = {
  xa: 'xã x',
  phuong: 'phường phuờng p f',
  'thi-tran': 'thị_trấn tt ttr',
  'dac-khu': 'đặc_khu',
  district: 'huyện quận thị_xã h q tx',
  city: 'thành_phố tp',
  province: 'tỉnh',
  other:
    // Ways and waters
    'đường đường_tỉnh tuyến dốc bờ ngả phố ngõ ngách hẻm kiệt đại_lộ quốc_lộ tỉnh_lộ hương_lộ cầu cống sông suối hồ đầm kênh mương đê đập ' +
    'bến bến_xe bến_đò ga nhà_ga ngã_ba ngã_tư ngã_năm vòng_xoay bùng_binh núi đèo đồi rừng đảo biển bãi cánh_đồng ' +
    // Houses and firms
    'chợ trường tiểu_học thcs thpt th mầm_non mẫu_giáo trung_học_cơ_sở trung_học_phổ_thông trung_học đại_học cao_đẳng ' +
    'bệnh_viện phòng_khám đình chùa đền miếu phủ nhà_thờ giáo_xứ nghĩa_trang quảng_trường công_viên siêu_thị khách_sạn nhà_hàng quán ' +
    'công_ty cty ctcp tnhh cổ_phần doanh_nghiệp htx hợp_tác_xã nhà_máy xí_nghiệp chung_cư tòa_nhà kđt khu_đô_thị kcn ccn cụm_công_nghiệp ' +
    'khu_công_nghiệp khu_du_lịch khu_di_tích khu_dân_cư kdc trạm_bơm mỏ trọ nhà_trọ phòng_trọ xưởng xưởng_may trại dự_án vườn đài tượng_đài ngân_hàng tượng câu_lạc_bộ đội_bóng ' +
    // Villages
    'thôn xóm làng bản ấp buôn khu_phố kp tổ tổ_dân_phố tdp khóm phum sóc tiểu_khu khu cụm bon plei ' +
    // Persons
    'ông bà anh chị cô chú bác cụ thầy đồng_chí đc họ_tên tên tên_là họ',
};

type KindWord = { readonly words: readonly string[]; readonly plain: readonly string[]; readonly kind: Kind };

const byLastWord = new Map<string, KindWord[]>();
for (const [kind, list] of Object.entries(kindWords) as [Kind, string][]) {
  for (const one of list.split(' ')) {
    const words = one.split('_');
    const plain = words.map(withoutDiacritics);
    const last = plain.at(-1) ?? '';
    const found = byLastWord.get(last) ?? [];
    found.push({ words, plain, kind });
    found.sort((a, b) => b.words.length - a.words.length);
    byLastWord.set(last, found);
  }
}

/** Kinds that stand right before a name ("xã/phường"), and where they begin. */
export type Announced = { readonly kinds: ReadonlySet<Kind>; readonly from: number };

/** Words that may stand between a kind and the name: "xã cũ là Song Vân". */
const between = new Set(['là', 'tên', 'cũ', 'mới', 'la', 'ten', 'cu', 'moi']);
const mostBetween = 3;

/** Reads backwards from a name what it is announced as. */
export function announcedAt(words: readonly Word[], at: number, plainText: boolean): Announced {
  const kinds = new Set<Kind>();
  let from = at;
  for (let next = kindEndingAt(words, from, plainText); next !== undefined;) {
    kinds.add(next.kind);
    from -= next.words.length;
    // "xã/phường Song Vân" goes on; in "cầu xã Song Vân" the nearer word decides.
    const before = words[from]?.gap === 'mark' ? kindEndingAt(words, from, plainText) : undefined;
    next = before !== undefined && isPlaceKind(before.kind) && !kinds.has(before.kind) ? before : undefined;
  }
  if (kinds.size > 0 && !(kinds.has('other') && words[at - 1]?.plain === 'ten')) return { kinds, from };
  for (let skipped = 1; skipped <= mostBetween && between.has(words[at - skipped]?.text ?? ''); skipped += 1) {
    const found = kindEndingAt(words, at - skipped, plainText);
    if (found !== undefined && isCommuneKind(found.kind)) {
      return { kinds: new Set([found.kind]), from: at - skipped - found.words.length };
    }
  }
  return { kinds, from };
}

/** In a text without diacritics, kinds have none either; elsewhere "cho" is not "chợ". */
function kindEndingAt(words: readonly Word[], end: number, plainText: boolean): KindWord | undefined {
  return byLastWord.get(words[end - 1]?.plain ?? '')?.find((kind) => {
    const from = end - kind.words.length;
    // "gần chợ, Song Vân" names the commune.
    if (from < 0 || words[end]?.gap === 'stop' || (kind.kind === 'other' && words[end]?.gap === 'mark')) return false;
    return kind.words.every((word, at) => {
      const typed = words[from + at];
      if (typed === undefined || (at > 0 && !goesOn(typed))) return false;
      const mayBePlain = plainText || words[end]?.text === words[end]?.plain || kind.words.length > 1;
      return (
        typed.text === word || (mayBePlain && typed.text === kind.plain[at] && (plainText || kind.kind !== 'other'))
      );
    });
  });
}

/** Is the word one that streets, schools and the like are called by ("chợ", "cầu")? */
export function isOtherKind({ text }: Word): boolean {
  return (
    byLastWord.get(withoutDiacritics(text))?.some(({ words, kind }) => kind === 'other' && words.join(' ') === text) ===
    true
  );
}

/** Is the word before a number one that villages are called by: "thôn 3 Song Vân"? */
export function isVillage({ plain }: Word): boolean {
  return villages.has(plain);
}

const villages = new Set(['thon', 'xom', 'to', 'khu', 'ban', 'ap', 'khom', 'doi', 'pho', 'tdp', 'kp', 'buon']);

/** Does it announce a commune? */
export function isCommuneKind(kind: Kind): boolean {
  return kind === 'xa' || kind === 'phuong' || kind === 'thi-tran' || kind === 'dac-khu';
}

/** Does it announce what a commune lies in? */
export function isRegionKind(kind: Kind): boolean {
  return kind === 'district' || kind === 'city' || kind === 'province';
}

function isPlaceKind(kind: Kind): boolean {
  return isCommuneKind(kind) || isRegionKind(kind);
}
