import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.js';
import type { Victim } from './victim.js';

/** How often each victim was killed. */
export type Kills = ReadonlyMap<string, number>;

/** One in so many is killed again while it still rises. */
const earlyShare = 4;

/**
 * Kills one victim after another at a random moment and starts each again at once. Who is killed, and after what
 * pause, depends on the seed alone; `seconds` is what all pauses come to, besides the time the victims need to rise.
 */
export async function killAtRandom(
  victims: readonly Victim[],
  { kills, seconds, random }: { readonly kills: number; readonly seconds: number; readonly random: Random },
): Promise<Kills> {
  const counts = new Map<string, number>(victims.map(({ name }) => [name, 0]));
  const averageMs = (seconds * 1000) / kills;
  for (let kill = 0; kill < kills; kill += 1) {
    const victim = victims[random.below(victims.length)];
    const pauseMs = averageMs * 2 * random.fraction();
    const isEarly = random.below(earlyShare) === 0;
    if (victim === undefined) continue;
    if (!isEarly) await victim.risen();
    await sleep(pauseMs);
    await victim.kill();
    await victim.start();
    counts.set(victim.name, (counts.get(victim.name) ?? 0) + 1);
  }
  return counts;
}
