import { mkdir, rm, writeFile } from 'node:fs/promises';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFailures, unknownPath } from '../../../bot/http/failures.js';
import { securityHeaders } from '../../../bot/http/security.js';
import { listen } from '../../../bot/http/listen.js';
import { createSharedFile, type SharedFileParts } from '../../../bot/web/shared-file.js';
import { texts } from '../../../bot/web/texts.vi.js';
import type { AttachmentId } from '../../../core/ids.js';
import { attachmentFolder, attachmentPath } from '../../../handlers/deliveries.js';
import { createFileLinks, createReadByLink } from '../../../handlers/file-links.js';
import { insertAttachment, markAttachment } from '../../../prisma/store/attachments.js';
import { createLogger } from '../../../runtime/logger.js';
import { openTestStore, type TestStore } from '../../support/store.js';
import { rawRequest } from './browser.js';

const issued = Date.parse('2026-11-22T08:00:00+07:00');
const week = 7 * 24 * 3_600_000;
const sound = Buffer.from('0123456789');

let place: TestStore;
let now = issued;
const logged: string[] = [];
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  place = await openTestStore();
  await mkdir(attachmentFolder(place.folder), { recursive: true });
});
afterAll(async () => {
  for (const close of closing) await close();
  await place.remove();
});

/** A file that came from a citizen, with its bytes where the program keeps them. */
async function keep(name: string, mime = 'audio/ogg', state: 'stored' | 'failed' | 'pending' = 'stored') {
  const id: AttachmentId = `att_${name}`;
  const { store, seal, folder } = place;
  await store.write(async (tx) => {
    const file = { kind: 'voice', sourceRef: 'somewhere' } as const;
    await insertAttachment(tx, seal, seal.chatId('zalo', '1'), id, file, issued);
    if (state !== 'pending')
      await markAttachment(tx, id, state === 'stored' ? { state, mime, bytes: sound.length } : { state });
  });
  await writeFile(attachmentPath(folder, id), sound);
  return id;
}

async function serve({ store, seal, folder }: TestStore, parts: Partial<SharedFileParts> = {}) {
  const log = createLogger('debug', { write: (line) => logged.push(line) });
  const app = express();
  app.use(...securityHeaders(undefined));
  app.use(createSharedFile({ readByLink: createReadByLink(store, folder), log, now: () => now, ...parts }));
  app.use(unknownPath, answerFailures(log));
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  closing.push(() => server.close());
  return { link: createFileLinks({ seal, base: server.url }), port: server.port };
}

/** What a stranger sees, wherever the fault lies. */
async function expectWall(address: string) {
  const response = await fetch(address);
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(response.headers.get('content-disposition')).toBeNull();
  expect(await response.text()).toContain(texts.shared.notFound);
}

