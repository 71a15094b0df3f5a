import { compile, type Hit } from './phrases.js';
import type { SortingData } from './sorting-data.js';
import type { Reader, Word } from './words.js';

/** What is said in one sentence, as far as the lists of data/sorting.yaml know. */
type SentenceMarks = {
  /** Somebody at the head of the commune is spoken of; not merely addressed. */
  readonly leader: boolean;
  /** Anybody who holds office in the commune or village is spoken of. */
  readonly office: boolean;
  /** The commune's authority as a body. */
  readonly body: boolean;
  readonly grievance: boolean;
  readonly corruption: boolean;
  readonly praise: boolean;
  readonly urgent: boolean;
};

export type Mentions = {
  /**
   * The highest office of the receiving commune that is named; `addressed` when leaders are named only in speaking to
   * them, `elsewhere` when only others' officials are.
   */
  readonly highest: 'leader' | 'addressed' | 'office' | 'elsewhere' | 'nobody';
  /** An official of a commune that surely is another is among those named. */
  readonly namesElsewhere: boolean;
  /** The receiving commune's authority is named as a body. */
  readonly namesBody: boolean;
  /** The same for the model, as features beside the words, with the words around whoever is named. */
  readonly signals: readonly string[];
};

/** A leader's, any other official's, one that is not of this commune, and of these one of a commune named. */
type Title = 'L' | 'O' | 'E' | 'N';

const negations = new Set(['không', 'khong', 'chẳng', 'chang', 'chưa', 'chua', 'chả', 'cha']);
/** How far before an office the words may stand that address its holder: "kính gửi ông chủ tịch". */
const addressReach = 5;
/** How many words around a title the model is shown. */
const [wordsBefore, wordsBehind] = [5, 8];

/** Finds who is spoken of, and how, in a text that was read sentence by sentence. */
export function openMentions(
  data: SortingData,
  reader: Reader,
): (sentences: readonly (readonly Word[])[], isElsewhere?: (place: string) => boolean) => Mentions {
  const { urgent, notUrgent, offices, leaders, notOffices, addressing, bodies, grievances, praise, corruption } = data;
  const find = compile(
    { urgent, notUrgent, offices, leaders, notOffices, addressing, bodies, grievances, praise, corruption },
    reader,
  );

  const markOf = (
    sentence: readonly Word[],
    signals: Set<string>,
    titles: Set<Title>,
    isElsewhere?: (place: string) => boolean,
  ): SentenceMarks => {
    const hits = find(sentence);
    const isOthers = (hit: Hit) => hits.notOffices.some((other) => overlap(hit, other));
    const spokenOf = (hit: Hit) => !hits.addressing.some(({ to }) => to <= hit.from && hit.from - to < addressReach);
    // "không vòi vĩnh" is praise; "không giải quyết" is a phrase of its own.
    const isSaid = ({ from }: Hit) => !negations.has(sentence[from - 1]?.exact ?? '');
    const titled = [...hits.offices, ...hits.leaders];
    const foreign = new Set(titled.filter((hit) => isElsewhere?.(placeOf(hit, sentence)) === true));
    const isOwn = (hit: Hit) => !foreign.has(hit) && !isOthers(hit);
    const offices = titled.filter(isOwn);
    const leaders = hits.leaders.filter(isOwn);
    if (offices.length < titled.length || hits.notOffices.length > 0) signals.add('!elsewhere');
    if (offices.length < titled.length) titles.add('E');
    if (foreign.size > 0) titles.add('N');
    if (leaders.some((hit) => !spokenOf(hit))) signals.add('!addressed');
    for (const [title, own] of [
      ['L', leaders],
      ['O', offices],
    ] as const) {
      if (own.length > 0) titles.add(title);
      for (const hit of own) surround(title, sentence, hit, signals);
    }
    return {
      leader: leaders.some(spokenOf),
      office: offices.some(spokenOf),
      body: hits.bodies.some(
        (hit) => !isOthers(hit) && isElsewhere?.(placeOf(hit, sentence)) !== true && spokenOf(hit),
      ),
      grievance: hits.grievances.some(isSaid),
      corruption: hits.corruption.some(isSaid),
      praise: hits.praise.some(isSaid),
      urgent: hits.urgent.some((hit) => !hits.notUrgent.some((exception) => overlap(hit, exception))),
    };
  };

  return (spoken, isElsewhere) => {
    const signals = new Set<string>();
    const titles = new Set<Title>();
    const sentences = spoken.map((sentence) => markOf(sentence, signals, titles, isElsewhere));
    for (const [at, marks] of sentences.entries()) {
      const said = named(marks);
      for (const one of said) signals.add(`!${one}`);
      for (const who of said.filter((one) => one === 'leader' || one === 'office' || one === 'body')) {
        for (const what of said) signals.add(`!${who}+${what}`);
        for (const what of named(sentences[at + 1])) signals.add(`!${who}>${what}`);
      }
    }
    const highest = highestOf(titles, sentences);
    // The same word says another thing where a leader is spoken of: "hứa" there is mostly a reproach.
    if (highest !== 'nobody') for (const { folded } of spoken.flat()) signals.add(`${highest}: ${folded}`);
    signals.add(`!highest ${highest}`);
    return {
      highest,
      namesElsewhere: titles.has('N'),
      namesBody: sentences.some(({ body }) => body),
      signals: [...signals],
    };
  };
}

function highestOf(titles: ReadonlySet<Title>, sentences: readonly SentenceMarks[]): Mentions['highest'] {
  if (titles.has('L')) return sentences.some(({ leader }) => leader) ? 'leader' : 'addressed';
  if (titles.has('O')) return 'office';
  return titles.has('E') ? 'elsewhere' : 'nobody';
}

const communeKinds = new Set(['xa', 'phuong', 'tt']);
/** "chủ tịch ủy ban nhân dân xã": so far behind a title, at most, stands the kind of commune it belongs to. */
const kindReach = 5;
/** The longest names, with what may stand before them. */
const nameLength = 5;

/** The commune that a title is said to belong to, as typed, with some words more; empty when none is named. */
function placeOf({ from, to }: Hit, sentence: readonly Word[]): string {
  for (let at = from; at < Math.min(to + kindReach, sentence.length - 1); at += 1)
    if (communeKinds.has(sentence[at]?.folded ?? ''))
      return sentence
        .slice(at, at + 1 + nameLength)
        .map(({ exact }) => exact)
        .join(' ');
  return '';
}

const named = (marks: SentenceMarks | undefined): readonly string[] =>
  Object.entries(marks ?? {}).flatMap(([name, is]) => (is ? [name] : []));

/** The words around a title: next to it, before it, behind it. */
function surround(mark: Title, sentence: readonly Word[], { from, to }: Hit, signals: Set<string>): void {
  signals.add(`${mark}-1 ${sentence[from - 1]?.folded ?? '^'}`);
  signals.add(`${mark}+1 ${sentence[to]?.folded ?? '$'}`);
  for (const word of sentence.slice(Math.max(0, from - wordsBefore), from)) signals.add(`${mark}< ${word.folded}`);
  for (const word of sentence.slice(to, to + wordsBehind)) signals.add(`${mark}> ${word.folded}`);
}

const overlap = (a: Hit, b: Hit) => a.from < b.to && b.from < a.to;
