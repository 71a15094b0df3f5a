import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '../../runtime/logger.js';
import { answerFailure } from './failures.js';

/** A call whose body was parsed. */
export type JsonRequest = IncomingMessage & { readonly body?: unknown };

/** A path to which another server posts what its users say. */
export type WebhookRoute = {
  readonly path: string;
  readonly handle: (request: JsonRequest, response: ServerResponse) => Promise<void>;
};

/** Express's parser of JSON, which needs nothing else of Express. */
export type ParseJson = (request: JsonRequest, response: ServerResponse, next: (fault?: unknown) => void) => void;

/**
 * Hands the calls of a webhook to their handler and all else to Express. Nearly all traffic comes by webhooks, and the
 * way through Express takes 0.2 ms of a turn's 0.8 (docs/benchmark.md); they need nothing of it but the body's parser.
 */
export function webhookFirst(
  { path, handle }: WebhookRoute,
  parse: ParseJson,
  app: RequestListener,
  log: Logger,
): RequestListener {
  return (request, response) => {
    if (request.method !== 'POST' || request.url !== path) {
      app(request, response);
      return;
    }
    const fail = (error: unknown): void => {
      if (!response.headersSent) answerFailure(log, error, request, response);
    };
    parse(request, response, (fault: unknown) => {
      if (fault === undefined) handle(request, response).catch(fail);
      else fail(fault);
    });
  };
}
