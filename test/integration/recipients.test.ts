import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { addForwardTarget } from '../../prisma/store/forwardings.js';
import { startCommune } from '../fakes/commune-webhook.js';
import { bodyOf, startSmtp } from '../fakes/smtp.js';
import { startFakeTelegram, type FakeTelegram } from '../fakes/telegram/server.js';
import { commune, otherCommune, province } from '../support/cases.js';
import { startProgram, type Program, type ProgramOptions } from '../support/program.js';
import { ask, pothole, sendReport } from './report.js';

let program: Program | undefined;
afterEach(async () => {
  await program?.stop();
  program = undefined;
});

async function start(options: ProgramOptions = {}): Promise<Program> {
  return (program = await startProgram(options));
}

/** Ends, after the test, with the check that Telegram had nothing to object. */
async function startTelegram(): Promise<FakeTelegram> {
  const telegram = await startFakeTelegram();
  onTestFinished(async () => {
    await telegram.close();
    telegram.verify();
  });
  return telegram;
}

const inviteWrong = 'Mã mời không đúng, đã dùng hoặc hết hạn';

describe('the recipients of a case', () => {
  it('by chat, e-mail and webhook get it side by side, each retried on its own', async () => {
    const secret = 'a secret of the commune and us';
    const [smtp, system] = await Promise.all([startSmtp(), startCommune(secret)]);
    onTestFinished(async () => {
      await Promise.all([smtp.stop(), system.stop()]);
    });
    const { store, official: seat, citizen } = await start({ mailUrl: smtp.url });
    const about = { jurisdiction: commune, secret: undefined } as const;
    await addForwardTarget(store, { ...about, kind: 'email', address: 'motcua@example.vn' });
    await addForwardTarget(store, { ...about, kind: 'webhook', address: system.url, secret });
    const official = await seat(commune);
    system.answer([500, 500]);

    const code = await sendReport(await citizen());
    expect((await official.next()).text).toContain(code);
    const sent = () =>
      store.db.forwarding.findMany({ orderBy: { kind: 'asc' }, select: { kind: true, state: true, attempts: true } });
    await expect.poll(sent, { timeout: 10_000 }).toEqual([
      { kind: 'email', state: 'sent', attempts: 1 },
      { kind: 'seat', state: 'sent', attempts: 1 },
      { kind: 'webhook', state: 'sent', attempts: 3 },
    ]);
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received.map(bodyOf)[0]).toContain(pothole);
    expect([...system.accepted.values()]).toEqual([expect.stringContaining(code)]);
    expect([system.requests(), system.badSignatures()]).toEqual([3, 0]);
    expect(official.heard).toHaveLength(2);
  });

  it('are the province where the commune has no official', async () => {
    const { official: seat, citizen } = await start();
    const desk = await seat(province, 'dieu-phoi');
    const code = await sendReport(await citizen());
    expect((await desk.next()).text).toContain(code);
    await desk.taps('Tiếp nhận');
    expect((await desk.next()).text).toContain('Đã tiếp nhận');
  });

  it('may be nobody: the case stays open and is there for whoever comes', async () => {
    const { store, official: seat, citizen, invite } = await start();
    const code = await sendReport(await citizen());
    await expect.poll(() => store.db.outbox.count()).toBe(0);
    expect(await store.db.case.findMany()).toMatchObject([{ code, status: 'received', level: 'province' }]);

    const desk = await seat();
    await desk.starts(await invite(province, { role: 'dieu-phoi' }));
    const shown = [(await desk.next()).text, (await desk.next()).text].join('\n');
    expect(shown).toContain('1 hồ sơ đang chờ xử lý');
    expect(shown).toContain(code);
  });

  it('lose their seat when they block the bot, and the case escalates to those who can be reached', async () => {
    const telegram = await startTelegram();
    const { store, official: seat, citizen, invite } = await start({ telegram, escalateAfterMs: 300 });
    const officer = telegram.user(1001);
    officer.starts(await invite(commune));
    await officer.next();
    const desk = await seat(province, 'dieu-phoi');
    officer.blocks();
    const code = await sendReport(await citizen());
    expect((await desk.next(10_000)).text).toContain(`CHUYỂN CẤP TRÊN: hồ sơ quá lâu chưa có người tiếp nhận\n${code}`);
    expect(await store.db.seat.count({ where: { level: 'commune', endedAt: null } })).toBe(0);
    await desk.taps('Tiếp nhận');
    expect((await desk.next()).text).toContain('Đã tiếp nhận');
  });
});

describe('a seat', () => {
  it('for trying out ends when a real official comes', async () => {
    const { store, official: seat, citizen, invite } = await start();
    const tryOut = await seat();
    const late = await invite(otherCommune, { demo: true });
    await tryOut.starts(await invite(commune, { demo: true }));
    expect((await tryOut.next()).text).toContain('THỬ NGHIỆM');
    const official = await seat(commune);
    expect(await store.db.seat.count({ where: { demo: true, endedAt: null } })).toBe(0);

    const code = await sendReport(await citizen());
    expect((await official.next()).text).toContain(code);
    expect(await ask(tryOut, code)).not.toContain(pothole);
    await tryOut.starts(late);
    expect((await tryOut.next()).text).toContain(inviteWrong);
    expect(tryOut.heard.some(({ text }) => text.includes('HỒ SƠ MỚI'))).toBe(false);
  });

  it('is taken once with an invitation, and not with a wrong or an old one', async () => {
    const { store, official: seat, invite } = await start();
    const code = await invite(commune);
    const [first, second] = [await seat(), await seat()];
    // Both at once: one gets it.
    await Promise.all([first.starts(code), second.starts(code)]);
    const answers = [(await first.next()).text, (await second.next()).text];
    expect(answers.filter((text) => text.includes('đã nhận việc'))).toHaveLength(1);
    expect(answers.filter((text) => text.startsWith(inviteWrong))).toHaveLength(1);

    const third = await seat();
    await third.starts(await invite(commune, { validMs: -1 }));
    expect((await third.next()).text).toContain(inviteWrong);
    expect(await ask(third, 'MOI-AAAA-BBBB-CCCC')).toContain(inviteWrong);
    expect(await store.db.seat.count()).toBe(1);
  });

  it('taken in a group is the group’s', async () => {
    const telegram = await startTelegram();
    const { store, citizen, invite } = await start({ telegram });
    const group = telegram.group(-5001);
    const [one, another] = [group.member(1001), group.member(1002)];
    one.starts(await invite(commune));
    expect((await group.next()).text).toContain('đã nhận việc');
    const code = await sendReport(await citizen());
    expect((await group.next()).text).toContain(code);
    another.presses('Tiếp nhận');
    expect((await group.next()).text).toContain('Đã tiếp nhận');
    expect(telegram.user(1001).messages).toEqual([]);
    expect(await store.db.seat.findMany()).toMatchObject([{ level: 'commune', unitCode: '07351', endedAt: null }]);
  });
});
