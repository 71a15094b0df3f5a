import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.js';

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

class PrivateAddressError extends Error {}

/**
 * Resolves a name and refuses it when any of its addresses is a private one. The connection uses just these
 * addresses, so a name server cannot answer differently the second time.
 */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: readonly LookupAddress[]) => {
    const [first] = addresses;
    if (error !== null || first === undefined) callback(error ?? new Error('no address'), '', 0);
    else if (addresses.some(({ address }) => isPrivateAddress(address)))
      callback(new PrivateAddressError('private address'), '', 0);
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  });
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

/** A literal address is never looked up, so it is checked here. */
function refusal(url: URL, allowPrivate: boolean): 'not-https' | 'private-address' | 'bad-url' | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'bad-url';
  if (allowPrivate) return undefined;
  if (url.protocol !== 'https:') return 'not-https';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && isPrivateAddress(host) ? 'private-address' : undefined;
}
