import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './figures.js';
import type { Workplace } from './programs.js';

export type ColdStart = { readonly startMs: number; readonly runs: readonly number[]; readonly idleMb: number };

/** Starts the program on a seeded store, again and again: from its birth to the first 200 of /healthz. */
export async function measureStart(workplace: Workplace, runs: number): Promise<ColdStart> {
  const folder = await workplace.seededFolder();
  const times: number[] = [];
  const idle: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const program = await workplace.startProgram(folder);
    const asked = performance.now();
    const health = await fetch(`${program.url}/healthz`);
    if (health.status !== 200) throw new Error(`/healthz answered ${health.status}`);
    times.push(program.startMs + (performance.now() - asked));
    // What start left behind is cleared away within a moment.
    await sleep(settleMs);
    idle.push(await program.residentMb());
    await program.stop();
    program.check();
  }
  return { startMs: median(times), runs: times, idleMb: median(idle) };
}

const settleMs = 1000;
