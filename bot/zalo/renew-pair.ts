import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptTokens, Renewal, TokenVault } from '../../handlers/token-vault.js';
import type { ZaloConfig } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import { isSpent, refreshTokens } from './oauth.js';

/** `lost`: no pair that works is left, somebody must log in again. `missing`: never had one. `unreachable`: try later. */
export type Lack = 'lost' | 'missing' | 'unreachable';

export type Obtained =
  | { readonly type: 'kept'; readonly kept: KeptTokens }
  /** `kept`: what there is; its access token may be good for a while. `restMs`: to ask again sooner is of no use. */
  | { readonly type: 'none'; readonly because: Lack; readonly kept: KeptTokens | undefined; readonly restMs: number };

export type PairDeps = {
  readonly config: ZaloConfig;
  readonly vault: TokenVault;
  readonly log: Logger;
  readonly now: () => number;
  /** Aborted: wait for no other process. */
  readonly waiting: AbortSignal;
  /** Aborted: wait for no answer of Zalo. */
  readonly calling: AbortSignal;
};

export type Pairs = {
  /** What is kept if that is enough, else a new pair: of whichever process is the first to renew it. */
  readonly obtain: (isEnough: (kept: KeptTokens) => boolean) => Promise<Obtained>;
  /** Writes what could not be written before. */
  readonly save: () => Promise<void>;
};

/** How often, and how long, one waits for another process's renewal: longer than its call can take. */
const pollMs = 100;
const pollsMs = 12_000;

/** After no answer, after a refusal for a reason unknown, and where there is no pair. */
const restMs = { unanswered: 1000, refused: 60_000, nothing: 3000 };

const command = 'npm run zalo -- login';

/** The tokens of the store, renewed by one process at a time. */
export function createPairs({ config, vault, log, now, waiting, calling }: PairDeps): Pairs {
  let wasSeedOffered = false;
  /** Writes a pair that the store was too busy to take: until it has, this process has all that is left. */
  let unwritten: (() => Promise<KeptTokens | undefined>) | undefined;
  const told = new Set<string>();

  /** Once, not with each message. */
  const complain = (key: string, facts: object, message: string): void => {
    if (told.has(key)) return;
    told.add(key);
    log.error({ ...facts, alarm: true }, message);
  };
  const none = (because: Lack, kept: KeptTokens | undefined, ms: number): Obtained => ({
    type: 'none',
    because,
    kept,
    restMs: ms,
  });
  const unanswered = (kept: KeptTokens | undefined) => none('unreachable', kept, restMs.unanswered);

  const read = async (): Promise<KeptTokens | undefined> => {
    const kept = unwritten === undefined ? await vault.read() : await unwritten();
    unwritten = undefined;
    return kept;
  };
  /** What is kept; the settings' refresh token, where nothing else is left. */
  const look = async (): Promise<KeptTokens | undefined> => {
    const kept = await read();
    const hasNext = kept !== undefined && kept.pair.refreshToken !== null;
    if (hasNext || config.refreshToken === undefined || wasSeedOffered) return kept;
    await vault.seed(config.refreshToken, now());
    wasSeedOffered = true;
    return vault.read();
  };
  const lost = (kept: KeptTokens): Obtained => {
    const facts = { wasInterrupted: kept.refreshingSince !== undefined };
    complain(`lost ${kept.writtenAt}`, facts, `Zalo's tokens are lost, somebody must log in: ${command}`);
    return none('lost', kept, restMs.nothing);
  };

  const carryOut = async (renewal: Renewal, kept: KeptTokens, refreshToken: string): Promise<Obtained> => {
    const from = now();
    const said = await refreshTokens(config, refreshToken, calling);
    switch (said.type) {
      case 'tokens': {
        const pair = { accessToken: said.accessToken, refreshToken: said.refreshToken, endsAt: from + said.lastsMs };
        unwritten = () => renewal.write(pair, now());
        const written = await read();
        log.info('the tokens were renewed');
        return written === undefined ? unanswered(kept) : { type: 'kept', kept: written };
      }
      case 'unknown':
        await renewal.giveUp();
        log.warn('Zalo did not say whether the tokens are renewed; it is asked again');
        return unanswered(kept);
      case 'refused': {
        if (!isSpent(said.code)) {
          // Perhaps the app's secret is wrong, or Zalo is: the refresh token may still be good.
          await renewal.giveUp();
          const message = `Zalo does not renew the tokens; if it goes on: ${command}`;
          complain(`refused ${said.code}`, { code: said.code }, message);
          return none('unreachable', kept, restMs.refused);
        }
        const left = await renewal.refused();
        // Somebody may have logged in while we asked.
        const isOther = left !== undefined && left.pair.refreshToken !== null;
        return isOther ? { type: 'kept', kept: left } : lost(kept);
      }
    }
  };

  return {
    obtain: async (isEnough) => {
      let kept: KeptTokens | undefined;
      for (let waited = 0; waited <= pollsMs && !waiting.aborted; waited += pollMs) {
        kept = await look();
        if (kept === undefined) {
          complain('missing', {}, `Zalo is set up, but nobody has logged in: ${command}`);
          return none('missing', kept, restMs.nothing);
        }
        if (isEnough(kept)) return { type: 'kept', kept };
        if (kept.pair.refreshToken === null) return lost(kept);
        const renewal = kept.lockedUntil > now() ? undefined : await vault.begin(kept, now());
        if (renewal !== undefined) return carryOut(renewal, kept, kept.pair.refreshToken);
        await sleep(pollMs, undefined, { signal: waiting }).catch(() => undefined); // told to stop
      }
      return unanswered(kept);
    },
    save: async () => {
      if (unwritten !== undefined) await read();
    },
  };
}
