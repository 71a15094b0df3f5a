import { z } from 'zod';

/** When the level above is told that people keep saying the same bad thing about one counter: `data/alerts.yaml`. */
export const alertSettings = z.strictObject({
  source: z.string(),
  checked: z.union([z.string(), z.date()]),
  verified: z.boolean(),
  /** So many answers before anything is said; never fewer than results show. */
  minimum: z.number().int().min(5, 'results withhold fewer').max(1000),
});
export type AlertSettings = z.infer<typeof alertSettings>;

/** Is it time to tell? At the minimum, and then whenever the number has doubled. */
export function isAlert(
  { minimum }: AlertSettings,
  { count, told }: { readonly count: number; readonly told: number },
): boolean {
  return count >= minimum && count >= told * 2;
}
