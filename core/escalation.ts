import { z } from 'zod';

/**
 * After what time a case that nobody has acknowledged is repeated to its officials, and after what further time
 * the level above is told. Written by officials in data/escalation.yaml, in minutes.
 */
const waits = z.strictObject({
  reminder: z
    .number()
    .positive()
    .max(60 * 24 * 60),
  escalation: z
    .number()
    .positive()
    .max(60 * 24 * 60),
});

export const escalationTimes = z.strictObject({
  /** Where the times come from, and the day on which somebody last checked that. */
  source: z.string().min(1),
  checked: z.iso.date(),
  /** False: nobody has confirmed that these times are the law's or the province's. */
  verified: z.boolean(),
  normal: waits,
  urgent: waits,
});
export type EscalationTimes = z.infer<typeof escalationTimes>;

/** How far a case's escalation has come: 0 nothing yet, 1 reminded, 2 escalated. */
export type EscalationStep = 0 | 1 | 2;

/** When the step after `step` is due; null when there is none left. `overrideMs` stands for every wait (demonstrations). */
export function escalationDue(
  times: EscalationTimes,
  {
    urgent,
    step,
    now,
    overrideMs,
  }: { urgent: boolean; step: EscalationStep; now: number; overrideMs: number | undefined },
): number | null {
  if (step === 2) return null;
  const { reminder, escalation } = urgent ? times.urgent : times.normal;
  return now + (overrideMs ?? (step === 0 ? reminder : escalation) * 60_000);
}
