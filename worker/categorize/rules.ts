import { z } from 'zod';
import type { LegalKind } from '../../core/labels.js';
import { compile, type Hit, type Phrases } from './phrases.js';
import { sentences, type Abbreviations, type Word } from './words.js';

const list = z.array(z.string().min(1));

/** data/sorting.yaml */
export const sortingData = z.strictObject({
  abstainBelow: z.number().min(0).max(1),
  abbreviations: z.record(z.string(), z.string()),
  urgent: list,
  notUrgent: list,
  offices: list,
  leaders: list,
  notOffices: list,
  addressing: list,
  bodies: list,
  grievances: list,
  praise: list,
  corruption: list,
});
export type SortingData = z.infer<typeof sortingData>;

export type Judgement = {
  readonly urgent: boolean;
  readonly aboutOfficial: boolean;
  readonly bypass: boolean;
  /** Somebody in office is accused of breaking the law: whatever the classifier thought, this is a denunciation. */
  readonly accused: boolean;
};

const negations = new Set(['không', 'khong', 'chẳng', 'chang', 'chưa', 'chua', 'chả']);
// How far before an office the words may stand that address its holder: "kính gửi ông chủ tịch".
const addressReach = 5;

/** The readable rules beside the classifier; what they know is in data/sorting.yaml. */
export function openRules(
  data: SortingData,
  abbreviations: Abbreviations,
): (text: string, kind: LegalKind) => Judgement {
  const phrases = (lines: readonly string[]) => compile(lines, abbreviations);
  const urgent = without(phrases(data.urgent), phrases(data.notUrgent));
  const notOffices = phrases(data.notOffices);
  const addressing = phrases(data.addressing);
  const spokenOf = (named: Phrases) => notAddressed(without(named, notOffices), addressing);
  const leaders = spokenOf(phrases(data.leaders));
  const offices = spokenOf(phrases([...data.offices, ...data.leaders]));
  const bodies = spokenOf(phrases(data.bodies));
  const grievances = notDenied(phrases(data.grievances));
  const praises = notDenied(phrases(data.praise));
  const corruption = notDenied(phrases(data.corruption));

  return (text, kind) => {
    const all = sentences(text, abbreviations);
    const marks = all.map((sentence) => {
      const has = (find: Phrases) => find(sentence).length > 0;
      return {
        leader: has(leaders),
        office: has(offices),
        body: has(bodies),
        grievance: has(grievances),
        corruption: has(corruption),
      };
    });
    type Mark = (typeof marks)[number];
    // "Ông trưởng thôn ấy … Ông nhận tiền của dân": what is said of somebody may stand in the sentence after.
    const together = (who: keyof Mark, what: keyof Mark) =>
      marks.some((mark, at) => mark[who] && (mark[what] || marks[at + 1]?.[what] === true));

    const praise = kind === 'khen-ngoi' && all.some((sentence) => praises(sentence).length > 0);
    const accused = together('office', 'corruption');
    const aboutOfficial = accused || (!praise && together('office', 'grievance'));
    const leadership =
      together('leader', 'corruption') ||
      together('body', 'corruption') ||
      (!praise && together('leader', 'grievance'));
    return {
      urgent: all.some((sentence) => urgent(sentence).length > 0),
      aboutOfficial,
      // In doubt the level above decides: it can hand a case down, but nobody can take back what was read.
      bypass: leadership || accused || (aboutOfficial && kind === 'to-cao'),
      accused,
    };
  };
}

const overlap = (a: Hit, b: Hit) => a.from < b.to && b.from < a.to;

function without(find: Phrases, exceptions: Phrases): Phrases {
  return (sentence) => {
    const excepted = exceptions(sentence);
    return find(sentence).filter((hit) => !excepted.some((exception) => overlap(hit, exception)));
  };
}

function notAddressed(find: Phrases, addressing: Phrases): Phrases {
  return (sentence) => {
    const addressed = addressing(sentence);
    return find(sentence).filter((hit) => !addressed.some(({ to }) => to <= hit.from && hit.from - to < addressReach));
  };
}

/** "không vòi vĩnh" is praise; "không giải quyết" is a phrase of its own. */
function notDenied(find: Phrases): Phrases {
  return (sentence: readonly Word[]) =>
    find(sentence).filter((hit) => !negations.has(sentence[hit.from - 1]?.exact ?? ''));
}
