import { Agent, request } from 'undici';

/** What grammY hands over of such a call. */
type JsonCall = {
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
};

type JsonFetch = (url: string, call: JsonCall) => Promise<{ readonly json: () => Promise<unknown> }>;

/** How long a connection that nobody uses is kept for the next message. */
const keepAliveMs = 20_000;

/**
 * What grammY needs of `fetch` for calls without files, by way of undici: with node-fetch, grammY's own choice, half of
 * the time that a message costs goes into the call. A redirection is not followed, so the token in the URL stays here.
 */
export function createJsonFetch(): JsonFetch {
  const dispatcher = new Agent({ keepAliveTimeout: keepAliveMs });
  return async (url, { body, headers, signal }) => {
    const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher });
    return { json: () => answer.body.json() };
  };
}
