import { Agent, FormData, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import type { ZaloConfig } from '../../runtime/config.js';
import type { AccessTokens } from './access-token.js';
import { asksForToken, codes, type ZaloFailure } from './failure.js';
import type { ZaloMessage } from './message.js';

/** Whoever sends a reply directly counts on an answer, good or bad, within ten seconds. */
const callMs = 10_000;
const uploadMs = 30_000;
const answerLimit = 1024 * 1024;
/** How long a connection that nobody uses is kept for the next message. */
const keepAliveMs = 20_000;

export type ZaloRequest =
  | {
      readonly path: '/v3.0/oa/message/cs';
      readonly body: { readonly recipient: { readonly user_id: string }; readonly message: ZaloMessage };
    }
  | { readonly path: '/v2.0/oa/quota/message'; readonly body: Readonly<Record<string, never>> };

export type ZaloAnswer = { readonly type: 'done'; readonly data: unknown } | ZaloFailure;

/** Calls in the name of the OA; a token that Zalo refuses is renewed once. */
export type ZaloApi = {
  readonly call: (request: ZaloRequest) => Promise<ZaloAnswer>;
  /** The answer's data names the upload, to be put into a message. */
  readonly uploadImage: (bytes: Uint8Array, name: string, mime: string) => Promise<ZaloAnswer>;
};

/** `{"error":0,"message":"Success","data":{"message_id":"…"}}`; errors are below zero, and come with HTTP 200. */
const answerSchema = z.object({
  error: z.number().int(),
  message: z.string().optional(),
  data: z.unknown().optional(),
});

type Call = {
  readonly path: string;
  readonly timeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: NonNullable<Dispatcher.DispatchOptions['body']>;
};

type Deps = {
  readonly config: Pick<ZaloConfig, 'apiRoot'>;
  readonly tokens: Pick<AccessTokens, 'current' | 'renew'>;
  /** How long an answer may take. */
  readonly patienceMs?: number;
};

/** Zalo's Open API. */
export function createZaloApi({ config, tokens, patienceMs = callMs }: Deps): ZaloApi {
  const dispatcher = new Agent({ keepAliveTimeout: keepAliveMs, maxResponseSize: answerLimit });

  async function post(token: string, { path, timeoutMs, headers, body }: Call): Promise<ZaloAnswer> {
    try {
      // A redirection is not followed, so the token stays here.
      const answer = await request(`${config.apiRoot}${path}`, {
        method: 'POST',
        headers: { ...headers, access_token: token },
        body,
        signal: AbortSignal.timeout(timeoutMs),
        dispatcher,
      });
      return readAnswer(answer.statusCode, await answer.body.text());
    } catch {
      // Only the network fails here, and its errors may hold the token and what was sent.
      return { type: 'unreachable' };
    }
  }

  async function authorised(call: Call): Promise<ZaloAnswer> {
    const current = await tokens.current();
    if (current.type === 'none') return { type: 'no-token', because: current.because };
    const answer = await post(current.token, call);
    if (answer.type !== 'refused' || !asksForToken(answer.code)) return answer;
    const renewed = await tokens.renew(current.token);
    return renewed.type === 'none' ? { type: 'no-token', because: renewed.because } : post(renewed.token, call);
  }

  return {
    call: ({ path, body }) =>
      authorised({
        path,
        timeoutMs: patienceMs,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    uploadImage: (bytes, name, mime) => {
      const body = new FormData();
      body.append('file', new Blob([Buffer.from(bytes)], { type: mime }), name);
      return authorised({ path: '/v2.0/oa/upload/image', timeoutMs: uploadMs, headers: {}, body });
    },
  };
}

function readAnswer(status: number, text: string): ZaloAnswer {
  const read = answerSchema.safeParse(parseJson(text));
  if (read.success && read.data.error < 0) return { type: 'refused', code: read.data.error };
  // What stands between may answer in Zalo's place, and knows only HTTP.
  if (status === 401) return { type: 'refused', code: codes.token };
  if (status === 413) return { type: 'refused', code: codes.overLimit };
  if (status === 429) return { type: 'refused', code: codes.rate };
  return status === 200 && read.success && read.data.error === 0
    ? { type: 'done', data: read.data.data }
    : { type: 'unreachable' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
