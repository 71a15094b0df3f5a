import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import type { SeatRole } from '../../core/seat.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import { createInvite } from '../../handlers/create-invite.js';
import { openStore, type Store } from '../../prisma/client.js';
import { addForwardTarget } from '../../prisma/store/forwardings.js';
import { newSecretKey, variableNames } from '../../runtime/config.js';
import { createLogger } from '../../runtime/logger.js';
import { packageRoot } from '../../runtime/paths.js';
import { createSeal } from '../../runtime/seal.js';
import { nodeFlags } from '../node-flags.js';
import type { Place } from './lines.js';
import { createVictim, type Victim } from './victim.js';

/** One commune has two officials and a mailbox, one an official and its own system; for one its province stands in. */
export const places = [
  { code: '07351', name: 'Ngọc Thiện' },
  { code: '07339', name: 'Tân Yên' },
  { code: '07306', name: 'Nhã Nam' },
] as const satisfies readonly Place[];

export type Workplace = {
  readonly url: string;
  readonly webhook: { readonly url: string; readonly secret: string };
  readonly bot: Victim;
  readonly worker: Victim;
  readonly redis: Victim;
  /** An invitation's start parameter. */
  readonly invite: (jurisdiction: Jurisdiction, role: SeatRole) => Promise<string>;
  /** Opens the store beside the program, or after it. */
  readonly withStore: <T>(look: (store: Store) => Promise<T>) => Promise<T>;
};

const telegramSecret = 'chaos-chaos-chaos-chaos';
export const systemSecret = 'between the second commune and us';
const dayMs = 24 * 3_600_000;

/** Prepares a folder with a store and its places, and the three processes of the program: none is started yet. */
export async function prepareWorkplace(
  folder: string,
  servers: { readonly telegram: string; readonly mail: string; readonly system: string },
): Promise<Workplace> {
  const secretKey = newSecretKey();
  const seal = createSeal(Buffer.from(secretKey, 'base64'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const socket = path.join(folder, 'redis.sock');
  const withStore = async <T>(look: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore({ file: path.join(folder, 'lang-nghe.db'), seal, log: createLogger('warn') });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  };
  await withStore(async (store) => {
    await fill(store);
    const [first, second] = places;
    const email = { kind: 'email', address: 'mot-cua@example.vn', secret: undefined } as const;
    const webhook = { kind: 'webhook', address: servers.system, secret: systemSecret } as const;
    await addForwardTarget(store, { jurisdiction: communeOf(first), ...email });
    await addForwardTarget(store, { jurisdiction: communeOf(second), ...webhook });
  });

  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    // With it forwarded addresses count, so that each citizen has one of his own, and Telegram comes by webhook.
    PUBLIC_URL: url,
    DATA_DIR: folder,
    REDIS_URL: `unix://${socket}`,
    SECRET_KEY: secretKey,
    FORWARD_MODE: 'live',
    FORWARD_TO_PRIVATE: 'yes',
    SMTP_URL: servers.mail,
    MAIL_FROM: 'bot@example.vn',
    TELEGRAM_BOT_TOKEN: '1:chaos-chaos-chaos-chaos-chaos-chaos',
    TELEGRAM_WEBHOOK_SECRET: telegramSecret,
    TELEGRAM_API_ROOT: servers.telegram,
    // Far above Telegram's own: it is the program that is tried here, not its patience.
    TELEGRAM_RATE: '3000',
  };
  const half = (name: 'bot' | 'worker'): Victim =>
    createVictim({
      name,
      folder,
      saysWhenUp: '"msg":"started"',
      file: 'env',
      args: [
        ...variableNames.flatMap((variable) => ['-u', variable]),
        ...Object.entries(settings).map(([variable, value]) => `${variable}=${value}`),
        ...[process.execPath, ...nodeFlags, path.join(packageRoot, 'dist/main.js'), name],
      ],
    });
  return {
    url,
    webhook: { url: `${url}/webhook/telegram`, secret: telegramSecret },
    bot: half('bot'),
    worker: half('worker'),
    redis: createVictim({
      name: 'redis',
      folder,
      saysWhenUp: 'Ready to accept connections',
      file: 'redis-server',
      args: [
        ...['--port', '0', '--unixsocket', socket, '--dir', folder],
        ...['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
      ],
    }),
    invite: (jurisdiction, role) =>
      withStore(async (store) => {
        const { startParameter } = await createInvite(store, { jurisdiction, role, demo: false }, dayMs);
        return startParameter;
      }),
    withStore,
  };
}

export const communeOf = ({ code }: Place): Jurisdiction => ({ level: 'commune', code: code as UnitCode });
export const province: Jurisdiction = { level: 'province', code: '24' as ProvinceCode };

async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.province.create({ data: { code: '24', name: 'Bắc Ninh' } });
    await tx.unit.createMany({ data: places.map((place) => ({ ...place, provinceCode: '24', kind: 'xa' })) });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}
