import { createHash, randomBytes } from 'node:crypto';
import { permission, tokenRequest } from './requests.js';
import { misuse, refusal } from './refusals.js';
import type { World } from './world.js';

const accessTokenMs = 90_000_000;
const refreshTokenMs = 90 * 24 * 3_600_000;
const codeMs = 10 * 60_000;

/** One that can be used once. */
type Single = { readonly until: number; used: boolean; answerLost: boolean };

export type Pair = { readonly access_token: string; readonly refresh_token: string; readonly expires_in: string };

/** What tests may see and do. */
export type TokenControls = {
  /** Every access token has expired (-220). */
  readonly expire: () => void;
  /** Every access token is unknown (-216), as after a new login elsewhere. */
  readonly forget: () => void;
  /** No refresh token works any more: somebody must log in again. */
  readonly revoke: () => void;
  /** How often a pair was handed out for a refresh token. */
  readonly refreshes: () => number;
  /** The code of an administrator who agreed, for whoever has the verifier to this challenge. */
  readonly authorizationCode: (challenge: string) => string;
  /** What the login page was asked with. */
  readonly permissions: readonly PermissionAsked[];
  /** An access token that works, without a refresh. */
  readonly access: () => string;
};
export type PermissionAsked = { readonly redirectUri: string; readonly challenge: string; readonly state: string };

export type Tokens = {
  readonly controls: TokenControls;
  readonly newRefreshToken: () => string;
  /** Throws unless the token works now. */
  readonly check: (given: string | undefined) => void;
  /** `answerLost`: the caller never learns the new pair, so asking again with the same token is no misuse. */
  readonly exchange: (form: unknown, secret: string | undefined, answerLost: boolean) => Pair;
  readonly ask: (search: URLSearchParams) => void;
};

export function createTokens(world: World, appSecret: string): Tokens {
  const accessTokens = new Map<string, number>();
  const refreshTokens = new Map<string, Single>();
  const codes = new Map<string, Single & { readonly challenge: string }>();
  const permissions: PermissionAsked[] = [];
  let refreshes = 0;

  const newAccessToken = () => {
    const token = randomBytes(60).toString('base64url');
    accessTokens.set(token, world.now() + accessTokenMs);
    return token;
  };
  const newRefreshToken = () => {
    const token = randomBytes(60).toString('base64url');
    refreshTokens.set(token, { until: world.now() + refreshTokenMs, used: false, answerLost: false });
    return token;
  };
  const newPair = (): Pair => ({
    access_token: newAccessToken(),
    refresh_token: newRefreshToken(),
    expires_in: String(accessTokenMs / 1000),
  });

  function spend(found: Single, what: string, answerLost: boolean): void {
    if (found.used) {
      if (found.answerLost) throw refusal(-14020);
      throw misuse(-14020, `the ${what} was used a second time`);
    }
    if (found.until <= world.now()) throw refusal(-14014);
    found.used = true;
    found.answerLost = answerLost;
  }

  return {
    newRefreshToken,
    check: (given) => {
      if (given === undefined || given === '') throw misuse(-216, 'there is no header access_token');
      const until = accessTokens.get(given);
      if (until === undefined) throw refusal(-216);
      if (until <= world.now()) throw refusal(-220);
    },
    exchange: (form, secret, answerLost) => {
      const read = tokenRequest.safeParse(form);
      if (!read.success) throw misuse(-14002, read.error.issues[0]?.message ?? 'malformed');
      if (secret === undefined) throw misuse(-14004, 'there is no header secret_key');
      if (read.data.app_id !== world.appId || secret !== appSecret) throw refusal(-14004);
      if (read.data.grant_type === 'refresh_token') {
        const found = refreshTokens.get(read.data.refresh_token);
        if (found === undefined) throw refusal(-14014);
        spend(found, 'refresh token', answerLost);
        refreshes += 1;
        return newPair();
      }
      const code = codes.get(read.data.code);
      if (code === undefined) throw refusal(-14014);
      const challenge = createHash('sha256').update(read.data.code_verifier).digest('base64url');
      if (challenge !== code.challenge) throw misuse(-14010, 'the code_verifier does not belong to the challenge');
      spend(code, 'authorization code', answerLost);
      return newPair();
    },
    ask: (search) => {
      const read = permission.safeParse(Object.fromEntries(search));
      if (!read.success) throw misuse(-14002, read.error.issues[0]?.message ?? 'malformed');
      if (read.data.app_id !== world.appId) throw refusal(-14004);
      const { redirect_uri: redirectUri, code_challenge: challenge, state } = read.data;
      permissions.push({ redirectUri, challenge, state });
    },
    controls: {
      permissions,
      expire: () => {
        for (const token of accessTokens.keys()) accessTokens.set(token, world.now());
      },
      forget: () => {
        accessTokens.clear();
      },
      revoke: () => {
        refreshTokens.clear();
      },
      refreshes: () => refreshes,
      authorizationCode: (challenge) => {
        const code = randomBytes(30).toString('base64url');
        codes.set(code, { challenge, until: world.now() + codeMs, used: false, answerLost: false });
        return code;
      },
      access: newAccessToken,
    },
  };
}
