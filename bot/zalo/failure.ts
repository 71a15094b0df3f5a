import { assertNever } from '../../core/assert-never.js';
import type { SendFailure } from '../../core/sender.js';
import { vietnamHour } from '../../core/vietnam-time.js';

/** A call that Zalo did not carry out. */
export type ZaloFailure =
  | { readonly type: 'refused'; readonly code: number }
  /** No token to call with; see access-token.ts. */
  | { readonly type: 'no-token'; readonly because: 'lost' | 'missing' | 'unreachable' }
  | { readonly type: 'unreachable' };

/** Codes that are named elsewhere too. */
export const codes = { rate: -32, overLimit: -210, quota: -211, token: -216 } as const;

type Meaning =
  /** The token is renewed and the call repeated; whoever sees this code afterwards cannot be helped by a third. */
  | 'token'
  /** Nothing more to anybody for a minute. */
  | 'rate'
  | 'night'
  /** Zalo will never take this message, or never this person. */
  | 'message'
  | 'person'
  /** Not before the person writes. */
  | 'window'
  /** Somebody has to repair something at Zalo. */
  | 'settings'
  /** Seen by others, without a reason that is known: trying again does no harm. */
  | 'unclear';

/** All codes that are known of, and what each says about. */
const table: ReadonlyMap<number, { readonly meaning: Meaning; readonly says: string }> = new Map([
  [codes.rate, { meaning: 'rate', says: 'too many calls' }],
  [-124, { meaning: 'token', says: 'the access token is not valid' }],
  [-201, { meaning: 'message', says: 'a parameter is wrong' }],
  [-204, { meaning: 'settings', says: 'the OA is disabled' }],
  [-205, { meaning: 'settings', says: 'there is no such OA' }],
  [-209, { meaning: 'unclear', says: '' }],
  [codes.overLimit, { meaning: 'message', says: 'a parameter is over its limit' }],
  [codes.quota, { meaning: 'settings', says: 'out of quota' }],
  [-212, { meaning: 'unclear', says: '' }],
  [-213, { meaning: 'person', says: 'the person does not follow the OA' }],
  [codes.token, { meaning: 'token', says: 'the access token is not valid' }],
  [-217, { meaning: 'unclear', says: '' }],
  [-218, { meaning: 'unclear', says: '' }],
  [-219, { meaning: 'settings', says: 'the app was removed' }],
  [-220, { meaning: 'token', says: 'the access token has expired' }],
  [-221, { meaning: 'settings', says: 'the OA is not verified' }],
  [-223, { meaning: 'settings', says: 'the OA has not authorised this' }],
  [-224, { meaning: 'settings', says: 'the OA needs a higher tier' }],
  [-227, { meaning: 'person', says: 'the person is banned or away' }],
  [-230, { meaning: 'window', says: 'the person has not written for seven days' }],
  [-232, { meaning: 'unclear', says: '' }],
  [-233, { meaning: 'unclear', says: '' }],
  [-234, { meaning: 'night', says: 'not at night' }],
  [-235, { meaning: 'unclear', says: '' }],
  [-240, { meaning: 'settings', says: 'this API was closed' }],
  [-242, { meaning: 'unclear', says: '' }],
  [-244, { meaning: 'person', says: 'the person takes no such messages' }],
  [-248, { meaning: 'unclear', says: '' }],
  [-320, { meaning: 'settings', says: 'the app needs a Zalo Cloud Account' }],
  [-321, { meaning: 'settings', says: 'the Zalo Cloud Account cannot pay' }],
]);

/** How often is looked whether somebody has logged in. */
const loginMs = 60_000;
/** How long Zalo is left alone after it spoke of the rate. */
export const rateMs = 60_000;
const hourMs = 3_600_000;
const nightEnds = 6;

/** What an account may be allowed for some messages and not for others. */
const allowances: ReadonlySet<number> = new Set([codes.quota, -224, -240, -320, -321]);

/** Whether a refusal may be for this sort of message only: one that is paid for, or a picture. */
export function isAboutAllowance(code: number): boolean {
  return allowances.has(code);
}

/** Whether a new access token may help. */
export function asksForToken(code: number): boolean {
  return table.get(code)?.meaning === 'token';
}

/** What a failed call means for the message. Zalo's own words go no further: they may repeat what was sent. */
export function readFailure(failure: ZaloFailure, now: number): SendFailure {
  switch (failure.type) {
    case 'unreachable':
      return { because: 'unreachable' };
    case 'no-token':
      // Somebody has to log in, and has been told so once (renew-pair.ts): all messages wait for that, however long.
      return failure.because === 'unreachable'
        ? { because: 'unreachable' }
        : { because: 'throttled', retryAfterMs: loginMs };
    case 'refused':
      return readCode(failure.code, now);
    default:
      return assertNever(failure);
  }
}

function readCode(code: number, now: number): SendFailure {
  const { meaning, says } = table.get(code) ?? { meaning: 'unclear', says: '' };
  const detail = `Zalo ${code}: ${says}`;
  switch (meaning) {
    case 'unclear':
      return { because: 'unreachable' };
    case 'rate':
      return { because: 'throttled', retryAfterMs: rateMs };
    case 'night':
      return { because: 'throttled', retryAfterMs: untilMorning(now) };
    case 'message':
      return { because: 'rejected', detail };
    case 'person':
      return { because: 'blocked' };
    case 'window':
      return { because: 'not-now' };
    case 'token':
    case 'settings':
      return { because: 'misconfigured', detail };
    default:
      return assertNever(meaning);
  }
}

/** Until it is six in Viet Nam, whose hours begin when those of UTC do. */
function untilMorning(now: number): number {
  const hours = (nightEnds - vietnamHour(now) + 24) % 24 || 24;
  return hours * hourMs - (now % hourMs);
}
