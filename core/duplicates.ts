import { z } from 'zod';
import type { Coordinates } from './case.js';
import type { CaseId, UnitCode } from './ids.js';
import { category, type Category, type LegalKind } from './labels.js';
import { likeness, type Weighed } from './likeness.js';
import { fold } from './vietnamese.js';

const share = z.number().min(0).max(1);

/** When two reports are taken for one thing; written by officials in data/duplicates.yaml. */
export const duplicateSettings = z.strictObject({
  withinDays: z.number().positive().max(366),
  /** At least so alike, after what the place adds or takes away. */
  threshold: share,
  /** A text with fewer different words says too little. */
  fewestWords: z.number().int().min(1),
  sameVillage: share,
  otherVillage: share,
  near: z.strictObject({ metres: z.number().positive(), adds: share }),
  far: z.strictObject({ metres: z.number().positive(), takes: share }),
  /** Categories in which things mostly concern one person. */
  apart: z.array(category),
  /** The newest so many reports of a commune are looked at. */
  mostCompared: z.number().int().min(1).max(5000),
});
export type DuplicateSettings = z.infer<typeof duplicateSettings>;

/** A report as far as it matters for whether another is about the same. */
export type Report = {
  readonly id: CaseId;
  readonly source: 'report' | 'survey-comment';
  readonly text: string;
  readonly unit?: UnitCode;
  readonly village?: string;
  readonly location?: Coordinates;
  /** Absent while nobody could tell. */
  readonly category?: Category;
  readonly kind?: LegalKind;
  readonly aboutOfficial: boolean;
  readonly bypass: boolean;
  readonly namesElsewhere: boolean;
};

/**
 * May it be linked with others at all? What concerns a person (khiếu nại, tố cáo, anything about an official), is a
 * question or thanks, or goes past the commune stays alone: nobody else may learn that it exists.
 */
export function isLinkable(report: Report, { apart }: Pick<DuplicateSettings, 'apart'>): boolean {
  const { source, unit, category: about, kind, aboutOfficial, bypass, namesElsewhere } = report;
  if (source !== 'report' || unit === undefined || aboutOfficial || bypass || namesElsewhere) return false;
  return (kind === 'phan-anh' || kind === 'kien-nghi') && about !== undefined && !apart.includes(about);
}

/** A report ready to be compared: what of it never changes. */
export type Comparable = {
  readonly location: Coordinates | undefined;
  readonly village: string | undefined;
  /** Named with a number in text or village: "thon 3", "ngo 12". */
  readonly numbered: ReadonlySet<string>;
  /** Syllables without diacritics; numbers say nothing of the subject. */
  readonly words: ReadonlySet<string>;
};

const numberedKinds = new Set(['thon', 'xom', 'ap', 'ban', 'to', 'khu', 'ngo', 'ngach', 'hem', 'kiet', 'km', 'duong']);
const villageKinds = /^(?:(?:thon|xom|ap|ban|lang|buon|khu pho|khu|to dan pho|to|tdp|khoi)\s+)+/;

/** Makes a report ready; `words` reads a text into folded syllables. */
export function toComparable(report: Report, words: (text: string) => readonly string[]): Comparable {
  const { location, village } = report;
  const spoken = words(report.text);
  const named = village === undefined ? '' : fold(village).replace(/,.*/s, '').trim();
  return {
    location,
    village: named === '' ? undefined : named.replace(villageKinds, ''),
    numbered: new Set([...numberedIn(spoken), ...numberedIn(named.split(/\s+/))]),
    words: new Set(spoken.filter((word) => !/\d/.test(word))),
  };
}

function numberedIn(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1] ?? '';
    return numberedKinds.has(word) && /^\d+[a-z]?$/.test(next) ? [`${word} ${next}`] : [];
  });
}

/** A report with its words weighed. */
export type Compared = Comparable & { readonly weighed: Weighed };

/**
 * How sure it is that two reports of one commune and category are about one thing; undefined when they are not. Words
 * decide, and the place adds or takes away.
 */
export function sameness(one: Compared, other: Compared, settings: DuplicateSettings): number | undefined {
  if (Math.min(one.words.size, other.words.size) < settings.fewestWords) return undefined;
  const { sameVillage, near, threshold } = settings;
  const byWords = likeness(one.weighed, other.weighed);
  // Most are too different for any place to help.
  if (byWords + sameVillage + near.adds < threshold) return undefined;
  const sure = byWords + byPlace(one, other, settings);
  return sure >= threshold ? sure : undefined;
}

function byPlace(one: Comparable, other: Comparable, settings: DuplicateSettings): number {
  return byVillage(one, other, settings) + byNumber(one, other, settings) + byDistance(one, other, settings);
}

function byVillage(one: Comparable, other: Comparable, { sameVillage, otherVillage }: DuplicateSettings): number {
  if (one.village === undefined || other.village === undefined) return 0;
  return one.village === other.village ? sameVillage : -otherVillage;
}

/** "Ngõ 3" here and "ngõ 7" there: another place, unless both name one together. */
function byNumber(one: Comparable, other: Comparable, { otherVillage }: DuplicateSettings): number {
  const kindOf = (place: string) => place.slice(0, place.indexOf(' '));
  if ([...one.numbered].some((place) => other.numbered.has(place))) return 0;
  const kinds = new Set([...one.numbered].map(kindOf));
  return [...other.numbered].some((place) => kinds.has(kindOf(place))) ? -otherVillage : 0;
}

function byDistance(one: Comparable, other: Comparable, { near, far }: DuplicateSettings): number {
  if (one.location === undefined || other.location === undefined) return 0;
  const metres = distance(one.location, other.location);
  if (metres <= near.metres) return near.adds;
  return metres >= far.metres ? -far.takes : 0;
}

const metresPerDegree = 111_320;

/** Metres between two places that are not far apart. */
function distance(one: Coordinates, other: Coordinates): number {
  const east = (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180);
  return Math.hypot(one.latitude - other.latitude, east) * metresPerDegree;
}
