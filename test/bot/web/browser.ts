import { request } from 'node:http';

/** A browser as far as the protocol goes: it keeps cookies and posts JSON. */
export function createBrowser(url: string) {
  const cookies = new Map<string, string>();
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url + path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { cookies, call, post };
}

export type Browser = ReturnType<typeof createBrowser>;

export type StreamEvent = { readonly type: string; readonly id: string | undefined; readonly data: string };

/** Opens a stream and gives its events one by one; ends it when the loop over it ends. */
export async function* readStream(
  browser: Browser,
  path: string,
  headers: Record<string, string> = {},
): AsyncGenerator<StreamEvent> {
  const abort = new AbortController();
  try {
    const response = await browser.call(path, { headers, signal: abort.signal });
    let buffer = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      buffer += chunk;
      for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
        const field = (name: string, block: string) => new RegExp(`^${name}: ?([^\\n]*)`, 'm').exec(block)?.[1];
        const block = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        yield { type: field('event', block) ?? 'message', id: field('id', block), data: field('data', block) ?? '' };
      }
    }
  } finally {
    abort.abort();
  }
}

/** The texts of the messages up to now. */
export async function history(browser: Browser, query = ''): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const event of readStream(browser, `/chat/stream?${query}`)) {
    if (event.type === 'ready') break;
    if (event.type === 'message') texts.push((JSON.parse(event.data) as { body: { text: string } }).body.text);
  }
  return texts;
}

/** A request whose path and headers `fetch` would tidy up first. */
export function rawRequest(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
