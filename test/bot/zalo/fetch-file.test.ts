import http, { type RequestListener } from 'node:http';
import net, { type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchFile } from '../../../bot/zalo/fetch-file.js';
import { attachmentLimit } from '../../../core/sender.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Keeps files in the place of Zalo. */
async function serve(answer: RequestListener): Promise<string> {
  const server = http.createServer(answer);
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** Something inside that must never be reached, and who came. */
async function inside(): Promise<{ readonly port: number; readonly visits: () => number }> {
  let visits = 0;
  const server = net.createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  stops.push(
    () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  );
  return { port: await listen(server), visits: () => visits };
}

const fails = (because: string) => ({ type: 'failed', because });
const zalo = { apiRoot: 'https://openapi.zalo.me' };

describe('a file', () => {
  it('is fetched whole', async () => {
    const bytes = Buffer.alloc(3000, 'ab');
    const root = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes);
    });
    expect(await fetchFile({ apiRoot: root }, `${root}/photo.jpg`)).toStrictEqual({
      type: 'fetched',
      bytes: new Uint8Array(bytes),
    });
  });

  it('may be as large as what is kept, and not one byte larger, whatever was announced', async () => {
    const root = await serve((request, response) => {
      const bytes = Buffer.alloc(attachmentLimit + (request.url === '/fits' ? 0 : 1));
      if (request.url !== '/announced') response.setHeader('transfer-encoding', 'chunked');
      else response.setHeader('content-length', bytes.length);
      response.end(bytes);
    });
    const fetched = async (path: string) => {
      const outcome = await fetchFile({ apiRoot: root }, `${root}${path}`);
      return outcome.type === 'fetched' ? outcome.bytes.byteLength : outcome;
    };
    expect(await fetched('/fits')).toBe(attachmentLimit);
    expect(await fetched('/announced')).toStrictEqual(fails('too-large'));
    expect(await fetched('/chunked')).toStrictEqual(fails('too-large'));
  });

  it('that never ends is left as soon as it is too large', async () => {
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      void serve((_request, response) => {
        const more = () => {
          const block = Buffer.alloc(1024 * 1024);
          sent += block.length;
          if (!response.destroyed) response.write(block, more);
        };
        response.on('close', resolve);
        more();
      }).then(async (root) => {
        expect(await fetchFile({ apiRoot: root }, root)).toStrictEqual(fails('too-large'));
      });
    });
    await closed;
    expect(sent).toBeLessThan(4 * attachmentLimit);
  });

  it.each([
    [403, 'gone'],
    [404, 'gone'],
    [410, 'gone'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('with the status %i is %s', async (status, because) => {
    const root = await serve((_request, response) => {
      response.writeHead(status).end('no');
    });
    expect(await fetchFile({ apiRoot: root }, root)).toStrictEqual(fails(because));
  });

  it.each(['text/html; charset=utf-8', 'application/json'])('is not what comes as %s', async (type) => {
    const root = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end('{"error":"please log in"}');
    });
    expect(await fetchFile({ apiRoot: root }, root)).toStrictEqual(fails('unreachable'));
  });

  it('that comes too slowly is tried again later: before the answer, or in its middle', async () => {
    const root = await serve((request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      const drip = setInterval(() => response.write('x'), 5);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    expect(await fetchFile({ apiRoot: root }, `${root}/silent`, 50)).toStrictEqual(fails('unreachable'));
    expect(await fetchFile({ apiRoot: root }, `${root}/dripping`, 50)).toStrictEqual(fails('unreachable'));
  });

  it('whose connection breaks is tried again later', async () => {
    const root = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('x', () => response.destroy());
    });
    expect(await fetchFile({ apiRoot: root }, root)).toStrictEqual(fails('unreachable'));
  });
});

describe('an address that came in an event', () => {
  it.each([
    ['in IPv4', '127.0.0.1'],
    ['in IPv6', '[::1]'],
    ['in IPv6 around IPv4', '[::ffff:127.0.0.1]'],
    ['as a number', '2130706433'],
    ['in octal', '0177.0.0.1'],
    ['in hexadecimal', '0x7f.1'],
    ['cut short', '127.1'],
    ['that means all', '0.0.0.0'],
    ['by a name', 'localhost'],
  ])('is never one of this machine %s', async (_how, host) => {
    const { port, visits } = await inside();
    expect(await fetchFile(zalo, `https://${host}:${port}/photo.jpg`)).toStrictEqual(fails('gone'));
    expect(visits()).toBe(0);
  });

  it('may be of a name that does not exist', async () => {
    // Too long for a name: told without asking the network.
    expect(await fetchFile(zalo, `https://${'x'.repeat(70)}.vn/photo.jpg`)).toStrictEqual(fails('unreachable'));
  });

  it.each([
    ['plain HTTP', 'http://f1.photo.talk.zdn.vn/photo.jpg'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:image/png;base64,AAAA'],
    ['no address', 'photo.jpg'],
    ['nothing', ''],
    ['endless', `https://f1.photo.talk.zdn.vn/${'x'.repeat(5000)}`],
  ])('is not fetched when it is %s', async (_what, address) => {
    expect(await fetchFile(zalo, address)).toStrictEqual(fails('gone'));
  });

  it('is not left for another one', async () => {
    const { port, visits } = await inside();
    const root = await serve((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    });
    expect(await fetchFile({ apiRoot: root }, root)).toStrictEqual(fails('gone'));
    expect(visits()).toBe(0);
  });

  it("may be a private one only at the very place of Zalo's API", async () => {
    const { port, visits } = await inside();
    const root = await serve((_request, response) => response.end('x'));
    const addresses = [
      `http://127.0.0.1:${port}/photo.jpg`,
      `http://localhost:${new URL(root).port}/photo.jpg`,
      `${root}@127.0.0.1:${port}/photo.jpg`,
      `https://127.0.0.1:${new URL(root).port}/photo.jpg`,
    ];
    for (const address of addresses) expect(await fetchFile({ apiRoot: root }, address)).toStrictEqual(fails('gone'));
    expect(await fetchFile({ apiRoot: `${root}/sub` }, `${root}/photo.jpg`)).toMatchObject({ type: 'fetched' });
    expect(visits()).toBe(0);
  });
});
