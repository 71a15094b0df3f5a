import { execFile } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { UnitCode } from '../../core/ids.js';
import { createInvite } from '../../handlers/create-invite.js';
import { openStore, type Store } from '../../prisma/client.js';
import { newSecretKey } from '../../runtime/config.js';
import { createLogger } from '../../runtime/logger.js';
import { packageRoot } from '../../runtime/paths.js';
import { startPrivateRedis } from '../../runtime/private-redis.js';
import { createSeal } from '../../runtime/seal.js';
import { nodeFlags } from '../node-flags.js';
import type { BotApi } from './bot-api.js';
import type { PeerSettings } from './peer.js';
import type { Webhook } from './people.js';
import { serve, type Served } from './processes.js';

/** Where the programs under measurement keep their data, each start of the peer and each round of ours its own. */
export type Workplace = {
  /** A folder for the program with the places of the country in its store and nothing else. */
  readonly seededFolder: () => Promise<string>;
  /** The program as `npm start` runs it: both halves in one process, and a private Redis. */
  readonly startProgram: (folder: string) => Promise<Served>;
  readonly startPeer: () => Promise<Served>;
  readonly webhook: (served: Served) => Webhook;
  readonly openStore: (folder: string) => Promise<Store>;
  /** Runs a command on a folder, as `npm run` does, and takes its time from its start to its end. */
  readonly command: (folder: string, name: string, args: readonly string[]) => Promise<{ readonly ms: number }>;
  /** One invitation for each of so many communes; written before the program starts. */
  readonly invite: (folder: string, communes: number) => Promise<readonly { unit: UnitCode; code: string }[]>;
};

const token = '1:bench-bench-bench-bench-bench-bench';
const secret = 'bench-bench-bench-bench';
/** Far above Telegram's own, so that it is the program which is measured and not its patience. */
const messagesPerSecond = 100_000;
const homeProvince = '24';
const dayMs = 24 * 3_600_000;

const script = (name: string) => path.join(packageRoot, 'dist', name);

export async function prepareWorkplace(folder: string, api: BotApi): Promise<Workplace> {
  const secretKey = newSecretKey();
  const log = createLogger('warn');
  const seal = createSeal(Buffer.from(secretKey, 'base64'));
  const open = (dataDir: string): Promise<Store> => openStore({ file: path.join(dataDir, databaseName), seal, log });
  const fresh = () => mkdtemp(path.join(folder, 'data-'));

  const startProgram = (dataDir: string): Promise<Served> =>
    serve(dataDir, [...nodeFlags, script('main.js')], {
      PORT: '0',
      DATA_DIR: dataDir,
      SECRET_KEY: secretKey,
      PROVINCE: homeProvince,
      PUBLIC_URL: 'http://127.0.0.1',
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_SECRET: secret,
      TELEGRAM_API_ROOT: api.url,
      TELEGRAM_RATE: String(messagesPerSecond),
    });

  const seeded = await fresh();
  const first = await startProgram(seeded);
  await first.stop();
  first.check();

  return {
    seededFolder: async () => {
      const copy = await fresh();
      // Stopped in order: everything is in the one file. Its Redis held nothing.
      await cp(path.join(seeded, databaseName), path.join(copy, databaseName));
      return copy;
    },
    startProgram,
    startPeer: async () => {
      const dataDir = await fresh();
      const redis = await startPrivateRedis({ dataDir, log });
      const settings: PeerSettings = { redis: redis.address, apiRoot: api.url, token, secret, place };
      const served = await serve(dataDir, [script('script/measure/peer.js'), JSON.stringify(settings)], {});
      return {
        ...served,
        stop: async () => {
          await served.stop();
          await redis.stop();
        },
      };
    },
    webhook: ({ url }) => ({ url: `${url}/webhook/telegram`, secret }),
    openStore: open,
    command: async (dataDir, name, args) => {
      const startedAt = performance.now();
      await promisify(execFile)(process.execPath, [...nodeFlags, script(`script/${name}.js`), ...args], {
        env: { DATA_DIR: dataDir, SECRET_KEY: secretKey },
      });
      return { ms: performance.now() - startedAt };
    },
    invite: async (dataDir, communes) => {
      const store = await open(dataDir);
      try {
        const units = await store.db.unit.findMany({
          where: { provinceCode: homeProvince },
          orderBy: { code: 'asc' },
          take: communes,
        });
        const invites: { unit: UnitCode; code: string }[] = [];
        for (const unit of units) {
          const code = unit.code as UnitCode;
          const jurisdiction = { level: 'commune', code } as const;
          const invite = await createInvite(store, { jurisdiction, role: 'can-bo', demo: false }, dayMs);
          invites.push({ unit: code, code: invite.code });
        }
        return invites;
      } finally {
        await store.close();
      }
    },
  };
}

const databaseName = 'lang-nghe.db';
const place = 'xã Ngọc Thiện, tỉnh Bắc Ninh';
