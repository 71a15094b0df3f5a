import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photo } from '../bot/telegram/support.js';
import { startFakeZalo, type FakeZalo, type ZaloPerson } from '../fakes/zalo/server.js';
import { commune } from '../support/cases.js';
import { startProgram, type Program } from '../support/program.js';
import { ask, pothole, sendReport } from './report.js';

const hourMs = 3_600_000;

describe('the way of a message on Zalo', () => {
  let zalo: FakeZalo;
  let program: Program;
  beforeEach(async () => {
    zalo = await startFakeZalo();
    program = await startProgram({ zalo, publicUrl: 'http://127.0.0.1' });
  });
  afterEach(async () => {
    await program.stop();
    await zalo.stop();
    zalo.verify();
  });

  /** As if nobody had been heard for two days: a message to him would be refused, and reported as a fault of ours. */
  const twoDaysPass = async (): Promise<void> => {
    await program.store.db.$executeRaw`UPDATE "SendingWindow" SET "openedAt" = "openedAt" - ${49 * hourMs}`;
    zalo.clock.advance(49 * hourMs);
  };
  const officer = async (): Promise<ZaloPerson> => {
    const person = zalo.person();
    await person.follows();
    expect((await person.next()).text).toContain('Kính chào');
    expect(await ask(person, await program.invite(commune))).toContain('đã nhận việc của UBND xã Ngọc Thiện');
    return person;
  };

  it('a follower is greeted and offered the four things', async () => {
    const citizen = zalo.person();
    await citizen.follows();
    const { text, buttons } = await citizen.next();
    expect(text).toContain('Lắng Nghe');
    expect(buttons.map(({ title }) => title)).toEqual([
      'Đánh giá bộ phận một cửa (PKS05)',
      'Gửi phản ánh, kiến nghị',
      'Tra cứu',
      'Trợ giúp',
    ]);
  });

  it('from a citizen to an official of the commune and back, both on Zalo', async () => {
    const official = await officer();
    const citizen = zalo.person();
    const code = await sendReport(citizen);
    const card = await official.next();
    expect(card.text).toContain(code);
    await official.taps('Tiếp nhận');
    expect((await official.next()).text).toContain('Đã tiếp nhận');
    expect((await citizen.next()).text).toContain('tiếp nhận');
    await official.taps('Trả lời');
    expect((await official.next()).text).toContain('xin nhập câu trả lời');
    await official.says('Xã sẽ vá đường trong tuần này.');
    await official.next();
    await official.taps('Gửi');
    expect((await official.next()).text).toContain('Đã gửi câu trả lời');
    expect((await citizen.next()).text).toContain('Xã sẽ vá đường trong tuần này.');
    await citizen.taps('Hài lòng, kết thúc');
    expect((await citizen.next()).text).toContain('kết thúc');
    const { status } = await program.store.db.case.findUniqueOrThrow({ where: { code } });
    expect(status).toBe('closed');
  });

  it('a survey by its typed code, question by question', async () => {
    const citizen = zalo.person();
    await citizen.says('07351-pks05');
    expect((await citizen.next()).text).toContain('Phiếu PKS05');
    await citizen.taps('Bắt đầu');
    expect((await citizen.next()).text).toMatch(/^Câu 1\/10/);
    for (const [at, answer] of ['2', '1', '2', '1', '1', '1', '1', '2', '2'].entries())
      expect(await ask(citizen, answer)).toMatch(new RegExp(`^Câu ${at + 2}/10`));
    expect(await ask(citizen, '/boqua')).toContain('Xin ông/bà xem lại');
    await citizen.taps('Gửi phiếu');
    expect((await citizen.next()).text).toContain('Đã nhận phiếu');
    expect(await program.store.db.surveyResponse.count()).toBe(1);
  });

  it('an answer that comes after two days waits, and goes with what the citizen writes next', async () => {
    const official = await program.official(commune);
    const citizen = zalo.person();
    const code = await sendReport(citizen);
    await official.next();
    await twoDaysPass();
    await official.taps('Tiếp nhận');
    expect((await official.next()).text).toContain('Đã tiếp nhận');
    const kept = () => program.store.db.outbox.findMany({ where: { queue: 'deliver-zalo' } });
    await expect
      .poll(async () => (await kept()).map(({ dueAt }) => Number(dueAt) > Date.now() + hourMs))
      .toEqual([true]);
    expect(await kept()).toMatchObject([{ attempts: 0, deadAt: null }]);
    zalo.clock.advance(-49 * hourMs); // what is said now is said by this program's clock
    await citizen.says('xin chào');
    expect((await citizen.next()).text).toBe(`Hồ sơ ${code} đã được UBND xã Ngọc Thiện tiếp nhận.`);
    expect((await citizen.next()).text).toContain('Ông/bà muốn làm gì');
    await expect.poll(kept).toEqual([]);
  });

  it('goes on when the access token ends', async () => {
    const citizen = zalo.person();
    await ask(citizen, 'trợ giúp');
    zalo.tokens.expire();
    expect(await ask(citizen, 'menu')).toContain('Ông/bà muốn làm gì');
    expect(zalo.tokens.refreshes()).toBe(2);
  });

  it('a photo reaches an official on the web', async () => {
    const official = await program.official(commune);
    const citizen = zalo.person();
    await sendReport(citizen, {
      attach: async () => {
        await citizen.sendsPhoto(photo);
        expect((await citizen.next()).text).toContain('Đã nhận ảnh 1/5');
      },
    });
    const { attachments } = await official.next();
    const response = await official.opens(attachments[0] ?? '');
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(photo);
  });

  it('a photo that is said to lie on a private address is not fetched, and the report goes without it', async () => {
    const asked: string[] = [];
    const inside = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(photo);
    });
    await new Promise<void>((resolve) => {
      inside.listen(0, '127.0.0.1', resolve);
    });
    const { port } = inside.address() as AddressInfo;
    try {
      const official = await program.official(commune);
      const citizen = zalo.person();
      await sendReport(citizen, {
        attach: async () => {
          await citizen.sendsPhoto(photo, { url: `http://127.0.0.1:${port}/secret.jpg` });
          expect((await citizen.next()).text).toContain('Đã nhận ảnh 1/5');
          expect((await citizen.next()).text).toContain('Rất tiếc, một ảnh');
        },
      });
      expect((await official.next()).attachments).toEqual([]);
      await expect
        .poll(async () => (await program.store.db.attachment.findMany()).map(({ state }) => state))
        .toEqual(['failed']);
      expect(asked).toEqual([]);
    } finally {
      inside.close();
    }
  });

  it('what Zalo sends again, also at once, counts once', async () => {
    const citizen = zalo.person();
    zalo.delivery.repeatNext(2, { together: true });
    expect(await ask(citizen, 'phản ánh')).toContain('phản ánh, kiến nghị việc gì');
    zalo.delivery.repeatNext();
    // A second answer to what was said before would come first.
    expect(await ask(citizen, pothole)).toMatch(/^Đã ghi/);
    zalo.delivery.repeatNext(2, { together: true });
    expect(await ask(citizen, 'xong')).toContain('ở xã, phường nào');
    expect(await ask(citizen, 'ngoc thien')).toContain('thôn, xóm');
    await expect.poll(() => zalo.delivery.attempts.length).toBe(9);
    expect(zalo.delivery.attempts.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 200));
  });

  it('what comes in the wrong order is answered all the same, each once', async () => {
    const citizen = zalo.person();
    zalo.delivery.reverseNext();
    const first = citizen.says('trợ giúp');
    await citizen.says('menu');
    await first;
    const answers = [(await citizen.next()).text, (await citizen.next()).text];
    expect(answers[0]).toContain('Ông/bà muốn làm gì');
    expect(answers[1]).not.toBe(answers[0]);
  });

  it('whoever leaves is not written to, and an official who leaves holds no seat', async () => {
    const official = await officer();
    await official.unfollows();
    await expect
      .poll(async () => (await program.store.db.seat.findMany()).map(({ endedAt }) => endedAt))
      .toEqual([expect.any(BigInt)]);
    const chats = await program.store.db.chat.findMany({ where: { channel: 'zalo' } });
    expect(chats.map(({ unreachable }) => unreachable)).toEqual([true]);
    // Back again, whatever comes late of his having left.
    const leftAt = String(Date.now() - 1000);
    await official.says('menu');
    expect((await official.next()).text).toContain('Ông/bà muốn làm gì');
    const { appId, oaId } = zalo.config;
    const late = {
      event_name: 'unfollow',
      app_id: appId,
      oa_id: oaId,
      follower: { id: official.id },
      timestamp: leftAt,
    };
    expect(await official.posts(late)).toEqual({ status: 200 });
    expect(await ask(official, 'trợ giúp')).toContain('Lắng Nghe');
  });
});
