import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { challengeOf, exchangeCode, newVerifier, permissionLink, refreshTokens } from '../../../bot/zalo/oauth.js';
import { startFakeZalo, type FakeZalo } from '../../fakes/zalo/server.js';

let zalo: FakeZalo;
beforeEach(async () => {
  zalo = await startFakeZalo();
});
afterEach(() => zalo.stop());

const never = new AbortController().signal;
const refresh = (token = zalo.config.refreshToken ?? '', signal = never) => refreshTokens(zalo.config, token, signal);

describe('a refresh token', () => {
  it('is turned into the next pair, and works once', async () => {
    const first = await refresh();
    expect(first).toMatchObject({ type: 'tokens', lastsMs: 25 * 3_600_000 });
    const second = await refresh(first.type === 'tokens' ? first.refreshToken : '');
    expect(second.type).toBe('tokens');
    zalo.verify();
    expect(await refresh()).toEqual({ type: 'refused', code: -14020 });
  });

  it.each([
    { type: 'html' },
    { type: 'redirect', to: 'http://127.0.0.1:9/' },
    { type: 'drop' },
    { type: 'drop', after: true },
  ] as const)('has an unknown fate after %o', async (fault) => {
    zalo.faults.add('token', fault, 1);
    expect(await refresh()).toEqual({ type: 'unknown' });
    zalo.verify();
  });

  it('has an unknown fate where Zalo cannot be reached, or is not waited for', async () => {
    zalo.faults.add('token', { type: 'hang' }, 1);
    const impatient = new AbortController();
    const hanging = refresh(undefined, impatient.signal);
    await expect.poll(() => zalo.faults.left()).toEqual([]);
    impatient.abort();
    expect(await hanging).toEqual({ type: 'unknown' });
    expect(await refreshTokens({ ...zalo.config, oauthRoot: 'http://127.0.0.1:9' }, 'x', never)).toEqual({
      type: 'unknown',
    });
  });

  it('is refused to who does not know the secret of the app', async () => {
    const refused = await refreshTokens(
      { ...zalo.config, appSecret: 'another' },
      zalo.config.refreshToken ?? '',
      never,
    );
    expect(refused).toEqual({ type: 'refused', code: -14004 });
    expect((await refresh()).type).toBe('tokens');
  });
});

describe('a login', () => {
  it('asks leave with a challenge that only the verifier answers', async () => {
    const verifier = newVerifier();
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(newVerifier()).not.toBe(verifier);
    const challenge = challengeOf(verifier);
    expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
    const redirect = 'https://example.vn/zalo/da-cap-quyen?a=1&b=2';
    expect((await fetch(permissionLink(zalo.config, { redirect, challenge, state: 's/&t' }))).ok).toBe(true);
    expect(zalo.tokens.permissions).toEqual([{ redirectUri: redirect, challenge, state: 's/&t' }]);

    const code = zalo.tokens.authorizationCode(challenge);
    expect((await exchangeCode(zalo.config, code, verifier)).type).toBe('tokens');
    zalo.verify();
    const stolen = zalo.tokens.authorizationCode(challenge);
    expect((await exchangeCode(zalo.config, stolen, newVerifier())).type).toBe('refused');
  });
});
