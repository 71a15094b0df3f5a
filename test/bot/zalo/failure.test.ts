import { describe, expect, it } from 'vitest';
import { asksForToken, readFailure } from '../../../bot/zalo/failure.js';

/** 22:30 in Viet Nam. */
const late = Date.parse('2026-11-22T15:30:00Z');
const afterCode = (code: number, now = late) => readFailure({ type: 'refused', code }, now);

const unreachable = { because: 'unreachable' };
const blocked = { because: 'blocked' };
const rejected = (detail: string) => ({ because: 'rejected', detail });
const misconfigured = (detail: string) => ({ because: 'misconfigured', detail });

// All codes that are known of.
const meanings: readonly (readonly [code: number, meaning: object])[] = [
  [-32, { because: 'throttled', retryAfterMs: 60_000 }],
  [-124, misconfigured('Zalo -124: the access token is not valid')],
  [-201, rejected('Zalo -201: a parameter is wrong')],
  [-204, misconfigured('Zalo -204: the OA is disabled')],
  [-205, misconfigured('Zalo -205: there is no such OA')],
  [-209, unreachable],
  [-210, rejected('Zalo -210: a parameter is over its limit')],
  [-211, misconfigured('Zalo -211: out of quota')],
  [-212, unreachable],
  [-213, blocked],
  [-216, misconfigured('Zalo -216: the access token is not valid')],
  [-217, unreachable],
  [-218, unreachable],
  [-219, misconfigured('Zalo -219: the app was removed')],
  [-220, misconfigured('Zalo -220: the access token has expired')],
  [-221, misconfigured('Zalo -221: the OA is not verified')],
  [-223, misconfigured('Zalo -223: the OA has not authorised this')],
  [-224, misconfigured('Zalo -224: the OA needs a higher tier')],
  [-227, blocked],
  [-230, { because: 'not-now' }],
  [-232, unreachable],
  [-233, unreachable],
  [-234, { because: 'throttled', retryAfterMs: 7.5 * 3_600_000 }],
  [-235, unreachable],
  [-240, misconfigured('Zalo -240: this API was closed')],
  [-242, unreachable],
  [-244, blocked],
  [-248, unreachable],
  [-320, misconfigured('Zalo -320: the app needs a Zalo Cloud Account')],
  [-321, misconfigured('Zalo -321: the Zalo Cloud Account cannot pay')],
  [-9999, unreachable],
  [7, unreachable],
];

describe("Zalo's codes", () => {
  it.each(meanings)('%i', (code, meaning) => {
    expect(afterCode(code)).toStrictEqual(meaning);
  });

  it('ask for a new token in three cases', () => {
    expect(meanings.map(([code]) => code).filter(asksForToken)).toStrictEqual([-124, -216, -220]);
  });

  it.each([
    ['22:30', '2026-11-22T15:30:00Z', 7.5],
    ['05:59', '2026-11-22T22:59:00Z', 1 / 60],
    ['06:00, when its clock is ahead of ours', '2026-11-22T23:00:00Z', 24],
    ['00:00', '2026-11-22T17:00:00Z', 6],
  ])('at night let a message wait until six; it is %s', (_what, time, hours) => {
    expect(afterCode(-234, Date.parse(time))).toStrictEqual({ because: 'throttled', retryAfterMs: hours * 3_600_000 });
  });
});

it('a call without a token waits for one, or for somebody who logs in', () => {
  const without = (because: 'lost' | 'missing' | 'unreachable') => readFailure({ type: 'no-token', because }, late);
  expect(without('unreachable')).toStrictEqual(unreachable);
  // However long that takes: it is no attempt.
  const untilLogin = { because: 'throttled', retryAfterMs: 60_000 };
  expect(without('lost')).toStrictEqual(untilLogin);
  expect(without('missing')).toStrictEqual(untilLogin);
  expect(readFailure({ type: 'unreachable' }, late)).toStrictEqual(unreachable);
});
