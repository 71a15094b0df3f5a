import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { readDesk } from './desk.js';
import { readToken } from './identity.js';
import { refuse } from './problem.js';

/** How much one browser and one address may do; generous, as a whole office or mobile network may share an address. */
export type Limits = {
  readonly messagesPerMinute: number;
  readonly uploadsPerMinute: number;
  /** All requests to /chat from one address. */
  readonly requestsPerMinute: number;
  readonly streamsPerChat: number;
  readonly streamsPerAddress: number;
};

export const defaultLimits: Limits = {
  messagesPerMinute: 60,
  uploadsPerMinute: 20,
  requestsPerMinute: 300,
  streamsPerChat: 8,
  streamsPerAddress: 500,
};

/** The network address of a request; for IPv6 its subnet, of which one customer has a whole one. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}

/** So many requests a minute from one address. */
export function limitAddress(perMinute: number): RequestHandler {
  return limiter(perMinute, addressOf);
}

/** So many requests a minute from one chat; who shows no cookie is counted by address. */
export function limitChat(perMinute: number): RequestHandler {
  return limiter(perMinute, (request) => {
    const desk = readDesk(request);
    return (desk === undefined ? undefined : readToken(request, desk)) ?? addressOf(request);
  });
}

function limiter(perMinute: number, keyGenerator: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    keyGenerator,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Without PUBLIC_URL no proxy is trusted, and the header of one is rightly ignored.
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => {
      refuse(response, 'too-many');
    },
  });
}
