import type { BotApi } from './bot-api.js';
import { median, medianLatency, type Latency } from './figures.js';
import { closedLoop, openLoop, warmUp, type OpenLoop } from './load.js';
import { gather, type People } from './people.js';
import type { Workplace } from './programs.js';
import type { Served } from './processes.js';

/** Of one bot: medians over the rounds. */
export type Turns = {
  /** With how many people at once it was best. */
  readonly people: number;
  readonly perSecond: number;
  /** Of each round, as measured. */
  readonly rounds: readonly number[];
  /** Processor time for a turn, in ms; hardly depends on what else the machine does. */
  readonly cpuMs: number;
  readonly acknowledged: Latency;
  readonly replied: Latency;
  /** Memory at the end. */
  readonly residentMb: number;
};

export type Comparison = { readonly program: Turns; readonly peer: Turns; readonly offered: number };

export type TurnPlan = { readonly rounds: number; readonly seconds: number; readonly offered: number };

const crowds = [16, 40, 100] as const;
/** V8 goes on making code faster until about here; counted in turns, because seconds mean little on a busy machine. */
const warmUpTurns = 6000;
const sweepSeconds = 2;

type Round = { readonly perSecond: number; readonly cpuMs: number; readonly open: OpenLoop };
type Contestant = { readonly served: Served; readonly people: People; readonly rounds: Round[]; crowd: number };

/**
 * The same load on the program and on the peer, one after the other and again, so that what else the machine does
 * falls on both. Both run all the time, and the one that is not asked does nothing: each is warm when its turn comes.
 */
export async function compareTurns(workplace: Workplace, api: BotApi, plan: TurnPlan): Promise<Comparison> {
  const program = enter(workplace, api, await workplace.startProgram(await workplace.seededFolder()));
  try {
    const peer = enter(workplace, api, await workplace.startPeer());
    try {
      for (const contestant of [program, peer]) contestant.crowd = await bestCrowd(contestant.people);
      for (let round = 0; round < plan.rounds; round += 1) {
        for (const contestant of [program, peer]) contestant.rounds.push(await runRound(contestant, plan));
      }
      return { program: await sumUp(program), peer: await sumUp(peer), offered: plan.offered };
    } finally {
      await leave(peer);
    }
  } finally {
    await leave(program);
  }
}

function enter(workplace: Workplace, api: BotApi, served: Served): Contestant {
  return { served, people: gather(workplace.webhook(served), api), rounds: [], crowd: 0 };
}

/** With what crowd it does best; before that it gets time to become warm. */
async function bestCrowd(people: People): Promise<number> {
  await warmUp(people, crowds[1], warmUpTurns);
  let best = { crowd: 0, perSecond: 0 };
  for (const crowd of crowds) {
    const perSecond = await closedLoop(people, crowd, sweepSeconds);
    if (perSecond > best.perSecond) best = { crowd, perSecond };
  }
  return best.crowd;
}

async function runRound({ served, people, crowd }: Contestant, plan: TurnPlan): Promise<Round> {
  const before = await served.cpuMs();
  const perSecond = await closedLoop(people, crowd, plan.seconds);
  const cpuMs = ((await served.cpuMs()) - before) / (perSecond * plan.seconds);
  const open = await openLoop(people, plan.offered, plan.seconds);
  served.check();
  return { perSecond, cpuMs, open };
}

async function sumUp({ served, rounds, crowd }: Contestant): Promise<Turns> {
  return {
    people: crowd,
    perSecond: median(rounds.map((round) => round.perSecond)),
    rounds: rounds.map((round) => round.perSecond),
    cpuMs: median(rounds.map((round) => round.cpuMs)),
    acknowledged: medianLatency(rounds.map((round) => round.open.acknowledged)),
    replied: medianLatency(rounds.map((round) => round.open.replied)),
    residentMb: await served.residentMb(),
  };
}

async function leave({ served, people }: Contestant): Promise<void> {
  people.leave();
  await served.stop();
}
