import { z } from 'zod';

const list = z.array(z.string().min(1));
const probability = z.number().min(0).max(1);

/** data/sorting.yaml: the words the rules know, and from when on the model is believed. */
export const rulesData = z.strictObject({
  /** Below this probability of the category a person decides. */
  abstainBelow: probability,
  /** From which probability the model's yes counts though no rule says so. */
  sureOf: z.strictObject({
    urgent: probability,
    aboutOfficial: probability,
    /** By the highest office that is named; `another`: surely another commune's; `calm`: in praise and questions. */
    bypass: z.strictObject({
      leader: probability,
      addressed: probability,
      office: probability,
      elsewhere: probability,
      another: probability,
      nobody: probability,
      calm: probability,
    }),
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
export type RulesData = z.infer<typeof rulesData>;
