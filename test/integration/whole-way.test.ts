import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photo } from '../bot/telegram/support.js';
import { startFakeTelegram, type FakeTelegram } from '../fakes/telegram/server.js';
import { answerSurvey } from '../support/answer-survey.js';
import { commune, otherCommune } from '../support/cases.js';
import { startProgram, type Program } from '../support/program.js';
import { ask, pothole, sendReport } from './report.js';

describe('the way of a message', () => {
  let telegram: FakeTelegram;
  let program: Program;
  beforeEach(async () => {
    telegram = await startFakeTelegram();
    program = await startProgram({ telegram });
  });
  afterEach(async () => {
    await program.stop();
    await telegram.close();
    telegram.verify();
  });

  const oneCase = (code: string) => program.store.db.case.findUniqueOrThrow({ where: { code } });
  const forwardings = () => program.store.db.forwarding.findMany();
  const allSent = () =>
    expect.poll(async () => (await forwardings()).map(({ state }) => state)).toSatisfy(areAll('sent'));

  it('from a web citizen to a Telegram official and a Telegram group, and back', async () => {
    const officer = telegram.user(1001);
    officer.starts(await program.invite(commune));
    expect((await officer.next()).text).toContain('đã nhận việc của UBND xã Ngọc Thiện');
    const group = telegram.group(-5001);
    const member = group.member(1002);
    member.starts(await program.invite(commune));
    expect((await group.next()).text).toContain('đã nhận việc của UBND xã Ngọc Thiện');

    const citizen = await program.citizen();
    const code = await sendReport(citizen);
    for (const chat of [officer, group]) {
      const card = await chat.next();
      expect(card.text).toContain(`HỒ SƠ MỚI\n${code}`);
      expect(card.text).toContain(pothole);
    }
    officer.presses('Tiếp nhận');
    expect((await officer.next()).text).toContain('Đã tiếp nhận');
    expect((await group.next()).text).toBe(`Hồ sơ ${code} đã có đồng nghiệp tiếp nhận.`);
    expect((await citizen.next()).text).toBe(`Hồ sơ ${code} đã được UBND xã Ngọc Thiện tiếp nhận.`);

    member.presses('Trả lời');
    expect((await group.next()).text).toContain('xin nhập câu trả lời');
    member.replies('Xã sẽ vá đường trong tuần này.');
    expect((await group.next()).text).toContain('Xã sẽ vá đường trong tuần này.');
    member.presses('Gửi');
    expect((await group.next()).text).toContain('Đã gửi câu trả lời');
    expect((await citizen.next()).text).toContain('Xã sẽ vá đường trong tuần này.');
    await citizen.taps('Hài lòng, kết thúc');
    expect((await citizen.next()).text).toContain('kết thúc');
    expect((await oneCase(code)).status).toBe('closed');
    expect(await forwardings()).toHaveLength(2);
    await allSent();
  });

  it('from a Telegram citizen with a photo to a web official, who sees the photo', async () => {
    const official = await program.official(commune);
    const neighbour = await program.official(otherCommune);
    const citizen = telegram.user(2001);
    await sendReport(citizen, {
      attach: async () => {
        citizen.sendsPhoto(photo);
        expect((await citizen.next()).text).toContain('Đã nhận ảnh 1/5');
      },
    });
    const card = await official.next();
    const [attachment = ''] = card.attachments;
    const response = await official.opens(attachment);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(photo);
    for (const stranger of [neighbour, await program.citizen()]) {
      expect((await stranger.opens(attachment)).status).toBe(404);
    }
    await official.taps('Tiếp nhận');
    expect((await citizen.next()).text).toContain('tiếp nhận');
    await allSent();
  });

  it('does not lead to officials of another commune, whatever they guess', async () => {
    const neighbour = await program.official(otherCommune);
    const official = await program.official(commune);
    const code = await sendReport(await program.citizen());
    await official.next();
    const before = await oneCase(code);
    for (const action of ['acknowledge', 'answer', 'ask', 'transfer']) {
      await neighbour.invents(`c:${code}:${action}`);
      expect((await neighbour.next()).text).toBe('Không có hồ sơ này trong phần việc của ông/bà.');
    }
    // To look at it they are anybody who knows the code: where it stands, and nothing of what was written.
    const asAnybody = await ask(await program.citizen(), code);
    expect(asAnybody).not.toContain(pothole);
    expect(await ask(neighbour, code)).toBe(asAnybody);
    await neighbour.invents(`c:${code}:show`);
    expect((await neighbour.next()).text).toBe(asAnybody);
    expect(await oneCase(code)).toEqual(before);
  });

  it('goes on to another commune when it is transferred', async () => {
    const [from, to] = [await program.official(commune), await program.official(otherCommune)];
    const citizen = await program.citizen();
    const code = await sendReport(citizen);
    await from.next();
    await from.taps('Chuyển xã khác');
    expect((await from.next()).text).toContain('chuyển đến đâu');
    expect(await ask(from, 'Tân Yên')).toContain('xã Tân Yên');
    await from.taps('Chuyển');
    expect((await from.next()).text).toContain('Đã chuyển');
    expect((await citizen.next()).text).toBe(`Hồ sơ ${code} được chuyển đến UBND xã Tân Yên xử lý.`);
    expect((await to.next()).text).toContain(`HỒ SƠ ĐƯỢC CHUYỂN ĐẾN\n${code}`);
    await from.taps('Tiếp nhận');
    expect((await from.next()).text).toBe('Không có hồ sơ này trong phần việc của ông/bà.');
    await to.taps('Tiếp nhận');
    expect((await citizen.next()).text).toBe(`Hồ sơ ${code} đã được UBND xã Tân Yên tiếp nhận.`);
    expect(await forwardings()).toHaveLength(2);
    await allSent();
  });

  it('of a survey: counted once, and its comment forwarded without the person', async () => {
    const official = await program.official(commune);
    const citizen = await program.citizen();
    await answerSurvey(citizen, 'Nên có thêm ghế ngồi chờ.');
    const { db } = program.store;
    // What one person wrote waits until it could be any of five.
    for (let others = 1; others < 5; others += 1) {
      expect(await db.case.count()).toBe(0);
      await answerSurvey(await program.citizen(), '/boqua');
    }
    const card = await official.next();
    expect(card.text).toContain('Nên có thêm ghế ngồi chờ.');
    expect(card.text).toContain('ẩn danh');
    const heard = citizen.heard.length;
    await official.taps('Tiếp nhận');
    expect((await official.next()).text).toContain('Đã tiếp nhận ý kiến');
    expect(await db.case.findMany()).toMatchObject([{ source: 'survey-comment', chatId: null, personId: null }]);
    expect(await db.surveyResponse.count()).toBe(5);
    expect(await db.ballot.count()).toBe(5);

    await citizen.starts('07351-pks05');
    expect((await citizen.next()).text).toContain('Mỗi người chỉ tính một phiếu');
    expect(await db.surveyResponse.count()).toBe(5);
    // Nothing came between: of an anonymous comment its writer hears nothing.
    expect(citizen.heard).toHaveLength(heard + 1);
  });

  it('shows nothing personal to whoever looks the code up elsewhere', async () => {
    const citizen = await program.citizen();
    const contact = { name: 'Tên Người Gửi', phone: '0912345678' };
    const code = await sendReport(citizen, { contact });
    const seen = await ask(telegram.user(3001), code.toLowerCase());
    expect(seen).toContain(`Hồ sơ ${code}`);
    expect(seen).toContain('chỉ hiện ở nơi đã gửi');
    for (const secret of [pothole, contact.name, contact.phone, 'Thôn 3']) expect(seen).not.toContain(secret);
    expect(await ask(citizen, code)).toContain(code);
  });
});

const areAll = (state: string) => (states: readonly string[]) => states.every((one) => one === state);