describe('GET /tep/:id/:until/:key', () => {
  let link: (id: AttachmentId, at: number) => string;
  let port: number;
  beforeAll(async () => ({ link, port } = await serve(place, { requestsPerMinute: 1000 })));

  it('shows the file to whoever has its link, unable to do anything, and kept by nobody', async () => {
    const address = link(await keep('Right-1_a'), issued);
    expect(new URL(address).pathname).toMatch(/^\/tep\/att_Right-1_a\/[0-9a-z]{8}\/[\w-]{22}$/);
    const response = await fetch(address);
    expect([response.status, await response.text()]).toEqual([200, sound.toString()]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/ogg',
      'content-disposition': 'inline; filename="lang-nghe"',
      'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; sandbox allow-same-origin",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
    });
  });

  it('plays from any point, and not from beyond the end', async () => {
    const address = link(await keep('range'), issued);
    const part = await fetch(address, { headers: { range: 'bytes=4-6' } });
    expect([part.status, await part.text()]).toEqual([206, '456']);
    expect((await fetch(address, { headers: { range: 'bytes=99-' } })).status).toBe(416);
  });

  it('never shows a page', async () => {
    const response = await fetch(link(await keep('page', 'text/html'), issued));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('has it for seven days, to the millisecond', async () => {
    const address = link(await keep('week'), issued);
    now = issued + week - 1;
    expect((await fetch(address)).status).toBe(200);
    now = issued + week;
    await expectWall(address);
    now = issued;
  });

  it('has nothing when the id, the time or the key is another', async () => {
    const [id, other] = [await keep('one'), await keep('two')];
    const address = link(id, issued);
    const [until = '', key = ''] = address.split('/').slice(-2);
    const later = (Number.parseInt(until, 36) + 1).toString(36);
    const keyed = (changed: string) => address.replace(key, changed);
    for (const changed of [
      address.replace(id, other),
      address.replace(until, later),
      address.replace(until, `0${until}`),
      address.replace(until, until.toUpperCase()),
      keyed(`${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`),
      keyed(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`),
      keyed(key.slice(0, -1)),
      keyed(`${key}A`),
      keyed('%C3%A9'.repeat(11)),
      link(other, issued).replace(other, id),
    ]) {
      expect(changed).not.toBe(address);
      await expectWall(changed);
    }
    expect((await fetch(address)).status).toBe(200);
  });

  it.each(['pending', 'failed'] as const)('has nothing of a file that is %s', async (state) => {
    await expectWall(link(await keep(state, 'audio/ogg', state), issued));
  });

  it('has nothing of what was dropped, or whose bytes are gone', async () => {
    await expectWall(link('att_never', issued));
    const id = await keep('gone');
    await rm(attachmentPath(place.folder, id));
    await expectWall(link(id, issued));
  });

  it('leads nowhere else, even with a right key', async () => {
    const { seal } = place;
    const until = issued + week;
    const keyOf = (id: string) => `${until.toString(36)}/${seal.fileKey(id, until)}`;
    for (const id of ['../lang-nghe.db', 'att_../../lang-nghe.db', 'att_', 'att_a\0', `att_${'a'.repeat(65)}`])
      await expectWall(`http://127.0.0.1:${port}/tep/${encodeURIComponent(id)}/${keyOf(id)}`);
    for (const address of [
      `/tep/../lang-nghe.db/${keyOf('../lang-nghe.db')}`,
      `/tep/att_%/${keyOf('att_%')}`,
      '/tep/',
      '/tep/att_one',
      '/tep/att_one//',
      '/tep/att_one/NaN/x',
      '/tep/att_one/Infinity/x',
    ])
      expect([400, 404]).toContain(await rawRequest(port, address, {}));
  });
});

it('a link is of one server and its key', async () => {
  const { link } = await serve(place);
  const elsewhere = await openTestStore();
  closing.push(elsewhere.remove);
  const id = await keep('ours');
  await expectWall(new URL(new URL(createFileLinks({ seal: elsewhere.seal, base: '' })(id, issued), link(id, 0))).href);
});

it('asks the store only for links that are ours, and says when it cannot', async () => {
  const down = await openTestStore();
  const { link } = await serve(down);
  const address = link('att_one', issued);
  await down.remove();
  await expectWall(address.slice(0, -1));
  await expectWall(address.replace('att_one', 'att_two'));
  await expectWall(link('att_one', issued - week));
  const response = await fetch(address);
  expect([response.status, await response.text()]).toEqual([503, expect.stringContaining(texts.shared.busy)]);
  expect(logged.join('')).toContain('could not be shown');
  expect(logged.join('')).not.toContain(address.slice(-22));
});

it('is not for guessing', async () => {
  const { link } = await serve(place, { requestsPerMinute: 3 });
  const address = link('att_never', issued);
  const codes: number[] = [];
  for (let at = 0; at < 5; at += 1) codes.push((await fetch(address)).status);
  expect(codes).toEqual([404, 404, 404, 429, 429]);
});
