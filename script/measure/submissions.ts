import { setTimeout as sleep } from 'node:timers/promises';
import type { BotApi } from './bot-api.js';
import { caseCodeIn, sayAll, sayLine, sendReport, writeReport } from './conversations.js';
import { latencyOf, type Latency } from './figures.js';
import { gather, type Person } from './people.js';
import type { Workplace } from './programs.js';

export type Submissions = {
  readonly burst: { readonly submitted: number; readonly perSecond: number };
  readonly steady: { readonly submitted: number; readonly offered: number; readonly latency: Latency };
  readonly residentMb: number;
};

export type SubmissionPlan = {
  readonly burst: number;
  readonly steady: number;
  readonly offered: number;
  /** Each with one official. */
  readonly communes: number;
};

/** Who write at the same time; a crowd, but no more than the program answers without a queue. */
const writers = 32;
const patienceMs = 60_000;

/**
 * Citizens write reports up to the summary; then all send at once, and others at a steady rate. A submission counts
 * when its card is with the commune's official. At the end each must be there exactly once.
 */
export async function measureSubmissions(
  workplace: Workplace,
  api: BotApi,
  plan: SubmissionPlan,
): Promise<Submissions> {
  const folder = await workplace.seededFolder();
  const invites = await workplace.invite(folder, plan.communes);
  const program = await workplace.startProgram(folder);
  const people = gather(workplace.webhook(program), api);
  try {
    const cards = collectCards();
    for (const { code } of invites) {
      const official = people.newcomer();
      await sayLine(official, { say: `/start ${code.toLowerCase()}`, expect: 'nhận' });
      api.listen(official.chat, cards.take);
    }
    const units = invites.map(({ unit }) => unit);
    const prepared = await inTurns(plan.burst + plan.steady, async (at): Promise<Person> => {
      const person = people.newcomer();
      await sayAll(person, writeReport(units[at % units.length] ?? '', at));
      return person;
    });

    const codes: string[] = [];
    const startedAt = performance.now();
    const send = async (person: Person): Promise<string> => {
      const turn = await sayLine(person, sendReport);
      const code = caseCodeIn(turn.reply.text);
      codes.push(code);
      return code;
    };
    await Promise.all(prepared.slice(0, plan.burst).map(send));
    await cards.all(codes);
    const tookMs = performance.now() - startedAt;

    const first = performance.now() + 100;
    const latencies = await Promise.all(
      prepared.slice(plan.burst).map(async (person, at) => {
        const planned = first + (at / plan.offered) * 1000;
        await sleep(planned - performance.now());
        const code = await send(person);
        return (await cards.arrived(code)) - planned;
      }),
    );
    const residentMb = await program.residentMb();
    await untilOutboxIsEmpty(program.url);
    cards.checkEachOnce(codes);
    program.check();
    return {
      burst: { submitted: plan.burst, perSecond: plan.burst / (tookMs / 1000) },
      steady: { submitted: plan.steady, offered: plan.offered, latency: latencyOf(latencies) },
      residentMb,
    };
  } finally {
    people.leave();
    await program.stop();
  }
}

type Cards = {
  readonly take: (card: { readonly text: string; readonly at: number }) => void;
  /** When the card of a case came, or comes. */
  readonly arrived: (code: string) => Promise<number>;
  readonly all: (codes: readonly string[]) => Promise<void>;
  readonly checkEachOnce: (codes: readonly string[]) => void;
};

function collectCards(): Cards {
  const seen = new Map<string, number[]>();
  const waiting = new Map<string, (at: number) => void>();
  const arrived = (code: string): Promise<number> => {
    const [at] = seen.get(code) ?? [];
    if (at !== undefined) return Promise.resolve(at);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`case ${code} reached nobody within ${patienceMs / 1000} s`));
      }, patienceMs);
      waiting.set(code, (found) => {
        clearTimeout(late);
        resolve(found);
      });
    });
  };
  return {
    take: ({ text, at }) => {
      const code = caseCodeIn(text);
      seen.set(code, [...(seen.get(code) ?? []), at]);
      waiting.get(code)?.(at);
      waiting.delete(code);
    },
    arrived,
    all: async (codes) => {
      await Promise.all(codes.map(arrived));
    },
    checkEachOnce: (codes) => {
      const lost = codes.filter((code) => !seen.has(code)).length;
      const doubled = [...seen.values()].filter((times) => times.length > 1).length;
      const unknown = seen.size - (codes.length - lost);
      if (lost + doubled + unknown === 0) return;
      throw new Error(`of ${codes.length} cases ${lost} were lost, ${doubled} came twice, ${unknown} were nobody's`);
    },
  };
}

/** Does something so many times, a few at once; results in order. */
async function inTurns<T>(times: number, run: (at: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < times; at = next++) results[at] = await run(at);
  };
  await Promise.all(Array.from({ length: writers }, work));
  return results;
}

/** Nothing is on its way any more, so nothing can come twice after this. */
async function untilOutboxIsEmpty(url: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const response = await fetch(`${url}/readyz`);
    const { outbox } = (await response.json()) as { outbox: { waiting: number; dead: number } | null };
    if (outbox?.waiting === 0 && outbox.dead === 0) return;
    if (performance.now() > deadline) throw new Error(`the outbox still holds: ${JSON.stringify(outbox)}`);
    await sleep(50);
  }
}
