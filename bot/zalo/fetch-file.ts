import { Agent, request } from 'undici';
import { attachmentLimit, type FetchOutcome } from '../../core/sender.js';
import type { ZaloConfig } from '../../runtime/config.js';
import { PrivateAddressError, publicLookup, refusePrivate } from '../../runtime/public-lookup.js';

const downloadMs = 60_000;
const urlLimit = 4096;

const anywhere = new Agent();
const publicOnly = new Agent({ connect: { lookup: publicLookup } });

/**
 * Fetches a photo or voice note from where an event said it is, and never more bytes than are kept. The URL is as good
 * as the event: it must lead to the internet, by https, and nowhere else from there. What the bytes are, whoever
 * keeps them finds out.
 */
export async function fetchFile(
  { apiRoot }: Pick<ZaloConfig, 'apiRoot'>,
  address: string,
  patienceMs = downloadMs,
): Promise<FetchOutcome> {
  const url = address.length <= urlLimit && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) return gone;
  // A stand-in for Zalo, on this machine and without https, may also keep the files; the settings name it, not an event.
  const trusted = url.origin === new URL(apiRoot).origin;
  if (!trusted && refusePrivate(url) !== undefined) return gone;
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, patienceMs);
  try {
    const answer = await request(url, { signal: controller.signal, dispatcher: trusted ? anywhere : publicOnly });
    answer.body.on('error', () => undefined); // of what is not read
    const because = refusal(answer.statusCode, answer.headers['content-type']);
    if (because !== undefined) return { type: 'failed', because };
    if (Number(answer.headers['content-length'] ?? 0) > attachmentLimit) return tooLarge;
    const chunks: Uint8Array[] = [];
    let length = 0; // counted, because what was announced need not be true
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > attachmentLimit) return tooLarge;
      chunks.push(chunk);
    }
    return { type: 'fetched', bytes: new Uint8Array(Buffer.concat(chunks)) };
  } catch (error) {
    // Anything else is the network's.
    return error instanceof PrivateAddressError ? gone : { type: 'failed', because: 'unreachable' };
  } finally {
    clearTimeout(timer);
    controller.abort(); // of what was not read
  }
}

const gone: FetchOutcome = { type: 'failed', because: 'gone' };
const tooLarge: FetchOutcome = { type: 'failed', because: 'too-large' };

/** A redirection could lead anywhere, and an old address leads to no file any more; a page of text may be a proxy's. */
function refusal(status: number, type: string | string[] | undefined): 'gone' | 'unreachable' | undefined {
  if (status === 200) return /^(?:text\/|application\/json)/i.test(String(type)) ? 'unreachable' : undefined;
  const passing = status >= 500 || status === 408 || status === 429;
  return passing ? 'unreachable' : 'gone';
}
