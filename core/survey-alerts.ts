import { z } from 'zod';

/** When the level above is told that people keep saying the same bad thing about one counter: `data/alerts.yaml`. */
export const alertSettings = z.strictObject({
  source: z.string(),
  checked: z.union([z.string(), z.date()]),
  verified: z.boolean(),
  /** So many answers before anything is said, and as many responses at least, so that nobody is pointed at. */
  minimum: z.number().int().min(3).max(1000),
});
export type AlertSettings = z.infer<typeof alertSettings>;

/** Is it time to tell? At the minimum, and then whenever the number has doubled. */
export function isAlert(
  { minimum }: AlertSettings,
  { count, told, responses }: { readonly count: number; readonly told: number; readonly responses: number },
): boolean {
  return count >= minimum && responses >= 5 && count >= told * 2;
}
