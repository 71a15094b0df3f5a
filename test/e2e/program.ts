import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { nodeFlags } from '../../script/node-flags.js';
import { programEnvironment, root } from './environment.js';

/** The built program with bot, worker, a private Redis and a store of its own, as `script/server` starts it. */
export type Program = {
  /** The citizen's link without the closing slash. */
  readonly url: string;
  /** The link that makes its opener a try-out official of xã Ngọc Thiện; one use. */
  readonly officialLink: string;
  /** The link that `npm run invite` prints. */
  readonly invite: (...options: readonly string[]) => Promise<string>;
  /** SIGKILL: as if the machine had lost power. */
  readonly kill: () => Promise<void>;
  /** Starts it again after `kill`, at the same address. */
  readonly restart: () => Promise<void>;
  /** Ends it in good order and removes its data. */
  readonly stop: () => Promise<void>;
};

/** `environment` is added to that of a newcomer: nothing set but where the data lie. */
export async function startProgram(environment: Readonly<Record<string, string>> = {}): Promise<Program> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-e2e-'));
  await cp(inject('seededData'), folder, { recursive: true });
  const settings = programEnvironment(folder, environment);
  let running = await launch({ ...settings, PORT: '0' });
  const url = found(/^ {2}Citizen +(\S+)\/$/m, running.printed);
  const PORT = new URL(url).port;
  return {
    url,
    officialLink: found(/^ {2}Official +(http\S+)$/m, running.printed),
    invite: async (...options) => {
      const command = ['dist/script/invite.js', ...options];
      const { stdout } = await promisify(execFile)('node', command, { cwd: root, env: { ...settings, PORT } });
      return found(/^ {2}web +(\S+)$/m, stdout);
    },
    kill: () => end(running.child, 'SIGKILL'),
    restart: async () => {
      running = await launch({ ...settings, PORT });
    },
    stop: async () => {
      // Killed, it left its Redis behind, and it alone knows how to end that.
      if (hasEnded(running.child)) running = await launch({ ...settings, PORT });
      await end(running.child, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts it and waits for the links, which it prints when everything is ready. */
async function launch(env: NodeJS.ProcessEnv): Promise<{ readonly child: ChildProcess; readonly printed: string }> {
  const child = spawn('node', [...nodeFlags, 'dist/main.js', '--demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await new Promise<string>((resolve, reject) => {
    const lines: string[] = [];
    // Reads on after the links: a full pipe would hold the program up.
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (line === '' && lines.some((each) => each.startsWith('  Official '))) resolve(lines.join('\n'));
    });
    child.once('exit', () => {
      reject(new Error(`the program ended before it was ready:\n${lines.join('\n')}`));
    });
  });
  return { child, printed };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function found(pattern: RegExp, text: string): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`${pattern.source} is not in what was printed:\n${text}`);
  return value;
}
