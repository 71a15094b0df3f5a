import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { caseCode } from '../../core/case-code.js';
import type { Contact } from '../../core/case.js';
import type { CaseId } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { ChosenLabels } from '../../core/labels.js';
import type { Notice } from '../../core/notice.js';
import type { SeatRole } from '../../core/seat.js';
import { openStore, type Store } from '../../prisma/client.js';
import { insertCase } from '../../prisma/store/cases.js';
import { addToOutbox, readOutbox } from '../../prisma/store/outbox.js';
import { createLogger } from '../../runtime/logger.js';
import { openQueues, type Queues } from '../../runtime/queues.js';
import type { Seal } from '../../runtime/seal.js';
import type { WorkerDeps } from '../../worker/deps.js';
import { startWorker, type RunningWorker } from '../../worker/start.js';
import { provinceCode, nationalDirectory, unitCode } from '../support/directory.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { openTestStore, quiet } from '../support/store.js';
import { openUnderstanding } from '../support/understand.js';

const directory = nationalDirectory();
const homeProvince = provinceCode('24');
const understanding = openUnderstanding();

/** A worker on a real store and a real Redis, with quick paces. */
export type Rig = {
  readonly store: Store;
  readonly redis: TestRedis;
  readonly queues: Queues;
  readonly log: readonly LogLine[];
  /** Starts a worker; several may run. */
  readonly start: (change?: Partial<WorkerDeps>) => Promise<RunningWorker>;
  readonly close: () => Promise<void>;
};

export type LogLine = { readonly level: number; readonly msg: string; readonly alarm?: boolean };

/** A migrated store as bytes: quicker to write than to migrate again for each test. */
async function makeTemplate(): Promise<{ bytes: Uint8Array; seal: Seal }> {
  const { store, seal, file, remove } = await openTestStore();
  await store.close();
  const bytes = await readFile(file);
  await remove();
  return { bytes, seal };
}
const template = makeTemplate();

async function openCopy(): Promise<{ store: Store; remove: () => Promise<void> }> {
  const { bytes, seal } = await template;
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-worker-'));
  const file = path.join(folder, 'lang-nghe.db');
  await writeFile(file, bytes);
  const store = await openStore({ file, seal, log: quiet });
  return {
    store,
    remove: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function openRig(): Promise<Rig> {
  const redis = await startRedis();
  const opened = await openCopy();
  const queues = openQueues(redis.address, quiet);
  const log: LogLine[] = [];
  const logger = createLogger('info', { write: (line) => log.push(JSON.parse(line) as LogLine) });
  const running: RunningWorker[] = [];
  return {
    store: opened.store,
    redis,
    queues,
    log,
    start: async ({ timing, ...change } = {}) => {
      const worker = await startWorker({
        store: opened.store,
        queues,
        directory,
        understand: await understanding,
        homeProvince,
        forwardMode: 'live',
        mail: undefined,
        escalateAfterMs: undefined,
        allowPrivateTargets: true,
        log: logger,
        now: Date.now,
        timing: {
          pollMs: 10,
          againMs: 500,
          backoffMs: 5,
          attempts: 3,
          sweepMs: 200,
          webhookTimeoutMs: 2000,
          ...timing,
        },
        ...change,
      });
      running.push(worker);
      return worker;
    },
    close: async () => {
      await Promise.all(running.map((worker) => worker.stop()));
      await queues.close();
      await opened.remove();
      await redis.stop();
    },
  };
}

let serial = 0;

export type Reported = {
  readonly unit?: string;
  readonly contact?: Contact;
  readonly chosen?: ChosenLabels;
  readonly village?: string;
  readonly pastCommune?: true;
  /** Who sends it: `cht_citizen`, whom nobody can reach, unless one of `citizen` is named. */
  readonly by?: string;
  readonly at?: number;
};

/** What handlers do when a citizen sends a report: the case and its first row of the outbox in one transaction. */
export function report(
  store: Store,
  text: string,
  { unit = '07351', contact, chosen, village, pastCommune, by = 'citizen', at = Date.now() }: Reported = {},
): Promise<CaseId> {
  serial += 1;
  const id: CaseId = `cas_${serial}`;
  const digits = [0, 5, 10, 15, 20, 25].map((bits) => (serial >> bits) % 32);
  return store.write(async (tx) => {
    await insertCase(
      tx,
      store.seal,
      {
        type: 'open-case',
        id,
        code: caseCode(digits),
        source: 'report',
        text,
        attachments: [],
        reporter: { chat: `cht_${by}`, person: `per_${by}` },
        ...(village === undefined ? {} : { village }),
        ...(unit === '' ? {} : { unit: unitCode(unit) }),
        ...(contact === undefined ? {} : { contact }),
        ...(chosen === undefined ? {} : { chosen }),
        ...(pastCommune === undefined ? {} : { pastCommune }),
      },
      at,
    );
    await addToOutbox(tx, store.seal, [{ queue: 'categorize', payload: { type: 'categorize', case: id } }], at);
    return id;
  });
}

/** Makes web chats of these names, in which people can be told something. */
export async function citizens(store: Store, ...names: readonly string[]): Promise<void> {
  await store.write(async (tx) => {
    for (const name of names) {
      const address = new Uint8Array([1]);
      await tx.chat.create({ data: { id: `cht_${name}`, channel: 'web', kind: 'private', address, createdAt: 1n } });
    }
  });
}

/** Binds a web chat to a jurisdiction; returns the seat's id. */
export async function seat(
  store: Store,
  { level, code }: Jurisdiction,
  role: SeatRole = 'can-bo',
  unreachable = false,
): Promise<string> {
  serial += 1;
  const id = `sea_${serial}`;
  const chatId = `cht_${serial}`;
  await store.write(async (tx) => {
    const address = new Uint8Array([1]);
    await tx.chat.create({
      data: { id: chatId, channel: 'web', kind: 'private', address, createdAt: 1n, unreachable },
    });
    await tx.seat.create({ data: { id, chatId, level, unitCode: code, role, createdAt: 1n } });
  });
  return id;
}

export type Card = Extract<Notice, { type: 'case-card' }>;

/** The case cards that wait to be delivered, oldest first. */
export async function cards(store: Store): Promise<readonly Card[]> {
  return (await notices(store)).flatMap((notice) => (notice.type === 'case-card' ? [notice] : []));
}

/** All notices that wait to be delivered, oldest first. */
export async function notices(store: Store): Promise<readonly Notice[]> {
  const rows = await store.db.outbox.findMany({ where: { queue: 'deliver-web' }, orderBy: { id: 'asc' } });
  const read = await Promise.all(rows.map((row) => readOutbox(store, row.id)));
  return read.flatMap((row) => (row?.payload.type === 'notice' ? [row.payload.notice] : []));
}

/** Rows of the worker's own queues that are not done. */
export function waiting(store: Store): Promise<number> {
  return store.db.outbox.count({
    where: { queue: { in: ['categorize', 'route', 'forward', 'forward-out'] }, deadAt: null },
  });
}
