import { z } from 'zod';

const list = z.array(z.string().min(1));
const probability = z.number().min(0).max(1);

/** data/sorting.yaml: words that say who is spoken of and how, and from when on the model is believed. */
export const sortingData = z.strictObject({
  /** Below this probability of the category a person decides. */
  abstainBelow: probability,
  /** From which probability on a yes counts. */
  sureOf: z.strictObject({
    urgent: probability,
    aboutOfficial: probability,
    bypass: probability,
  }),
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
