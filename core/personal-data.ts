import { maskLabels } from './labels.vi.js';

/** What in a text leads to a person. Names are not found: they cannot be told from other words with certainty. */
export type PersonalDataType = keyof typeof maskLabels;

/** Where in a text, in UTF-16 units, something personal stands; `to` is exclusive. */
export type PersonalData = { readonly type: PersonalDataType; readonly from: number; readonly to: number };

type Rule = {
  readonly type: PersonalDataType;
  readonly pattern: RegExp;
  /** Further doubts about what the pattern found. */
  readonly accept?: (found: Found) => boolean;
};
type Found = { readonly value: string; readonly exact: string; readonly after: string };

// The patterns read a text without diacritics and in lower case. Digits may be set apart: "0912 345.678".
const sep = String.raw`[ .\-–]{0,2}`;
const aDate = String.raw`\d{1,2}[ .\-–]\d{1,2}[ .\-–](?:19|20)\d\d|(?:19|20)\d\d[ .\-–](?:(?:19|20)\d\d|\d\d[.\-]\d\d)(?!\d)`;
const notDate = `(?!${aDate})`;
const digits = (least: number, most: number) => String.raw`\d(?:${sep}\d){${least - 1},${most - 1}}(?!\d)`;
const word = (words: string) => String.raw`(?<![a-z0-9])(?:${words})`;
/** Before a number that begins here, at most so far away, stands one of these words. */
const near = (words: string, reach: number) => String.raw`(?=\d)(?<=${word(words)}[^\d\n\0]{0,${reach}})${notDate}`;

const account = 'so tai khoan|tai khoan|stk|tk';
const banks =
  'ngan hang|vietcombank|vcb|agribank|bidv|vietinbank|techcombank|tcb|mb ?bank|mb|acb|vp ?bank|tp ?bank|sacombank|shb|vib|hd ?bank|momo|zalopay';
const papers = 'cmnd|cmtnd|cmt|cccd|can cuoc|chung minh|dinh danh';
const vehicles = 'bien so|bien kiem soat|bien|bks|bsx|xe';
const plateTail = String.raw`[ .\-]{0,2}(?:\d{3}[ .]?\d{2}|\d{4})(?![a-z0-9])`;

const isQuantity = ({ value, after }: Found) =>
  /^ ?(?:dong|vnd|trieu|ty|usd|m2|m3|km|ha|kg|tan|ho|nguoi|[dm$])(?![a-z])/.test(after) ||
  /^[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000$/.test(value);
const notQuantity = (found: Found) => !isQuantity(found);

/** In order: what an earlier rule has found is not looked at by a later one. */
const rules: readonly Rule[] = [
  { type: 'email', pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/g },
  { type: 'bank-account', pattern: new RegExp(near(account, 40) + digits(8, 16), 'g'), accept: notQuantity },
  { type: 'bank-account', pattern: new RegExp(near(banks, 15) + digits(8, 16), 'g'), accept: notQuantity },
  {
    type: 'bank-account',
    pattern: new RegExp(String.raw`(?<!\d)${notDate}${digits(8, 16)}(?=[ (,:\-]{0,4}${word(banks)}(?![a-z]))`, 'g'),
    accept: notQuantity,
  },
  { type: 'id-number', pattern: new RegExp(near(papers, 30) + digits(12, 12), 'g'), accept: notQuantity },
  { type: 'id-number', pattern: new RegExp(near(papers, 30) + digits(9, 9), 'g'), accept: notQuantity },
  // Twelve digits that begin with the number of a province (001–096) are a căn cước without any word beside them.
  { type: 'id-number', pattern: /(?<![\w.,])0(?:0[1-9]|[1-9]\d)(?:\d{9}|(?:[ .]\d{3}){3})(?!\d|[.,]\d)/g },
  {
    type: 'id-number',
    pattern: /(?<![\d.,/-])[0-3]\d{8}(?![\d/]|[.,]\d)/g,
    accept: (found) => notQuantity(found) && !found.value.endsWith('000'),
  },
  {
    type: 'phone',
    pattern: new RegExp(
      String.raw`(?:(?:\(?\+ ?84\)?|(?<!\d)0084)${sep}(?:\(0\) ?|0)?|(?<!\d)84(?=\d{9}(?!\d))|(?<!\d)\(?${notDate}0)(?:[35789](?:[ .\-–)]{0,2}\d){8}|2(?:[ .\-–)]{0,2}\d){8,9})(?!\d)`,
      'g',
    ),
  },
  {
    type: 'plate',
    pattern: new RegExp(String.raw`${near(vehicles, 15)}[1-9]\d${sep}[a-z]{1,2}\d?${plateTail}`, 'g'),
    // "gửi xe 10k 2000 đồng", "xe chạy lúc 15h 2024"
    accept: (found) => notQuantity(found) && !/^\d\d[hkm] /.test(found.exact),
  },
  {
    type: 'plate',
    pattern: new RegExp(String.raw`(?<![a-z0-9/])[1-9]\d${sep}[a-z]{1,2}\d?${plateTail}`, 'g'),
    accept: ({ value, exact }) =>
      /[a-z]\d?[ -]?\d{3}\.\d{2}$/.test(value) || (/\p{Lu}/u.test(exact) && !/ (?:19|20)\d\d$/.test(value)),
  },
];

/** Finds phone and paper numbers, plates, mail addresses and bank accounts, with or without diacritics around them; in order. */
export function findPersonalData(text: string): readonly PersonalData[] {
  const { folded, at } = foldInPlace(withoutMasks(text));
  const found: PersonalData[] = [];
  for (const { type, pattern, accept } of rules) {
    for (const match of folded.matchAll(pattern)) {
      const [value] = match;
      const [from, to] = [at[match.index] ?? 0, at[match.index + value.length] ?? text.length];
      const after = folded.slice(match.index + value.length, match.index + value.length + 10);
      const isNew = found.every((other) => to <= other.from || other.to <= from);
      if (isNew && (accept?.({ value, exact: text.slice(from, to), after }) ?? true)) found.push({ type, from, to });
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** The text with what leads to a person replaced by what it was, such as "[số điện thoại]". */
export function maskPersonalData(text: string): string {
  const found = findPersonalData(text);
  if (found.length === 0) return text;
  let masked = '';
  let done = 0;
  for (const { type, from, to } of found) {
    masked += text.slice(done, from) + maskLabels[type];
    done = to;
  }
  // What stood beside may show itself only now: two numbers run together, say.
  return maskPersonalData(masked + text.slice(done));
}

const masks = Object.values(maskLabels);

/** Masks are no words beside a number ("[số tài khoản] 12345678"). */
function withoutMasks(text: string): string {
  return masks.reduce((rest, mask) => rest.replaceAll(mask, '\0'.repeat(mask.length)), text);
}

/** The text without diacritics, in lower case, one unit for each, and where in the text each unit stands. */
function foldInPlace(text: string): { readonly folded: string; readonly at: readonly number[] } {
  const at: number[] = [];
  let folded = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charAt(index);
    const plain = foldUnit(unit);
    if (plain === '') continue;
    folded += plain;
    at.push(index);
  }
  return { folded, at };
}

const known = new Map<string, string>();

function foldUnit(unit: string): string {
  const before = known.get(unit);
  if (before !== undefined) return before;
  const base = unit.normalize('NFKD').charAt(0).toLowerCase().charAt(0);
  const plain = /\p{Mn}/u.test(base) ? '' : base === 'đ' ? 'd' : base;
  known.set(unit, plain);
  return plain;
}
