import { z } from 'zod';

/*
 * The numbers are not bound here: a chart waits in the outbox with the message that carries it, and a share that rounding
 * made 1.0000000000000002 must not keep the message from being read. Whoever draws keeps within the frame.
 */
const bar = z.strictObject({
  label: z.string(),
  /** The share, from 0 to 1. */
  value: z.number(),
  /** Between which shares the true one lies. */
  low: z.number(),
  high: z.number(),
  /** Said small beside the number, such as "n = 120". */
  note: z.string().exactOptional(),
});

/** Shares as bars below each other, each with its interval. What it shows, the message says in words too. */
export const chart = z.strictObject({
  title: z.string(),
  bars: z.array(bar).readonly(),
  /** What the shares are of, and when. */
  footer: z.string(),
});
/** Shares as bars below each other, each with its interval; see the schema of the same name. */
export type Chart = Readonly<z.infer<typeof chart>>;
/** One share of a chart. */
export type ChartBar = Chart['bars'][number];
