import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { z } from 'zod';
import type { ZaloConfig } from '../../runtime/config.js';

/** What Zalo says to a refresh token or to the code of a login. */
export type TokenAnswer =
  | { readonly type: 'tokens'; readonly accessToken: string; readonly refreshToken: string; readonly lastsMs: number }
  | { readonly type: 'refused'; readonly code: number }
  /** No answer that can be understood: nobody knows whether what was sent has been used up. */
  | { readonly type: 'unknown' };

export type OAuthConfig = Pick<ZaloConfig, 'appId' | 'appSecret' | 'oauthRoot'>;

/** The refresh token was used before, has ended, or never was one. */
const refreshTokenSpent: readonly number[] = [-14014, -14020];
export const isSpent = (code: number): boolean => refreshTokenSpent.includes(code);

const callMs = 10_000;

// Its numbers come as texts.
const tokens = z.object({
  access_token: z.string().min(1).max(4096),
  refresh_token: z.string().min(1).max(4096),
  // Without it the pair is still the only one that works: it is renewed soon.
  expires_in: z.coerce.number().int().positive().max(100_000_000).catch(3600),
});
const refusal = z.object({ error: z.coerce.number().int().negative() });

const dispatcher = new Agent({ maxResponseSize: 64 * 1024 });

/** Renews: the refresh token is used up, and the answer holds the next one. */
export function refreshTokens(config: OAuthConfig, refreshToken: string, signal: AbortSignal): Promise<TokenAnswer> {
  return ask(config, { grant_type: 'refresh_token', refresh_token: refreshToken }, signal);
}

/** Turns the code that a browser brought from Zalo's page into tokens; `verifier` is what the link's challenge hides. */
export function exchangeCode(config: OAuthConfig, code: string, verifier: string): Promise<TokenAnswer> {
  return ask(config, { grant_type: 'authorization_code', code, code_verifier: verifier });
}

async function ask(
  { appId, appSecret, oauthRoot }: OAuthConfig,
  grant: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<TokenAnswer> {
  const limit = AbortSignal.timeout(callMs);
  try {
    const answer = await request(`${oauthRoot}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: appSecret, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ app_id: appId, ...grant }).toString(),
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      dispatcher,
    });
    const body: unknown = await answer.body.json();
    const read = tokens.safeParse(body);
    if (read.success) {
      const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = read.data;
      return { type: 'tokens', accessToken, refreshToken, lastsMs: seconds * 1000 };
    }
    const refused = refusal.safeParse(body);
    return refused.success ? { type: 'refused', code: refused.data.error } : { type: 'unknown' };
  } catch {
    // The network, or something that is no JSON; the error may hold what was sent.
    return { type: 'unknown' };
  }
}

/** A secret of 43 characters; whoever has seen only its challenge cannot use the code of the login. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

/** S256, the only way that Zalo knows. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Zalo's page on which an administrator of the OA gives this program leave to speak for it. */
export function permissionLink(
  { appId, oauthRoot }: Pick<OAuthConfig, 'appId' | 'oauthRoot'>,
  { redirect, challenge, state }: { readonly redirect: string; readonly challenge: string; readonly state: string },
): string {
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: redirect,
    code_challenge: challenge,
    state,
  });
  return `${oauthRoot}/v4/oa/permission?${query.toString()}`;
}
