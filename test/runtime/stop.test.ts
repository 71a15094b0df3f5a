import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s closes what was opened, last first', async (signal) => {
  const run = await startProcess('plain');
  run.kill(signal);
  expect(await run.exitCode).toBe(0);
  expect(run.lines).toEqual(['ready', 'server closed', 'store closed']);
});

test('a part that does not close in time ends the process with code 1, and is named', async () => {
  const run = await startProcess('hanging', { patienceMs: 300 });
  run.kill('SIGTERM');
  expect(await run.exitCode).toBe(1);
  expect(run.lines.at(-1)).toMatch(/"part":"hanging".*did not close in time/);
});

test('a second signal ends the process at once with code 1', async () => {
  const run = await startProcess('hanging');
  run.kill('SIGTERM');
  await run.saw('hanging closes');
  run.kill('SIGTERM');
  expect(await run.exitCode).toBe(1);
  expect(run.lines.at(-1)).toMatch(/told twice/);
});

test('the echo of a signal is not a second one', async () => {
  const run = await startProcess('hanging', { patienceMs: 300, sameWishMs: 60_000 });
  run.kill('SIGINT');
  await run.saw('hanging closes');
  run.kill('SIGINT');
  expect(await run.exitCode).toBe(1);
  expect(run.lines.at(-1)).toMatch(/did not close in time/);
});

test('a part that fails to close does not keep the others open', async () => {
  const run = await startProcess('failing');
  run.kill('SIGTERM');
  expect(await run.exitCode).toBe(1);
  expect(run.lines).toEqual(['ready', 'server closed', 'store closed']);
});

test('a part that opens while the others close is closed too', async () => {
  const run = await startProcess('late');
  run.kill('SIGTERM');
  expect(await run.exitCode).toBe(0);
  expect(run.lines).toEqual(['ready', 'latecomer closed', 'server closed', 'store closed']);
});

test.each([
  ['rejection', 'unhandledRejection'],
  ['exception', 'uncaughtException'],
])('an uncaught %s is logged, without its message, and ends the process in order with code 1', async (what, event) => {
  const run = await startProcess(what);
  expect(await run.exitCode).toBe(1);
  expect(run.lines.slice(-2)).toEqual(['server closed', 'store closed']);
  expect(run.lines.find((line) => line.includes(event))).toMatch(/"level":60/);
  expect(run.lines.join('\n')).not.toContain('nobody caught this');
});

async function startProcess(what: string, { patienceMs = 10_000, sameWishMs = 0 } = {}) {
  const program = path.join(import.meta.dirname, 'stop-holder.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, what, String(patienceMs), String(sameWishMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  const exitCode = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(
    ([[code]]: [unknown[], unknown]) => code,
  );
  const saw = async (line: string): Promise<void> => {
    while (!lines.includes(line)) await once(reader, 'line');
  };
  await saw('ready');
  return { lines, exitCode, saw, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}
