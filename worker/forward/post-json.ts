import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { PrivateAddressError, publicLookup, refusePrivate } from '../../runtime/public-lookup.js';

export type PostOutcome =
  | { readonly type: 'answered'; readonly status: number }
  | { readonly type: 'refused'; readonly because: 'not-https' | 'private-address' | 'bad-url' }
  | { readonly type: 'unreachable'; readonly because: string };

export type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
};

/** Posts JSON once: no redirects followed, no answer's body read. */
export function postJson({ url: address, headers, body, timeoutMs, allowPrivate }: Post): Promise<PostOutcome> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const refused = url === undefined ? 'bad-url' : refusal(url, allowPrivate);
  if (url === undefined || refused !== undefined)
    return Promise.resolve({ type: 'refused', because: refused ?? 'bad-url' });
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs),
        // No kept connection: what was checked is what is used.
        agent: false,
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        response.destroy();
        resolve({ type: 'answered', status: response.statusCode ?? 0 });
      },
    );
    request.on('error', (error) => {
      resolve(
        error instanceof PrivateAddressError
          ? { type: 'refused', because: 'private-address' }
          : {
              type: 'unreachable',
              because: 'code' in error && typeof error.code === 'string' ? error.code : error.name,
            },
      );
    });
    request.end(body);
  });
}

function refusal(url: URL, allowPrivate: boolean): 'not-https' | 'private-address' | 'bad-url' | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'bad-url';
  return allowPrivate ? undefined : refusePrivate(url);
}
