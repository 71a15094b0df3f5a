import { z } from 'zod';

const count = z.number().int().min(1);
const share = z.number().gt(0).max(1);

/** When results of a survey are held back, and when a warning goes with them. Written by officials in data/results.yaml. */
export const resultsSettings = z.strictObject({
  /** Where the numbers come from, and the day on which somebody last checked that. */
  source: z.string().min(1),
  checked: z.iso.date(),
  /** False: nobody has confirmed that these are the law's or the province's. */
  verified: z.boolean(),
  /** Fewer responses than this show nothing of a unit; fewer answers, nothing of a cell of a sensitive question. */
  suppressBelow: z.number().int().min(2).max(100),
  /** Fewer responses than this are shown with a warning. */
  smallBelow: count,
  /** So many responses within ten minutes, and this share of all (0–1), look like a campaign of somebody's own. */
  burst: z.strictObject({ minimum: count, share }),
  /** This share (0–1) of those who answered so many judged questions chose the same grade in all of them. */
  straightLining: z.strictObject({ minimumAnswers: z.number().int().min(2), share }),
  /** So many comments with the same words, among those of at least so many syllables. */
  identicalComments: z.strictObject({ syllables: count, minimum: z.number().int().min(2) }),
  /** From how many comments on a group shows examples, and how many. */
  comments: z.strictObject({ examplesFrom: count, examples: z.number().int().min(0).max(10) }),
});
export type ResultsSettings = z.infer<typeof resultsSettings>;
