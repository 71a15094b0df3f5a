import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { ChatId, PersonId } from '../../core/ids.js';
import type { Seal } from '../../runtime/seal.js';
import type { Desk } from './desk.js';

/** Who speaks in a web chat: whoever holds the browser's cookie. The token is the chat's address. */
export type Identity = { readonly token: string; readonly chat: ChatId; readonly person: PersonId };

export type Identities = {
  /** The holder of a cookie; undefined when there is none, or one that was not made here. */
  readonly read: (request: Request, desk: Desk) => Identity | undefined;
  /**
   * The same, with a new cookie for who has none. Not called for the page itself: a link on another site opens
   * the page without a SameSite=Strict cookie, and a new one would throw away the chat that the person has.
   */
  readonly ensure: (request: Request, response: Response, desk: Desk) => Identity;
  /** The same, and the cookie's life begins anew. */
  readonly renew: (request: Request, response: Response, desk: Desk) => Identity;
  /** Takes the cookie away. */
  readonly clear: (response: Response, desk: Desk) => void;
};

const cookieNames = { citizen: 'ln_citizen', official: 'ln_official' } as const satisfies Record<Desk, string>;
const tokens = {
  citizen: /(?:^|;\s*)ln_citizen=([0-9a-f]{32})(?:;|$)/,
  official: /(?:^|;\s*)ln_official=([0-9a-f]{32})(?:;|$)/,
} as const satisfies Record<Desk, RegExp>;

/** An answer may come weeks later; browsers cap the life of a cookie at 400 days. */
const cookieLifeMs = 400 * 24 * 60 * 60 * 1000;

/** The token in the request's cookie, exactly as this program makes them. */
export function readToken(request: Request, desk: Desk): string | undefined {
  return tokens[desk].exec(request.get('cookie') ?? '')?.[1];
}

/** `secure`: the browser reaches us by https, so the cookie may insist on it. */
export function createIdentities(seal: Seal, secure: boolean): Identities {
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/chat' } as const;
  const identify = (token: string): Identity => ({
    token,
    chat: seal.chatId('web', token),
    person: seal.personId('web', token),
  });
  const newToken = () => randomBytes(16).toString('hex');
  const give = (response: Response, desk: Desk, token: string): string => {
    response.cookie(cookieNames[desk], token, { ...options, maxAge: cookieLifeMs });
    return token;
  };
  return {
    read: (request, desk) => {
      const token = readToken(request, desk);
      return token === undefined ? undefined : identify(token);
    },
    ensure: (request, response, desk) => identify(readToken(request, desk) ?? give(response, desk, newToken())),
    renew: (request, response, desk) => identify(give(response, desk, readToken(request, desk) ?? newToken())),
    clear: (response, desk) => {
      response.clearCookie(cookieNames[desk], options);
    },
  };
}
