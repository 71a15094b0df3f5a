import { z } from 'zod';
import type { FakeZalo } from './server.js';

const answer = z.looseObject({
  error: z.int().default(0),
  message: z.string().optional(),
  data: z.looseObject({ attachment_id: z.string().optional() }).optional(),
});
export type CallAnswer = z.infer<typeof answer>;

/** A client without any care, to see what the fake refuses. */
export type Caller = {
  readonly post: (path: string, payload: unknown, headers?: Record<string, string>) => Promise<CallAnswer>;
  readonly send: (to: string, message: object) => Promise<CallAnswer>;
  readonly text: (to: string) => Promise<number>;
  readonly upload: (kind: string, bytes: Buffer, name: string, field?: string) => Promise<CallAnswer>;
  readonly exchange: (form: Record<string, string>, secret?: string) => Promise<CallAnswer>;
  readonly refresh: (refreshToken: string) => Promise<CallAnswer>;
};

export function createCaller(fake: FakeZalo): Caller {
  const { appId, appSecret } = fake.config;
  const read = async (response: Response): Promise<CallAnswer> => answer.parse(await response.json());
  const post: Caller['post'] = async (path, payload, headers = {}) =>
    read(
      await fetch(`${fake.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', access_token: fake.tokens.access(), ...headers },
        body: typeof payload === 'string' ? payload : JSON.stringify(payload),
      }),
    );
  const send: Caller['send'] = (to, message) => post('/v3.0/oa/message/cs', { recipient: { user_id: to }, message });
  const exchange: Caller['exchange'] = async (form, secret = appSecret) =>
    read(
      await fetch(`${fake.url}/v4/oa/access_token`, {
        method: 'POST',
        headers: { secret_key: secret },
        body: new URLSearchParams({ app_id: appId, ...form }),
      }),
    );
  return {
    post,
    send,
    exchange,
    text: async (to) => (await send(to, { text: 'Kính chào' })).error,
    refresh: (refreshToken) => exchange({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    upload: async (kind, bytes, name, field = 'file') => {
      const body = new FormData();
      body.set(field, new Blob([bytes]), name);
      const headers = { access_token: fake.tokens.access() };
      return read(await fetch(`${fake.url}/v2.0/oa/upload/${kind}`, { method: 'POST', headers, body }));
    },
  };
}
