import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.js';
import type { Victim } from './victim.js';

/** How often each victim was killed. */
export type Kills = ReadonlyMap<string, number>;

/** One time in so many they are killed again while they still rise. */
const earlyShare = 3;

/**
 * Kills one victim, or several at the same moment, again and again, and starts each at once. Who is killed, and after
 * what pause, depends on the seed alone; `seconds` is what all pauses come to, besides the time that rising takes.
 */
export async function killAtRandom(
  victims: readonly Victim[],
  { kills, seconds, random }: { readonly kills: number; readonly seconds: number; readonly random: Random },
): Promise<Kills> {
  const counts = new Map<string, number>(victims.map(({ name }) => [name, 0]));
  for (let left = kills; left > 0;) {
    const struck = pickSome(victims, random).slice(0, left);
    const pauseMs = ((seconds * 1000) / kills) * struck.length * 2 * random.fraction();
    const isEarly = random.below(earlyShare) === 0;
    if (!isEarly) await Promise.all(struck.map((victim) => victim.risen()));
    await sleep(pauseMs);
    await Promise.all(struck.map((victim) => victim.kill()));
    await Promise.all(struck.map((victim) => victim.start()));
    for (const { name } of struck) counts.set(name, (counts.get(name) ?? 0) + 1);
    left -= struck.length;
  }
  return counts;
}

/** Mostly one, sometimes two, now and then all of them, as when the power fails. */
function pickSome(victims: readonly Victim[], random: Random): readonly Victim[] {
  const shuffled = victims
    .map((victim) => ({ victim, at: random.fraction() }))
    .sort((one, other) => one.at - other.at)
    .map(({ victim }) => victim);
  const dice = random.fraction();
  return shuffled.slice(0, dice < 0.5 ? 1 : dice < 0.85 ? 2 : 3);
}
