import type { LegalKind } from '../labels.js';
import type { Mentions, SentenceMarks } from './mentions.js';

/** What the readable rules make of a text. */
export type Judgement = {
  /** Somebody is in danger now. */
  readonly urgent: boolean;
  readonly aboutOfficial: boolean;
  readonly bypass: boolean;
  /** Somebody in office and a breach of the law are spoken of together, be it in a question. */
  readonly accused: boolean;
};

/** The rules beside the model, for what is dangerous to miss; what they know is in data/sorting.yaml. */
export function judgeByRules({ sentences }: Mentions, kind: LegalKind): Judgement {
  // "Ông trưởng thôn ấy … Ông nhận tiền của dân": what is said of somebody may stand in the sentence after.
  const together = (who: keyof SentenceMarks, what: keyof SentenceMarks) =>
    sentences.some((marks, at) => marks[who] && (marks[what] || sentences[at + 1]?.[what] === true));
  const praise = kind === 'khen-ngoi' && sentences.some((marks) => marks.praise);
  const accused = together('office', 'corruption');
  const aboutOfficial = accused || (!praise && together('office', 'grievance'));
  const leadership =
    together('leader', 'corruption') || together('body', 'corruption') || (!praise && together('leader', 'grievance'));
  return {
    urgent: sentences.some((marks) => marks.urgent),
    aboutOfficial,
    // In doubt the level above decides: it can hand a case down, but nobody can take back what was read.
    bypass: leadership || accused || (aboutOfficial && kind === 'to-cao'),
    accused,
  };
}
