import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startBot } from '../../bot/start.js';
import { buildDirectory } from '../../core/places/build-directory.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { SeatRole } from '../../core/seat.js';
import { createInvite } from '../../handlers/create-invite.js';
import type { Store } from '../../prisma/client.js';
import { outboxAge } from '../../prisma/store/outbox.js';
import { loadPlaces } from '../../prisma/store/places.js';
import type { Config, TelegramConfig } from '../../runtime/config.js';
import { loadForms } from '../../runtime/load-forms.js';
import { createLogger } from '../../runtime/logger.js';
import { createMetrics } from '../../runtime/metrics.js';
import { openQueues } from '../../runtime/queues.js';
import type { Timing } from '../../worker/deps.js';
import { startWorker } from '../../worker/start.js';
import type { FakeTelegram } from '../fakes/telegram/server.js';
import type { FakeZalo } from '../fakes/zalo/server.js';
import { provinceCode } from './directory.js';
import { startRedis, type TestRedis } from './redis.js';
import { openTestStore } from './store.js';
import { openUnderstanding } from './understand.js';
import { openWebPerson, type WebPerson } from './web-person.js';

/** Bot and worker as `npm start` runs them, in the test's own process, on a store and a Redis of their own. */
export type Program = {
  readonly url: string;
  readonly store: Store;
  /** The store's file. */
  readonly file: string;
  readonly redis: TestRedis;
  /** The log so far, line by line. */
  readonly log: readonly string[];
  readonly citizen: () => Promise<WebPerson>;
  /** Somebody at the officials' page; with a jurisdiction, seated there. */
  readonly official: (jurisdiction?: Jurisdiction, role?: SeatRole) => Promise<WebPerson>;
  /** An invitation's start parameter. */
  readonly invite: (jurisdiction: Jurisdiction, options?: InviteOptions) => Promise<string>;
  readonly stop: () => Promise<void>;
};

type InviteOptions = { readonly role?: SeatRole; readonly demo?: boolean; readonly validMs?: number };

export type ProgramOptions = {
  readonly telegram?: FakeTelegram;
  readonly receive?: 'polling' | 'webhook';
  /** Told where its webhook is once the program listens. */
  readonly zalo?: FakeZalo;
  /** Where people outside reach the server; set when it is enough that there is such a place. */
  readonly publicUrl?: string;
  /** SMTP server. */
  readonly mailUrl?: string;
  readonly escalateAfterMs?: number;
  readonly timing?: Partial<Timing>;
  readonly busyDeadlineMs?: number;
};

export const telegramSecret = 'secret-of-the-webhook';

const quickly: Partial<Timing> = { pollMs: 10, againMs: 500, backoffMs: 5, sweepMs: 200, webhookTimeoutMs: 2000 };

export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line) => log.push(line) });
  const { busyDeadlineMs } = options;
  const [opened, redis, port] = await Promise.all([
    openTestStore(busyDeadlineMs === undefined ? {} : { busyDeadlineMs }),
    startRedis(),
    // Telegram must be told the address of the webhook before the server listens.
    options.receive === 'webhook' ? freePort() : 0,
  ]);
  const { store, folder, file } = opened;
  const config: Config = {
    http: { port, host: '127.0.0.1', publicUrl: options.publicUrl },
    dataDir: folder,
    databaseFile: file,
    redisUrl: redis.address,
    secretKey: Buffer.alloc(32), // the store's seal is made of another one
    logLevel: 'debug',
    homeProvince: provinceCode('24'),
    forwardMode: 'live',
    forwardToPrivate: true,
    escalateAfterMs: options.escalateAfterMs,
    mail: options.mailUrl === undefined ? undefined : { url: options.mailUrl, from: 'bot@example.vn' },
    telegram: options.telegram === undefined ? undefined : telegramConfig(options.telegram, options.receive, port),
    zalo: options.zalo?.config,
  };
  const queues = openQueues(redis.address, logger);
  const [places, forms, understand] = await Promise.all([loadPlaces(store), loadForms(), openUnderstanding()]);
  const directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
  const metrics = createMetrics(() => outboxAge(store, Date.now()));
  const worker = await startWorker({
    store,
    queues,
    directory,
    understand,
    homeProvince: config.homeProvince,
    forwardMode: config.forwardMode,
    allowPrivateTargets: config.forwardToPrivate,
    mail: config.mail,
    escalateAfterMs: config.escalateAfterMs,
    log: logger,
    now: Date.now,
    timing: { ...quickly, ...options.timing },
  });
  const bot = await startBot({
    config,
    store,
    queues,
    directory,
    forms,
    understand,
    metrics,
    log: logger,
    wakeRelay: worker.wake,
  });

  const url = `http://127.0.0.1:${bot.port}`;
  options.zalo?.connect(`${url}/webhook/zalo`);
  const people: WebPerson[] = [];
  const open = async (desk: 'citizen' | 'official'): Promise<WebPerson> => {
    const person = await openWebPerson(url, desk);
    people.push(person);
    return person;
  };
  const invite = async (
    jurisdiction: Jurisdiction,
    { role = 'can-bo', demo = false, validMs = 60_000 }: InviteOptions = {},
  ): Promise<string> => (await createInvite(store, { jurisdiction, role, demo }, validMs)).startParameter;
  return {
    url,
    store,
    file,
    redis,
    log,
    citizen: () => open('citizen'),
    official: async (jurisdiction, role = 'can-bo') => {
      const official = await open('official');
      if (jurisdiction === undefined) return official;
      await official.starts(await invite(jurisdiction, { role }));
      const { text } = await official.next();
      if (!text.includes('đã nhận việc')) throw new Error(`no seat was taken: ${text}`);
      return official;
    },
    invite,
    stop: async () => {
      await Promise.all(people.map((person) => person.leaves()));
      await bot.stop();
      await worker.stop();
      await queues.close();
      await opened.remove();
      await redis.stop();
    },
  };
}

function telegramConfig(
  { token, root }: FakeTelegram,
  receive: ProgramOptions['receive'],
  port: number,
): TelegramConfig {
  return {
    token,
    apiRoot: root,
    messagesPerSecond: 3000,
    receive:
      receive === 'webhook'
        ? { type: 'webhook', url: `http://127.0.0.1:${port}/webhook/telegram`, secret: telegramSecret }
        : { type: 'polling' },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
