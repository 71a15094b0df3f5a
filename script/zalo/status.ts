import { z } from 'zod';
import type { AccessTokens } from '../../bot/zalo/access-token.js';
import { createZaloApi } from '../../bot/zalo/api.js';
import { createTokenVault, type KeptTokens } from '../../handlers/token-vault.js';
import type { Store } from '../../prisma/client.js';
import { countKeptBack } from '../../prisma/store/outbox.js';
import { knownQuotas } from '../../prisma/store/sending-windows.js';
import { countUnknownEvents } from '../../prisma/store/unknown-events.js';
import type { ZaloConfig } from '../../runtime/config.js';
import { notSetUp } from './not-set-up.js';

/** How the channel stands; changes nothing, so it never renews a token. */
export async function statusLines(
  store: Store,
  config: ZaloConfig | undefined,
  now: number,
): Promise<readonly string[]> {
  if (config === undefined) return [notSetUp];
  const kept = await createTokenVault(store, 'zalo').read();
  const events = await countUnknownEvents(store.db, 'zalo');
  return [
    `set up          app ${config.appId}, Official Account ${config.oaId}`,
    ...tokenLines(kept, config, now),
    `quota           ${await quotaOf(config, kept, now)}`,
    ...(await knownQuotas(store.db, 'zalo')).map(
      ({ kind, remain, total, at }) => `  when last used  ${printable(kind)} ${remain} of ${total} left, ${time(at)}`,
    ),
    `waiting         ${await countKeptBack(store)} messages, until those whom they are for write again`,
    ...(events.length === 0 ? ['unknown events  none'] : []),
    ...events.map(
      ({ name, count, lastAt }) => `unknown events  ${printable(name)}: ${count}, the last ${time(lastAt)}`,
    ),
  ];
}

function tokenLines(kept: KeptTokens | undefined, { refreshToken }: ZaloConfig, now: number): readonly string[] {
  if (kept === undefined) {
    const next = refreshToken === undefined ? 'npm run zalo -- login' : 'ZALO_REFRESH_TOKEN is used at the next start';
    return [`tokens          none: ${next}`];
  }
  const { pair, writtenAt, refreshingSince } = kept;
  const isUnused = pair.accessToken === '';
  return [
    `tokens          ${pair.refreshToken === null ? 'LOST: npm run zalo -- login' : 'kept'}`,
    `written         ${time(writtenAt)}, ${hours(now - writtenAt)} ago`,
    ...(isUnused ? ['access token    none yet'] : []),
    ...(!isUnused && pair.endsAt > now
      ? [`access token    ends ${time(pair.endsAt)}, in ${hours(pair.endsAt - now)}`]
      : []),
    ...(!isUnused && pair.endsAt <= now ? [`access token    ended ${time(pair.endsAt)}`] : []),
    ...(refreshingSince === undefined
      ? []
      : [`renewal         begun ${time(refreshingSince)}, and nothing was written after it`]),
  ];
}

const quotaAnswer = z.object({
  type: z.string().max(100),
  remain: z.coerce.number().int(),
  total: z.coerce.number().int(),
});
/** Some answers hold one, some a list. */
const quotas = z.union([z.array(quotaAnswer).min(1).max(20), quotaAnswer.transform((one) => [one])]);

async function quotaOf(config: ZaloConfig, kept: KeptTokens | undefined, now: number): Promise<string> {
  if (kept === undefined || kept.pair.endsAt <= now) return 'not asked: there is no access token that works';
  const tokens: Pick<AccessTokens, 'current' | 'renew'> = {
    current: () => Promise.resolve({ type: 'token', token: kept.pair.accessToken }),
    renew: () => Promise.resolve({ type: 'none', because: 'unreachable' }),
  };
  const answer = await createZaloApi({ config, tokens }).call({ path: '/v2.0/oa/quota/message', body: {} });
  switch (answer.type) {
    case 'done': {
      const read = quotas.safeParse(answer.data);
      if (!read.success) return 'Zalo answered in an unknown way';
      return read.data.map(({ type, remain, total }) => `${printable(type)} ${remain} of ${total} left`).join(', ');
    }
    case 'refused':
      return `Zalo refused to say (error ${answer.code})`;
    case 'no-token':
      return 'Zalo refused the access token; a running program renews it';
    case 'unreachable':
      return 'Zalo cannot be reached';
  }
}

const time = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} hours`;
/** Names come from outside; a terminal obeys more than letters. */
const printable = (name: string): string => name.replace(/[^\w.-]/g, '?').slice(0, 100);
