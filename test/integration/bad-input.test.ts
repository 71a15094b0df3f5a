import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../prisma/client.js';
import { photo } from '../bot/telegram/support.js';
import { startFakeTelegram, type FakeTelegram } from '../fakes/telegram/server.js';
import { commune } from '../support/cases.js';
import { startProgram, telegramSecret, type Program, type ProgramOptions } from '../support/program.js';
import { quiet } from '../support/store.js';
import { ask, pothole, sendReport } from './report.js';

/*
 * Bad input, and where it is tested:
 *
 * unknown text                       test/scenarios/menu/unknown-text.json, survey/not-understood.json
 * an empty message                   test/scenarios/{survey,report}/bad-input.json
 * 5,000 characters                   test/scenarios/report/bad-input.json, test/bot/web/messages.test.ts
 * a sticker, an edited message       below; test/bot/telegram/receive.test.ts
 * a button of an old question        test/scenarios/survey/stale-button.json, case/stale-buttons.json
 * a button pressed twice             test/scenarios/official/two-officials.json, test/flows/any-survey.test.ts
 * a wrong code                       test/scenarios/case/wrong-code.json
 * a wrong invitation                 recipients.test.ts
 * a photo that cannot be fetched     below
 * NFD, or no diacritics              below; test/scenarios/report/nfd.json, survey/all-by-typing.json
 * two messages at once               below; test/handlers/handle-inbound.test.ts
 * an update delivered three times    below; test/handlers/handle-inbound.test.ts
 * a wrong secret, broken JSON        below; test/bot/telegram/webhook.test.ts, test/bot/server.test.ts
 * a store that is locked             below; test/handlers/handle-inbound.test.ts, test/prisma/group-commit.test.ts
 * Redis down, emptied or restarted   redis-gone.test.ts, test/worker/outages.test.ts
 * a wrong configuration              process.test.ts, test/runtime/config.test.ts
 * a conversation of an older version test/handlers/handle-inbound.test.ts, test/core/conversation.test.ts
 */

let program: Program | undefined;
let telegram: FakeTelegram | undefined;
afterEach(async () => {
  await program?.stop();
  await telegram?.close();
  telegram?.verify();
  program = telegram = undefined;
});

async function start(options: Omit<ProgramOptions, 'telegram'> = {}): Promise<Program> {
  return (program = await startProgram(options));
}

async function startWithTelegram(receive: 'polling' | 'webhook'): Promise<[Program, FakeTelegram]> {
  telegram = await startFakeTelegram();
  program = await startProgram({ telegram, receive });
  return [program, telegram];
}

