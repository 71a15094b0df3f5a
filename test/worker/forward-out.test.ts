import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addForwardTarget } from '../../prisma/store/forwardings.js';
import { listDead } from '../../prisma/store/outbox.js';
import { startCommune, type FakeCommune } from '../fakes/commune-webhook.js';
import { bodyOf, headerOf, startSmtp, type FakeSmtp } from '../fakes/smtp.js';
import { commune, province } from '../support/cases.js';
import { cards, openRig, report, seat, waiting, type Rig } from './rig.js';

const secret = 'a secret of the commune and us';
const pothole = 'Đường vào thôn nhiều ổ gà, đề nghị sửa';

describe('forwarding by e-mail and webhook', () => {
  let rig: Rig;
  let smtp: FakeSmtp;
  let system: FakeCommune;
  beforeEach(async () => {
    [rig, smtp, system] = await Promise.all([openRig(), startSmtp(), startCommune(secret)]);
  });
  afterEach(async () => {
    await rig.close();
    await Promise.all([smtp.stop(), system.stop()]);
  });

  const email = (address: string) =>
    addForwardTarget(rig.store, { jurisdiction: commune, kind: 'email', address, secret: undefined });
  const webhook = (address: string) =>
    addForwardTarget(rig.store, { jurisdiction: commune, kind: 'webhook', address, secret });
  const start = (change: Parameters<Rig['start']>[0] = {}) =>
    rig.start({ mail: { url: smtp.url, from: 'bot@example.vn' }, ...change });
  const drained = () => expect.poll(() => waiting(rig.store), { timeout: 10_000, interval: 20 }).toBe(0);
  const forwardings = () =>
    rig.store.db.forwarding.findMany({ where: { kind: { not: 'seat' } }, orderBy: { kind: 'asc' } });

  it('sends a mail without the person, under the same message id for ever', async () => {
    await email('motcua@example.vn');
    await report(rig.store, pothole);
    await start();
    await drained();
    const [mail] = smtp.received;
    if (mail === undefined) throw new Error('no mail came');
    const [forwarding] = await forwardings();
    expect(mail.to).toEqual(['motcua@example.vn']);
    expect(headerOf(mail, 'subject')).toMatch(/^\[PA-.*\] Phản ánh mới, lĩnh vực Giao thông/);
    expect(headerOf(mail, 'message-id')).toBe(`<${forwarding?.id ?? ''}@example.vn>`);
    expect(bodyOf(mail)).toContain(pothole);
    expect(bodyOf(mail)).toContain('xã Ngọc Thiện');
    expect(bodyOf(mail)).toContain('Người gửi không cho biết tên.');
    expect(mail.source).not.toContain('cht_citizen');
    expect(forwarding).toMatchObject({ kind: 'email', state: 'sent', attempts: 1, lastError: null });
  });

  it('names the citizen who agreed to it', async () => {
    await email('motcua@example.vn');
    await report(rig.store, pothole, { contact: { name: 'Người gửi thử', phone: '0900000000' } });
    await start();
    await drained();
    const [mail] = smtp.received;
    expect(mail === undefined ? '' : bodyOf(mail)).toContain('Người gửi: Người gửi thử, điện thoại 0900000000');
  });

  it('tries a mail again that was put off, and gives up one that was refused', async () => {
    await email('dong@example.vn');
    await email('khong-co@example.vn');
    smtp.refuse('dong@example.vn', [451, 451]);
    smtp.refuse('khong-co@example.vn', [550, 550]);
    await report(rig.store, pothole);
    await start();
    await drained();
    expect(smtp.received.map((mail) => mail.to)).toEqual([['dong@example.vn']]);
    const states = (await forwardings()).map(({ state, attempts, lastError }) => ({ state, attempts, lastError }));
    expect(states).toContainEqual({ state: 'sent', attempts: 3, lastError: null });
    expect(states).toContainEqual({ state: 'failed', attempts: 1, lastError: 'smtp EENVELOPE 550' });
    expect(await listDead(rig.store)).toMatchObject([{ queue: 'forward-out', attempts: 1 }]);
  });

  it('signs what it posts, with one key for all attempts', async () => {
    await webhook(system.url);
    system.answer([500, 429]);
    const id = await report(rig.store, pothole);
    await start();
    await drained();
    expect([system.requests(), system.badSignatures(), system.accepted.size]).toEqual([3, 0, 1]);
    const [forwarding] = await forwardings();
    const body: unknown = JSON.parse(system.accepted.get(forwarding?.id ?? '') ?? '{}');
    const { code } = await rig.store.db.case.findUniqueOrThrow({ where: { id } });
    expect(body).toMatchObject({
      forwarding: forwarding?.id,
      reason: 'first',
      case: { code, text: pothole, unit: '07351', category: 'giao-thong' },
    });
    expect(JSON.stringify(body)).not.toMatch(/cht_|per_|cas_|contact/);
  });

  it.each([
    [404, 'http 404'],
    [307, 'http 307'],
  ])('gives up after %i without following or repeating', async (status, because) => {
    await webhook(system.url);
    system.answer([status]);
    await report(rig.store, pothole);
    await start();
    await drained();
    expect(system.requests()).toBe(1);
    expect(await forwardings()).toMatchObject([{ state: 'failed', lastError: because }]);
  });

  it.each([
    ['plain HTTP', 'http://example.vn/hook', 'not-https'],
    ['this machine', 'https://127.0.0.1/hook', 'private-address'],
    ['this machine by name', 'https://localhost/hook', 'private-address'],
    ['this machine in IPv6', 'https://[::ffff:127.0.0.1]/hook', 'private-address'],
    ['the inner network as a number', 'https://167772161/hook', 'private-address'],
  ])('refuses %s', async (_what, url, because) => {
    await webhook(url);
    await report(rig.store, pothole);
    await start({ allowPrivateTargets: false });
    await drained();
    expect(await forwardings()).toMatchObject([{ state: 'failed', lastError: because }]);
    expect(await listDead(rig.store)).toMatchObject([{ lastError: because }]);
  });

  it('retries each target on its own, beside the chats', async () => {
    await seat(rig.store, commune);
    await email('motcua@example.vn');
    await webhook(system.url);
    system.answer([500, 500, 500]);
    await report(rig.store, pothole);
    await start();
    await drained();
    expect(await cards(rig.store)).toHaveLength(1);
    expect(await forwardings()).toMatchObject([
      { kind: 'email', state: 'sent' },
      { kind: 'webhook', state: 'failed', attempts: 3, lastError: 'http 500' },
    ]);
    expect(smtp.received).toHaveLength(1);
  });

  it('sends nothing while forwarding is off: the case goes to somebody who sees it', async () => {
    await email('motcua@example.vn');
    const desk = await seat(rig.store, province, 'dieu-phoi');
    await report(rig.store, pothole);
    await start({ forwardMode: 'blackhole' });
    await drained();
    expect((await cards(rig.store)).map((card) => card.seat)).toEqual([desk]);
    expect(smtp.received).toEqual([]);
  });

  it('notes as withheld what a commune with officials would have got besides', async () => {
    await seat(rig.store, commune);
    await webhook(system.url);
    await report(rig.store, pothole);
    await start({ forwardMode: 'blackhole' });
    await drained();
    expect(system.requests()).toBe(0);
    expect(await forwardings()).toMatchObject([{ kind: 'webhook', state: 'withheld', sentAt: null }]);
  });

  it('never posts to the commune whose leader the case is about', async () => {
    await email('motcua@example.vn');
    await webhook(system.url);
    await report(rig.store, 'Chủ tịch xã nhận tiền của doanh nghiệp để cho san lấp ruộng trái phép');
    await start();
    await drained();
    expect(await forwardings()).toEqual([]);
    expect([smtp.received.length, system.requests()]).toEqual([0, 0]);
  });

  it('cancels what waits when the case has left the commune meanwhile', async () => {
    await webhook(system.url);
    const id = await report(rig.store, pothole);
    system.answer([500]);
    await start({ timing: { backoffMs: 1000 } });
    await expect.poll(() => system.requests(), { timeout: 5000, interval: 5 }).toBe(1);
    await rig.store.write((tx) => tx.case.update({ where: { id }, data: { level: 'province', ownerCode: '24' } }));
    await drained();
    expect(system.requests()).toBe(1);
    expect(await forwardings()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('keeps addresses and secrets sealed', async () => {
    await webhook(system.url);
    const [row] = await rig.store.db.forwardTarget.findMany();
    const raw = Buffer.concat([row?.address ?? new Uint8Array(), row?.secret ?? new Uint8Array()]).toString('latin1');
    expect(raw).not.toContain('127.0.0.1');
    expect(raw).not.toContain(secret);
  });
});
