import type { KeptTokens, TokenVault } from '../../handlers/token-vault.js';
import type { ZaloConfig } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import { createPairs, type Lack } from './renew-pair.js';

export type TokenResult =
  { readonly type: 'token'; readonly token: string } | { readonly type: 'none'; readonly because: Lack };

/** The access token with which Zalo is called; renewed before it ends, by one process for all. */
export type AccessTokens = {
  readonly current: () => Promise<TokenResult>;
  /** Zalo refused this token: renews it, unless somebody else has meanwhile. */
  readonly renew: (refused: string) => Promise<TokenResult>;
  /** Renews in time, also when nothing is sent. */
  readonly start: () => void;
  /** Waits for a renewal under way: cut off in its middle, it may cost the pair. */
  readonly stop: () => Promise<void>;
};

const minuteMs = 60_000;
/** A token that ends this soon could end on its way. */
const spareMs = 5 * minuteMs;
/** Of the 25 hours that a token lasts. */
const renewBeforeMs = 2 * 60 * minuteMs;
const renewAfterMs = 20 * 60 * minuteMs;
const lookEveryMs = 10 * minuteMs;

/** New tokens that are refused at once, one after the other, before Zalo is left alone for a minute. */
const mostInVain = 5;

/** Whoever stops the program waits for seconds, not for as long as a call may take. */
const stopMs = 3000;

type Deps = {
  readonly config: ZaloConfig;
  readonly vault: TokenVault;
  readonly log: Logger;
  readonly now?: () => number;
};

export function createAccessTokens({ config, vault, log, now = Date.now }: Deps): AccessTokens {
  const [waiting, calling] = [new AbortController(), new AbortController()];
  const pairs = createPairs({ config, vault, log, now, waiting: waiting.signal, calling: calling.signal });
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let held: { readonly token: string; readonly endsAt: number; readonly since: number } | undefined;
  let refused: string | undefined;
  let vain = 0;
  let pause: { readonly until: number; readonly because: Lack } | undefined;

  const works = ({ pair }: KeptTokens): boolean => pair.accessToken !== refused && pair.endsAt > now();
  const isGood = (kept: KeptTokens): boolean => works(kept) && kept.pair.endsAt - now() > spareMs;
  const isFresh = (kept: KeptTokens): boolean =>
    works(kept) && kept.pair.endsAt - now() > renewBeforeMs && now() - kept.writtenAt < renewAfterMs;

  /** A token is good to its end, also where the next one cannot be had. */
  const answer = (because: Lack): TokenResult =>
    held !== undefined && held.endsAt > now() ? { type: 'token', token: held.token } : { type: 'none', because };

  const obtain = async (isEnough: (kept: KeptTokens) => boolean): Promise<TokenResult> => {
    const found = await pairs.obtain(isEnough);
    const { kept } = found;
    if (kept !== undefined && works(kept))
      held = { token: kept.pair.accessToken, endsAt: kept.pair.endsAt, since: kept.writtenAt };
    if (found.type === 'kept') return answer('unreachable');
    pause = { until: now() + found.restMs, because: found.because };
    return answer(found.because);
  };

  /** One at a time: whoever comes second finds what the first has got. */
  const inTurn = (work: () => Promise<TokenResult>): Promise<TokenResult> => {
    const done = last.then(work).catch((error: unknown) => {
      log.error({ err: error }, 'the tokens could not be read or kept; it is tried again');
      return answer('unreachable');
    });
    last = done;
    return done;
  };
  const rested = (): Promise<TokenResult> =>
    pause !== undefined && now() < pause.until ? Promise.resolve(answer(pause.because)) : obtain(isGood);

  return {
    current: async () => {
      if (held !== undefined && held.endsAt - now() > spareMs) return { type: 'token', token: held.token };
      return inTurn(rested);
    },
    renew: (token) => {
      refused = token;
      if (held?.token === token) {
        vain = now() - held.since < minuteMs ? vain + 1 : 0;
        held = undefined;
      }
      if (vain > mostInVain) {
        vain = 0;
        pause = { until: now() + minuteMs, because: 'unreachable' };
        log.error({ alarm: true }, 'Zalo refuses tokens that it has just given');
      }
      return inTurn(rested);
    },
    start: () => {
      const lookAfter = (): void => void inTurn(() => obtain(isFresh));
      timer = setInterval(lookAfter, lookEveryMs).unref();
      lookAfter();
    },
    stop: async () => {
      clearInterval(timer);
      waiting.abort();
      const cut = setTimeout(() => {
        calling.abort();
      }, stopMs);
      await last;
      clearTimeout(cut);
      await pairs.save().catch((error: unknown) => {
        log.error({ err: error, alarm: true }, 'new tokens could not be kept and are lost: npm run zalo -- login');
      });
    },
  };
}
