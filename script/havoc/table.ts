import type { Outcome } from './run.js';

/** The counts of a run, a line each. */
export function formatOutcome({ counts, kills, drainSeconds, breaches }: Outcome, seed: number): string {
  const rows: readonly (readonly [string, number | string])[] = [
    ['seed', seed],
    ...[...kills].map(([name, times]) => [`kills of ${name}`, times] as const),
    ...Object.entries(counts),
    ['seconds until all was done after the last kill', drainSeconds.toFixed(1)],
    ['breaches', breaches.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(7)}\n`).join('');
}