describe('through Telegram', () => {
  it('a photo that cannot be fetched is told to the citizen, and the case goes its way', async () => {
    const [{ official: seat, store }, people] = await startWithTelegram('polling');
    const official = await seat(commune);
    const citizen = people.user(2001);
    people.failNext('getFile', { type: 'error', code: 400, description: 'Bad Request: wrong file_id' });
    const code = await sendReport(citizen, {
      attach: async () => {
        citizen.sendsPhoto(photo);
        expect((await citizen.next()).text).toContain('Đã nhận ảnh 1/5');
        expect((await citizen.next()).text).toContain('một ảnh hoặc ghi âm ông/bà gửi không tải về được');
      },
    });
    const card = await official.next();
    expect(card.text).toContain(code);
    expect(card.attachments).toEqual([]);
    expect(await store.db.attachment.findMany()).toMatchObject([{ state: 'failed' }]);
  });

  it('an update delivered three times is answered once', async () => {
    const [{ store }, people] = await startWithTelegram('polling');
    const citizen = people.user(2001);
    people.deliverTwice(2);
    expect(await ask(citizen, 'phản ánh')).toContain('phản ánh, kiến nghị việc gì');
    // The next answer is that to the next message.
    expect(await ask(citizen, pothole)).toMatch(/^Đã ghi/);
    expect(citizen.messages).toHaveLength(2);
    expect(await store.db.inboundEvent.count()).toBe(2);
  });

  it('an edited message and a sticker get a clear answer and change nothing', async () => {
    const [, people] = await startWithTelegram('polling');
    const citizen = people.user(2001);
    await ask(citizen, 'phản ánh');
    citizen.edits('Nội dung đã sửa');
    expect((await citizen.next()).text).toContain('không đọc được tin nhắn đã sửa');
    expect((await citizen.next()).text).toContain('phản ánh, kiến nghị việc gì');
    const size = { width: 512, height: 512, type: 'regular', is_animated: false, is_video: false };
    citizen.sends({ sticker: { file_id: 'sticker-1', file_unique_id: 'sticker-1', ...size } });
    expect((await citizen.next()).text).toContain('chưa đọc được loại tin này');
    expect((await citizen.next()).text).toContain('phản ánh, kiến nghị việc gì');
    expect(await ask(citizen, pothole)).toMatch(/^Đã ghi/);
  });

  it('a webhook call with a wrong secret or broken JSON leaves no trace, and others are answered', async () => {
    const [{ url, store, log }, people] = await startWithTelegram('webhook');
    const post = async (secret: string, body: string) => {
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
      return (await fetch(`${url}/webhook/telegram`, { method: 'POST', headers, body })).status;
    };
    const from = { id: 1, is_bot: false, first_name: 'Test' };
    const message = { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, from, text: 'chuyện không nên lộ' };
    const update = JSON.stringify({ update_id: 1, message });
    expect(await post('wrong-secret-of-somebody', update)).toBe(401);
    expect(await post('', update)).toBe(401);
    expect(await post(telegramSecret, update.slice(0, -5))).toBe(400);
    expect(await store.db.inboundEvent.count()).toBe(0);
    expect(log.join('')).not.toContain('không nên lộ');
    expect(await ask(people.user(2001), 'phản ánh')).toContain('phản ánh, kiến nghị việc gì');
  });
});

describe('through the web', () => {
  it('text in NFD is understood, and kept in NFC', async () => {
    const { citizen: open, store } = await start();
    const { says, next } = await open();
    await sendReport({ says: (text) => says(text.normalize('NFD')), next }, { place: 'Ngọc Thiện' });
    expect(await store.db.case.findMany()).toMatchObject([
      { text: pothole.normalize('NFC'), unitCode: '07351', village: 'Thôn 3' },
    ]);
  });

  it('of two messages at once each is answered, the second on what the first one left', async () => {
    const { citizen: open } = await start();
    const citizen = await open();
    await citizen.starts('07351-pks05');
    await citizen.next();
    expect(await ask(citizen, 'bắt đầu')).toMatch(/^Câu 1/);
    await Promise.all([citizen.says('1'), citizen.says('1')]);
    expect((await citizen.next()).text).toMatch(/^Câu 2/);
    expect((await citizen.next()).text).toMatch(/^Câu 3/);
  });

  it('while the store is locked the page is told to come again, and its message counts once', async () => {
    const { citizen: open, store, file } = await start({ busyDeadlineMs: 100 });
    const citizen = await open();
    await ask(citizen, 'phản ánh');
    const unlock = await lock(file);
    const message = { type: 'text', id: randomUUID(), text: pothole };
    expect((await citizen.posts(message)).status).toBe(503);
    expect(citizen.heard).toHaveLength(1);
    await unlock();
    expect(await citizen.posts(message)).toEqual({ status: 200, repeated: false });
    expect(await citizen.posts(message)).toEqual({ status: 200, repeated: true });
    expect((await citizen.next()).text).toMatch(/^Đã ghi/);
    expect(await ask(citizen, 'xong')).toContain('ở xã, phường nào');
    expect(citizen.heard).toHaveLength(3);
    await expect.poll(() => store.db.outbox.count()).toBe(0);

    /** Locks the file as another program would; returns how to unlock it. */
    async function lock(path: string): Promise<() => Promise<void>> {
      const other = await openStore({ file: path, seal: store.seal, log: quiet });
      onTestFinished(() => other.close());
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      let holding: Promise<void> = Promise.resolve();
      await new Promise<void>((locked) => {
        holding = other.write(async (tx) => {
          await tx.inboundEvent.create({ data: { channel: 'web', externalId: 'lock', receivedAt: 1 } });
          locked();
          await released;
        });
      });
      return async () => {
        release();
        await holding;
      };
    }
  });
});
