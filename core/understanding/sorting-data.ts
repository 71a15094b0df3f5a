import { z } from 'zod';

const list = z.array(z.string().min(1));
const probability = z.number().min(0).max(1);

const sureOf = z.strictObject({
  urgent: probability,
  aboutOfficial: probability,
  bypass: probability,
  /** From which on the citizen is asked whether his text is about those in the commune who must not read it. */
  bypassInDoubt: probability,
});

/** data/sorting.yaml: words that say who is spoken of and how, and from when on the model is believed. */
export const sortingData = z.strictObject({
  /** Below this probability of the category a person decides. */
  abstainBelow: probability,
  /** From which probability on a yes counts. */
  sureOf,
  /** The same for a part of a long letter, read by itself. */
  sureOfPart: sureOf,
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
