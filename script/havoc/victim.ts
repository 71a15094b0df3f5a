import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A process that is killed and started again, over and over. */
export type Victim = {
  readonly name: string;
  readonly start: () => Promise<void>;
  /** Resolves when it has risen from its last start, or after a while. */
  readonly risen: () => Promise<void>;
  /** SIGKILL: it can tidy up nothing. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, for the end; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
  /** How often it ended though nobody had asked for it. */
  readonly falls: () => number;
};

export type Program = {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** What it says when it has risen. */
  readonly saysWhenUp: string;
  /** Where it works, and where its log is kept. */
  readonly folder: string;
};

const patienceMs = 30_000;

export function createVictim({ name, file, args, saysWhenUp, folder }: Program): Victim {
  const log = createWriteStream(path.join(folder, `${name}.log`), { flags: 'a' });
  let child: ChildProcess | undefined;
  let up: Promise<void> = Promise.resolve();
  let falls = 0;
  let isWanted = false;

  const start = async (): Promise<void> => {
    const born = spawn(file, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child = born;
    isWanted = true;
    living.add(born);
    born.once('exit', () => {
      living.delete(born);
      if (child !== born || !isWanted) return;
      falls += 1;
      void start();
    });
    born.stderr.pipe(log, { end: false });
    up = new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      const settle = () => {
        clearTimeout(timer);
        resolve();
      };
      born.once('exit', settle);
      createInterface({ input: born.stdout }).on('line', (line) => {
        log.write(`${line}\n`);
        if (line.includes(saysWhenUp)) settle();
      });
    });
    await once(born, 'spawn');
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    isWanted = false;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };

  return {
    name,
    start,
    risen: () => up,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    falls: () => falls,
  };
}

/** A run that breaks must leave no process behind. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});
