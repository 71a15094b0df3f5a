import http from 'node:http';
import https from 'node:https';
import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';
import type { TelegramConfig } from '../../runtime/config.js';
import { createJsonFetch } from './json-fetch.js';

/** Whoever sends a reply directly counts on an answer, good or bad, within ten seconds; up to three go by in pace.ts. */
const callSeconds = 6;
const uploadSeconds = 60;
/** Longest a request for updates waits when there are none. */
export const pollSeconds = 50;
/** A demand to wait this long is obeyed on the spot; a longer one goes back to whoever schedules the message. */
const patienceSeconds = 1;

/** The same Bot API with the patience that each use needs. */
export type Connection = {
  /** For calls without files. */
  readonly api: Api;
  readonly uploads: Api;
  /** For fetching updates and all that goes with receiving. */
  readonly receiving: Api;
  /** Ends what `receiving` has under way; what it does later is not touched. Sending has its own sockets. */
  readonly cut: () => void;
};

/** Prepares calls of the Bot API; nothing is sent yet. */
export function connectApi({ token, apiRoot }: Pick<TelegramConfig, 'token' | 'apiRoot'>): Connection {
  const newAgent = () =>
    apiRoot.startsWith('https:') ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const newApi = (agent: http.Agent, timeoutSeconds: number) =>
    // The token is part of every URL: a redirection would hand it to somebody else.
    new Api(token, { apiRoot, baseFetchConfig: { agent, redirect: 'error' }, timeoutSeconds });
  const receivingAgent = newAgent();
  const api = new Api(token, { apiRoot, fetch: createJsonFetch(), timeoutSeconds: callSeconds });
  const uploads = newApi(newAgent(), uploadSeconds);
  const retry = autoRetry({
    maxDelaySeconds: patienceSeconds,
    maxRetryAttempts: 1,
    rethrowHttpErrors: true,
    rethrowInternalServerErrors: true,
  });
  api.config.use(retry);
  uploads.config.use(retry);
  return {
    api,
    uploads,
    receiving: newApi(receivingAgent, pollSeconds + callSeconds),
    cut: () => {
      receivingAgent.destroy();
    },
  };
}
