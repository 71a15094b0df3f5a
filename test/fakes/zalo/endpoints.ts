import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../telegram/faults.js';
import { refused, respond, success, suffer, type Answer } from './answers.js';
import type { Messages, Sent } from './messages.js';
import { misuse, Misuse, refusal, Refusal } from './refusals.js';
import type { Tokens } from './tokens.js';
import { upload } from './uploads.js';
import type { World } from './world.js';

/** One call; `error` is Zalo's code, 0 for success, or the HTTP status of trouble; undefined when it was never answered. */
export type Called = {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly payload: unknown;
  readonly error: number | undefined;
};
type Endpoint = 'message' | 'upload' | 'quota' | 'token' | 'permission' | 'download' | 'unknown';

export type EndpointParts = {
  readonly world: World;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly messages: Messages;
  readonly misused: (what: string) => void;
  readonly sent: (sent: Sent) => void;
  readonly called: (call: Called) => void;
};

type Request = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};
type Route = { readonly endpoint: Endpoint; readonly method: 'GET' | 'POST'; readonly path: RegExp };

const jsonLimit = 64 * 1024;

const routes: readonly Route[] = [
  { endpoint: 'message', method: 'POST', path: /^\/v3\.0\/oa\/message\/(?:cs|transaction|promotion)$/ },
  { endpoint: 'upload', method: 'POST', path: /^\/v2\.0\/oa\/upload\/(?:image|gif|file)$/ },
  { endpoint: 'quota', method: 'POST', path: /^\/v2\.0\/oa\/quota\/message$/ },
  { endpoint: 'token', method: 'POST', path: /^\/v4\/oa\/access_token$/ },
  { endpoint: 'permission', method: 'GET', path: /^\/v4\/oa\/permission$/ },
  { endpoint: 'download', method: 'GET', path: /^\/cdn\// },
];

/** Answers one request as Zalo would: errors come with HTTP 200. */
export function createEndpoints(parts: EndpointParts) {
  const { world, tokens, messages } = parts;

  function carryOut(endpoint: Endpoint, request: Request, answerLost: boolean): object {
    const { url, headers, body } = request;
    const last = url.pathname.split('/').at(-1) ?? '';
    // Addresses end up in logs: nothing belongs there, a token least of all.
    if (request.method === 'POST' && url.search !== '') throw misuse(-201, 'there are parameters in the address');
    switch (endpoint) {
      case 'message': {
        tokens.check(headerOf(headers, 'access_token'));
        const send = { transaction: messages.transact, promotion: messages.promote }[last] ?? messages.consult;
        const sent = send(readJson(request));
        parts.sent(sent);
        return success(sent.data);
      }
      case 'upload':
        tokens.check(headerOf(headers, 'access_token'));
        return success(upload(world, last, body, headers['content-type'] ?? ''));
      case 'quota':
        tokens.check(headerOf(headers, 'access_token'));
        return success(messages.quota(body.length === 0 ? undefined : readJson(request)));
      case 'token':
        return tokens.exchange(readForm(request), headerOf(headers, 'secret_key'), answerLost);
      case 'permission':
        tokens.ask(url.searchParams);
        return success({});
      case 'download': {
        if (headerOf(headers, 'access_token') !== undefined) throw misuse(-201, 'the token was shown to the CDN');
        const file = world.files.get(url.pathname);
        if (file === undefined) throw refusal(404);
        return file;
      }
      case 'unknown':
        throw misuse(404, `${request.method} ${url.pathname} does not exist`);
    }
  }

  function perform(endpoint: Endpoint, request: Request, answerLost = false): Answer {
    try {
      return { error: 0, body: carryOut(endpoint, request, answerLost) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error instanceof Misuse) parts.misused(`${endpoint}: ${error.message}`);
      return refused(error, endpoint === 'token');
    }
  }

  return (incoming: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const request: Request = { method: incoming.method ?? '', url, headers: incoming.headers, body };
    const endpoint =
      routes.find(({ method, path }) => method === request.method && path.test(url.pathname))?.endpoint ?? 'unknown';
    const record = (error: number | undefined) => {
      parts.called({ endpoint, path: url.pathname, payload: payloadOf(request), error });
    };
    const fault = parts.faults.next(endpoint);
    if (fault === undefined) {
      const answer = perform(endpoint, request);
      respond(response, answer);
      record(answer.error);
      return;
    }
    if (fault.type === 'drop' && fault.after === true) perform(endpoint, request, true);
    record(suffer(fault, endpoint === 'token', response));
  };
}

function headerOf(headers: IncomingMessage['headers'], name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function readJson({ headers, body }: Request): unknown {
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) throw misuse(-201, 'the content type is not JSON');
  if (body.length > jsonLimit) throw misuse(-210, 'the body is too large');
  try {
    return JSON.parse(body.toString());
  } catch {
    throw misuse(-201, 'the body is not JSON');
  }
}

function readForm({ headers, body }: Request): Record<string, string> {
  if (!/^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? ''))
    throw misuse(-14002, 'the content type is not that of a form');
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

/** For a test's eyes: JSON where it is JSON. */
function payloadOf({ headers, body }: Request): unknown {
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
