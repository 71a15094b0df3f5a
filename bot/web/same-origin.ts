import type { RequestHandler } from 'express';
import { refuse } from './problem.js';

/**
 * Refuses what another site's page sends. The cookie is SameSite=Strict already; this holds also where a browser
 * does not know that, or where another service lives on a sibling host. No Origin: not a browser, so no borrowed cookie.
 */
export function sameOriginOnly(publicUrl: string | undefined): RequestHandler {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (request, response, next) => {
    const origin = request.get('origin');
    if (origin === undefined) {
      next();
      return;
    }
    const host = URL.canParse(origin) ? new URL(origin).host : '';
    if (host !== '' && (host === request.get('host') || host === publicHost)) next();
    else refuse(response, 'wrong-origin');
  };
}

/** Forms of other sites can send text/plain but not JSON without asking the browser first. */
export const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.is('application/json') === false) refuse(response, 'not-json');
  else next();
};
