import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { variableNames } from '../../runtime/config.js';

/** A bot under measurement: one process that answers webhooks. */
export type Served = {
  readonly url: string;
  /** From the start of the process until it listens. */
  readonly startMs: number;
  /** Memory that it occupies now, in MB. */
  readonly residentMb: () => Promise<number>;
  /** Processor time it has used so far, on all cores, in ms. */
  readonly cpuMs: () => Promise<number>;
  /** Throws when it logged an error or ended meanwhile. */
  readonly check: () => void;
  readonly stop: () => Promise<void>;
};

export type Settings = Readonly<Record<string, string>>;

/**
 * Starts a program that logs JSON lines and says on which port it is `listening`. It sees none of our settings but
 * `settings`, and works in `folder`, where no .env lies.
 */
export async function serve(folder: string, script: readonly string[], settings: Settings): Promise<Served> {
  const unset = variableNames.flatMap((name) => ['-u', name]);
  const set = Object.entries({ NODE_ENV: 'production', ...settings }).map(([name, value]) => `${name}=${value}`);
  const startedAt = performance.now();
  const child = spawn('env', [...unset, ...set, process.execPath, ...script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  const faults: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => faults.push(text.trim()));
  const ended = once(child, 'exit').then(() => {
    living.delete(child);
  });
  const listening = new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return; // what the seeding says
      const { level, msg, port } = JSON.parse(line) as { level: number; msg: string; port?: number };
      if (level >= errorLevel) faults.push(line);
      if (msg === 'listening' && port !== undefined) resolve(port);
    });
  });

  const check = (): void => {
    if (!living.has(child) && (!told || child.exitCode !== 0)) faults.push(`ended with ${String(child.exitCode)}`);
    if (faults.length > 0) throw new Error(`${script.join(' ')}: ${faults.join('\n')}`);
  };
  let told = false;
  const stop = async (): Promise<void> => {
    told = true;
    child.kill('SIGTERM');
    await ended;
  };

  const port = await Promise.race([listening, ended]);
  const startMs = performance.now() - startedAt;
  if (typeof port !== 'number') {
    check();
    throw new Error(`${script.join(' ')} ended without a word`);
  }
  const { pid } = child;
  return {
    url: `http://127.0.0.1:${port}`,
    startMs,
    residentMb: async () => {
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
      return Number(kilobytes) / 1024;
    },
    cpuMs: async () => {
      const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
      // Behind the name, which may hold spaces: user and system time are the 12th and 13th field.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) * tickMs;
    },
    check,
    stop,
  };
}

/** Linux counts processor time in hundredths of a second. */
const tickMs = 10;

/** pino's number for errors. */
const errorLevel = 50;

/** A benchmark that breaks must not leave programs behind. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGTERM');
});
