import { z } from 'zod';

/** The domain of life a text is about: the one that decides which desk must act. */
export const category = z.enum([
  'dat-dai',
  'boi-thuong',
  'xay-dung',
  'giao-thong',
  'moi-truong',
  'cap-thoat-nuoc',
  'dien-chieu-sang',
  'an-ninh',
  'y-te',
  'giao-duc',
  'an-sinh',
  'thu-tuc',
  'can-bo',
  'dan-chu',
  'nong-nghiep',
  'van-hoa',
  'khac',
]);
export type Category = z.infer<typeof category>;

/** The legal kind of a text (Luật Khiếu nại 2011 Đ.2, Luật Tố cáo 2018 Đ.2, Luật Tiếp công dân 2013 Đ.2), and two everyday ones. */
export const legalKind = z.enum(['khieu-nai', 'to-cao', 'kien-nghi', 'phan-anh', 'hoi-dap', 'khen-ngoi']);
export type LegalKind = z.infer<typeof legalKind>;

/** What the worker understood of a text. */
export type Labels = {
  readonly category: Category;
  readonly kind: LegalKind;
  /** Somebody is in danger now. */
  readonly urgent: boolean;
  /** A complaint about somebody who holds office in the commune or village. */
  readonly aboutOfficial: boolean;
  /** The receiving commune must not see it: the level above does. */
  readonly bypass: boolean;
  /** Not sure enough to keep it from the commune, nor to let it be read there: who wrote it is asked. */
  readonly bypassInDoubt: boolean;
  /** It names an official of another commune than the one that receives it. */
  readonly namesElsewhere: boolean;
  /** Probability of the category, 0–1. */
  readonly confidence: number;
  /** The classifier was not sure enough to decide; a person should look. */
  readonly abstained: boolean;
  /** The likeliest categories, best first: what to offer where it abstains. At most three. */
  readonly likeliest: readonly Category[];
};

/**
 * What the citizen chose where the machine was not to decide alone. `unknown`: he could not say either, and the
 * province's desk will.
 */
export type ChosenLabels = { readonly kind?: LegalKind; readonly category?: Category | 'unknown' };

/**
 * Says what a text is about. Knows only the text: the same text always gets the same labels. Where it is known which
 * commune receives it, `isElsewhere` tells of a place named in it ("xã Tân Yên ...", with what follows) whether that
 * is surely another; without it every title counts as one of the receiving commune.
 */
export type Understand = (text: string, isElsewhere?: (place: string) => boolean) => Labels;
