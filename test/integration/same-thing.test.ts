import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commune, otherCommune, province } from '../support/cases.js';
import { startProgram, type Program } from '../support/program.js';
import type { WebPerson } from '../support/web-person.js';
import { ask, pothole, sendReport } from './report.js';

const again = 'duong vao thon toan o ga, mua xuong la kho di lai';
const third = 'Đường thôn đầy ổ gà, mưa là đi lại khó lắm, xã sửa giúp';
const answer = 'Chào ông Nguyễn Văn Tám, xã vá đường trong tuần. Cần gì xin gọi 0912345678.';
const answerForOthers = 'Chào ông …, xã vá đường trong tuần. Cần gì xin gọi [số điện thoại].';

describe('two citizens who report the same thing', () => {
  let program: Program;
  let official: WebPerson;
  beforeEach(async () => {
    program = await startProgram();
    official = await program.official(commune);
  });
  afterEach(() => program.stop());

  const oneCase = (code: string) => program.store.db.case.findUniqueOrThrow({ where: { code } });
  const hears = async (who: WebPerson, ...pieces: readonly string[]): Promise<string> => {
    const { text } = await who.next();
    for (const piece of pieces) expect(text).toContain(piece);
    return text;
  };
  /** Reports, waits for the official's card, and for what the citizen is told. */
  const reports = async (text: string) => {
    const citizen = await program.citizen();
    const code = await sendReport(citizen, { text });
    return { citizen, code, card: await hears(official, code) };
  };
  const answers = async (code: string): Promise<string> => {
    await official.invents(`c:${code}:answer`);
    await hears(official, 'xin nhập câu trả lời');
    const confirm = await ask(official, answer);
    await official.taps('Gửi');
    await hears(official, 'Đã gửi câu trả lời');
    return confirm;
  };

  it('both hear when the first is taken and answered, the second with nothing of the first', async () => {
    const first = await reports(pothole);
    expect(first.card).not.toContain('người đã báo');
    const second = await reports(again);
    expect(second.card).toContain(`Cùng việc với ${first.code}: 2 người đã báo`);
    const known = await hears(second.citizen, second.code, 'đã có 1 người báo', 'đang chờ tiếp nhận');
    expect(known).not.toContain(first.code);
    expect(known).not.toContain(pothole);
    await second.citizen.taps('Đúng, cùng một việc');
    await hears(second.citizen, `Hồ sơ ${second.code} được xử lý cùng`);
    expect(await ask(second.citizen, second.code)).toContain('Xử lý cùng việc đã có người báo trước');

    expect(await ask(official, second.code)).toContain(`trả lời ${first.code} thì hồ sơ này cũng được trả lời`);
    const list = await ask(official, 'việc');
    expect(list.split('\n')).toEqual([
      '2 hồ sơ đang chờ xử lý:',
      expect.stringMatching(new RegExp(`^${first.code} · .* · 2 người báo$`)),
    ]);
    expect(await ask(official, first.code)).toContain(
      `2 người đã báo việc này\nCùng việc, chưa trả lời: ${second.code}`,
    );

    await official.invents(`c:${first.code}:acknowledge`);
    await hears(official, 'Đã tiếp nhận');
    await hears(first.citizen, `Hồ sơ ${first.code} đã được UBND xã Ngọc Thiện tiếp nhận.`);
    await hears(second.citizen, `Hồ sơ ${second.code} đã được UBND xã Ngọc Thiện tiếp nhận.`);
    expect(await oneCase(second.code)).toMatchObject({ status: 'acknowledged', escalateAt: null });

    expect(await answers(first.code)).toContain('cũng gửi cho 1 người khác báo cùng việc');
    await hears(first.citizen, first.code, answer, 'hài lòng');
    const heard = await hears(second.citizen, second.code, answerForOthers, 'hài lòng');
    for (const secret of [first.code, 'Tám', '0912345678']) expect(heard).not.toContain(secret);
    expect(await ask(official, 'việc')).toBe('Không có hồ sơ nào đang chờ.');

    // Each is content or not with his own case.
    await second.citizen.taps('Chưa được giải quyết');
    await hears(second.citizen, 'điều gì chưa được giải quyết');
    await ask(second.citizen, 'Trước nhà tôi vẫn còn ổ gà.');
    await hears(official, 'NGƯỜI DÂN CHƯA HÀI LÒNG', second.code);
    await first.citizen.taps('Hài lòng, kết thúc');
    await hears(first.citizen, 'kết thúc');
    expect((await oneCase(first.code)).status).toBe('closed');
    expect(await oneCase(second.code)).toMatchObject({ status: 'forwarded', reopened: true, joined: true });
  });

  it('whoever says that it is another thing goes his own way; whoever comes after the answer gets it at once', async () => {
    const first = await reports(pothole);
    const second = await reports(again);
    await hears(second.citizen, 'đã có 1 người báo');
    await second.citizen.taps('Không, việc khác');
    await hears(second.citizen, `hồ sơ ${second.code} được xử lý riêng`);
    expect(await oneCase(second.code)).toMatchObject({ duplicateOf: null, joined: false });
    await answers(first.code);
    await hears(first.citizen, answer);
    expect((await oneCase(second.code)).status).toBe('forwarded');

    const late = await reports(pothole);
    const known = await hears(late.citizen, 'đã có 1 người báo', 'Việc đó đã có trả lời', answerForOthers);
    expect(known).not.toContain(first.code);
    await late.citizen.taps('Đúng, cùng một việc');
    await hears(late.citizen, 'được xử lý cùng');
    await hears(late.citizen, `UBND xã Ngọc Thiện trả lời hồ sơ ${late.code}`, answerForOthers, 'hài lòng');
    expect(await oneCase(late.code)).toMatchObject({ status: 'answered', answer: answerForOthers });
    // Pressed again, the button says how it is.
    await late.citizen.invents(`c:${late.code}:join`);
    await hears(late.citizen, 'Hồ sơ đã có trả lời');
  });

  it('what is handed on takes along those who joined, and the others stay', async () => {
    const neighbour = await program.official(otherCommune);
    const first = await reports(pothole);
    const joined = await reports(again);
    const apart = await reports(third);
    await hears(joined.citizen, 'đã có 1 người báo');
    await hears(apart.citizen, 'đã có 2 người báo');
    await joined.citizen.taps('Đúng, cùng một việc');
    await hears(joined.citizen, 'được xử lý cùng');

    await official.invents(`c:${first.code}:transfer`);
    await hears(official, 'chuyển đến đâu');
    expect(await ask(official, 'Tân Yên')).toContain('xã Tân Yên');
    await official.taps('Chuyển');
    await hears(official, 'Đã chuyển');
    await hears(first.citizen, `Hồ sơ ${first.code} được chuyển đến UBND xã Tân Yên`);
    await hears(joined.citizen, `Hồ sơ ${joined.code} được chuyển đến UBND xã Tân Yên`);
    const [one, other] = [
      await hears(neighbour, 'HỒ SƠ ĐƯỢC CHUYỂN ĐẾN'),
      await hears(neighbour, 'HỒ SƠ ĐƯỢC CHUYỂN ĐẾN'),
    ];
    expect([one, other].filter((card) => card.includes(`HỒ SƠ ĐƯỢC CHUYỂN ĐẾN\n${first.code}`))).toHaveLength(1);
    expect([one, other].filter((card) => card.includes(`HỒ SƠ ĐƯỢC CHUYỂN ĐẾN\n${joined.code}`))).toHaveLength(1);
    // The commune that is left with the third learns nothing of the case that it may not see any more.
    const card = await ask(official, apart.code);
    expect(card).toContain(third);
    expect(card).not.toContain(first.code);
    expect(await ask(neighbour, first.code)).not.toContain(apart.code);

    await apart.citizen.taps('Đúng, cùng một việc');
    await hears(apart.citizen, 'được xử lý cùng');
    await hears(apart.citizen, `Hồ sơ ${apart.code} được chuyển đến UBND xã Tân Yên`);
    await hears(neighbour, `HỒ SƠ ĐƯỢC CHUYỂN ĐẾN\n${apart.code}`);
    expect(await oneCase(apart.code)).toMatchObject({ ownerCode: '07339', joined: true });
  });

  it('both hear when the province answers what was escalated to it', async () => {
    const desk = await program.official(province, 'dieu-phoi');
    const first = await reports(pothole);
    const second = await reports(again);
    await hears(second.citizen, 'đã có 1 người báo');
    await program.store.db.case.update({ where: { code: first.code }, data: { escalatedTo: province.code } });
    await second.citizen.taps('Đúng, cùng một việc');
    await hears(second.citizen, 'được xử lý cùng');
    expect(await ask(desk, first.code)).toContain(`Cùng việc, chưa trả lời: ${second.code}`);
    await desk.invents(`c:${first.code}:answer`);
    await hears(desk, 'xin nhập câu trả lời');
    await ask(desk, answer);
    await desk.taps('Gửi');
    await hears(first.citizen, answer);
    await hears(second.citizen, answerForOthers);
  });

  it('nobody else can join or part a case', async () => {
    const first = await reports(pothole);
    const second = await reports(again);
    await hears(second.citizen, 'đã có 1 người báo');
    const before = await oneCase(second.code);
    for (const stranger of [first.citizen, official]) {
      for (const action of ['join', 'part']) {
        await stranger.invents(`c:${second.code}:${action}`);
        await hears(stranger, 'không gửi từ cuộc trò chuyện này');
      }
    }
    await first.citizen.invents(`c:${first.code}:join`);
    await hears(first.citizen, 'đang được xử lý riêng');
    expect(await oneCase(second.code)).toEqual(before);
  });
});
