import { setTimeout as sleep } from 'node:timers/promises';
import type { SentMessage } from './bot-api.js';
import { sayLine, survey } from './conversations.js';
import { latencyOf, type Latency } from './figures.js';
import type { People, Turn } from './people.js';

/** `people` have the conversation at once, each turn right after the last, for so long: turns a second. */
export async function closedLoop(people: People, count: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let turns = 0;
  const talk = async (): Promise<void> => {
    const next = talker(people);
    while (performance.now() < end) {
      const { acknowledgedAt, repliedAt } = await next();
      if (Math.max(acknowledgedAt, repliedAt) < end) turns += 1;
    }
  };
  await Promise.all(Array.from({ length: count }, talk));
  return turns / seconds;
}

/** `count` people have so many turns together, or as many as there is patience for. */
export async function warmUp(people: People, count: number, turns: number): Promise<void> {
  const end = performance.now() + warmUpPatienceMs;
  let left = turns;
  const talk = async (): Promise<void> => {
    const next = talker(people);
    while (left > 0 && performance.now() < end) {
      left -= 1;
      await next();
    }
  };
  await Promise.all(Array.from({ length: count }, talk));
}

const warmUpPatienceMs = 30_000;

export type OpenLoop = { readonly acknowledged: Latency; readonly replied: Latency; readonly perSecond: number };

/** People who share an offered rate; each has half a second for a turn before his next one is due. */
const secondsBetweenTurns = 0.5;

/**
 * Turns begin at fixed times whether or not earlier ones are done, and their latency counts from those times: a pause
 * of the program is felt by all whom it kept waiting.
 */
export async function openLoop(people: People, perSecond: number, seconds: number): Promise<OpenLoop> {
  const count = Math.ceil(perSecond * secondsBetweenTurns);
  const start = performance.now() + 100;
  const acknowledged: number[] = [];
  const replied: number[] = [];
  const talk = async (_: unknown, at: number): Promise<void> => {
    const next = talker(people);
    for (let index = at; index < perSecond * seconds; index += count) {
      const planned = start + (index / perSecond) * 1000;
      const wait = planned - performance.now();
      if (wait > 0) await sleep(wait);
      const turn = await next();
      acknowledged.push(turn.acknowledgedAt - planned);
      replied.push(turn.repliedAt - planned);
    }
  };
  await Promise.all(Array.from({ length: count }, talk));
  const took = (performance.now() - start) / 1000;
  return {
    acknowledged: latencyOf(acknowledged),
    replied: latencyOf(replied),
    perSecond: replied.length / Math.max(took, seconds),
  };
}

/** Somebody who fills in the survey; when he is through, the next newcomer takes his place. */
function talker(people: People): () => Promise<Turn> {
  let person = people.newcomer();
  let at = 0;
  let last: SentMessage | undefined;
  return async () => {
    const line = survey[at];
    if (line === undefined) throw new RangeError('no such line');
    const turn = await sayLine(person, line, last);
    last = turn.reply;
    at += 1;
    if (at === survey.length) {
      person = people.newcomer();
      at = 0;
    }
    return turn;
  };
}
