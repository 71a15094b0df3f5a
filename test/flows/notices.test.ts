import { describe, expect, it } from 'vitest';
import { decodeButton } from '../../core/button.js';
import { caseStatuses, type Case, type CaseStatus } from '../../core/case.js';
import type { Notice } from '../../core/notice.js';
import { replyLimit, type Reply } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { renderNotice } from '../../flows/notices/render.js';
import { otherCommune, province, commune, reported, seatAt, surveyComment } from '../support/cases.js';
import { nationalDirectory } from '../support/directory.js';

const directory = nationalDirectory();
const now = reported.createdAt + 3_600_000;
const seat = seatAt(commune);

const card = (reason: Extract<Notice, { type: 'case-card' }>['reason']): Notice => ({
  type: 'case-card',
  case: reported.id,
  seat: seat.id,
  reason,
  forwarding: 'fwd_1',
});
const addition: Notice = { type: 'case-addition', case: reported.id, seat: seat.id, text: 'Ở ngõ 3.' };
const taken: Notice = { type: 'case-taken', case: reported.id, seat: seat.id };
const news = (kind: Extract<Notice, { type: 'case-news' }>['news']): Notice => ({
  type: 'case-news',
  case: reported.id,
  news: kind,
});

const toSeat = (notice: Notice, subject: Case, at: Seat = seat) =>
  renderNotice(notice, { case: subject, seat: at, now, directory, forms: [] });
const toCitizen = (notice: Notice, subject: Case) => renderNotice(notice, { case: subject, now, directory, forms: [] });
const actions = (reply: Reply | undefined) =>
  (reply?.buttons ?? []).flat().map(({ data }) => {
    const button = decodeButton(data);
    return button?.type === 'case' ? button.action : data;
  });
const inStatus = (status: CaseStatus): Case => ({
  ...reported,
  status,
  ...(status === 'asked' ? { question: 'Ở ngõ nào?' } : {}),
  ...(status === 'answered' || status === 'closed' ? { answer: 'Đã thay đèn.' } : {}),
});

describe('a case card', () => {
  it('asks the province’s desk to sort a report that nobody could, and nobody to sort a comment', () => {
    const { category: _category, ...bare } = { ...reported, unsorted: true, owner: province } as const;
    const desk = seatAt(province, 'dieu-phoi');
    expect(toSeat(card('first'), bare, desk)?.text).toContain(
      'PA-7K3F-Q2\nChưa phân loại · phản ánh\nMáy chưa chắc lĩnh vực, xin phân loại và chuyển.\n',
    );
    for (const subject of [
      { ...bare, owner: commune },
      { ...bare, owner: commune, source: 'survey-comment' as const },
    ]) {
      expect(toSeat(card('first'), subject)?.text).toContain('Chưa phân loại · phản ánh\nNơi xảy ra');
    }
  });

  it('says to who only reads along neither name nor numbers', () => {
    const contact = { name: 'Nguyễn Văn Bình', phone: '0912345678' };
    const subject = { ...reported, text: 'Đèn hỏng, gọi 0912345678.', contact, additions: ['Số khác: 0987 654 321'] };
    const reader = toSeat(card('first'), subject, seatAt(commune, 'lanh-dao'))?.text;
    expect(reader).toContain('Đèn hỏng, gọi [số điện thoại].');
    expect(reader).toContain('Số khác: [số điện thoại]');
    for (const secret of ['Bình', '0912345678', '654']) expect(reader).not.toContain(secret);
    const handler = toSeat(card('first'), subject)?.text;
    for (const shown of ['Bình', '0912345678', '0987 654 321']) expect(handler).toContain(shown);
    const more: Notice = { ...addition, text: 'Gọi 0912345678.' };
    expect(toSeat(more, subject, seatAt(commune, 'lanh-dao'))?.text).toContain('Gọi [số điện thoại].');
    expect(toSeat(more, subject)?.text).toContain('Gọi 0912345678.');
  });

  it('says why it comes, what the case is, and what can be done', () => {
    const reply = toSeat(card('first'), { ...reported, urgent: true, village: 'thôn Đông' });
    expect(reply?.text).toContain('KHẨN · HỒ SƠ MỚI');
    expect(reply?.text).toContain('PA-7K3F-Q2\nĐiện, chiếu sáng · phản ánh\nNơi xảy ra: thôn Đông, xã Ngọc Thiện');
    expect(reply?.text).toContain('Nhận ngày 20/11/2026');
    expect(reply?.text).toContain(reported.text);
    expect(reply?.text).toContain('Người gửi không nêu tên.');
    expect(actions(reply)).toEqual(['acknowledge', 'answer', 'ask', 'transfer', 'relabel']);
  });

  it('shows the sender, the place on a map and the photos when the citizen gave them', () => {
    const reply = toSeat(card('first'), {
      ...reported,
      contact: { name: 'Công dân', phone: '0912345678' },
      location: { latitude: 21.35, longitude: 106.123456 },
      attachments: ['att_1', 'att_2'],
    });
    expect(reply?.text).toContain('Người gửi: Công dân, 0912345678');
    expect(reply?.text).toContain('https://www.openstreetmap.org/?mlat=21.35000&mlon=106.12346');
    expect(reply?.text).toContain('Kèm theo: 2 tệp (ảnh, ghi âm)');
    expect(reply?.attachments).toEqual(['att_1', 'att_2']);
  });

  it('quotes the latest of what the citizen added', () => {
    const reply = toSeat(card('transfer'), { ...reported, additions: ['Ngõ 2.', 'Ngõ 3.', 'Ngõ 4.'] });
    expect(reply?.text).toContain('Người dân bổ sung: Ngõ 3.\nNgười dân bổ sung: Ngõ 4.');
    expect(reply?.text).not.toContain('Ngõ 2.');
  });

  it('offers no question back for a survey comment', () => {
    const reply = toSeat(card('first'), surveyComment);
    expect(reply?.text).toContain('ẩn danh');
    expect(actions(reply)).toEqual(['acknowledge', 'answer', 'transfer', 'relabel']);
  });

  it('has no buttons for who reads along, and marks a try-out seat', () => {
    const reply = toSeat(card('first'), reported, { ...seatAt(commune, 'lanh-dao'), demo: true });
    expect(reply?.buttons).toBeUndefined();
    expect(reply?.text).toContain('THỬ NGHIỆM');
  });

  it('offers no way down for a case that bypasses the commune', () => {
    const reply = toSeat(card('first'), { ...reported, owner: province, bypass: true }, seatAt(province, 'dieu-phoi'));
    expect(actions(reply)).toEqual(['acknowledge', 'answer', 'ask', 'relabel']);
  });

  it('fits one message however long the text is, and tells how to see the rest', () => {
    const reply = toSeat(card('first'), {
      ...reported,
      text: 'Rất dài. '.repeat(900),
      contact: { name: 'N'.repeat(80), phone: '0912345678' },
      village: 'T'.repeat(120),
      location: { latitude: 21.35, longitude: 106.12 },
      status: 'asked',
      question: 'Q'.repeat(1000),
      answer: 'A'.repeat(1500),
      additions: ['B'.repeat(1500), 'C'.repeat(1500)],
    });
    expect(reply?.text.length).toBeLessThanOrEqual(replyLimit);
    expect(reply?.text).toContain('…');
    expect(actions(reply)).toContain('show');
  });

  it.each(['first', 'transfer', 'reminder', 'escalation', 'reopened'] as const)(
    'is not shown (%s) to a seat that is gone, moved away or bypassed',
    (reason) => {
      expect(renderNotice(card(reason), { case: reported, now, directory, forms: [] })).toBeUndefined();
      expect(renderNotice(card(reason), { seat, now, directory, forms: [] })).toBeUndefined();
      expect(toSeat(card(reason), reported, seatAt(otherCommune))).toBeUndefined();
      expect(toSeat(card(reason), { ...reported, bypass: true })).toBeUndefined();
      expect(toSeat(card(reason), { ...reported, owner: province })).toBeUndefined();
    },
  );

  it.each(['reminder', 'escalation'] as const)('urges (%s) only while nobody has taken the case', (reason) => {
    const shown = caseStatuses.filter((status) => toSeat(card(reason), inStatus(status)) !== undefined);
    expect(shown).toEqual(['received', 'forwarded']);
  });

  it('comes to the level above once the case was escalated to it', () => {
    const desk = seatAt(province, 'dieu-phoi');
    expect(toSeat(card('escalation'), reported, desk)).toBeUndefined();
    expect(toSeat(card('escalation'), { ...reported, escalatedTo: province }, desk)?.text).toContain('CHUYỂN CẤP TRÊN');
  });
});

describe('other notices to officials', () => {
  it('brings what the citizen added, while the case is open', () => {
    const reply = toSeat(addition, { ...reported, status: 'acknowledged' });
    expect(reply?.text).toContain('Ở ngõ 3.');
    expect(actions(reply)).toEqual(['answer', 'ask', 'transfer', 'relabel', 'show']);
    expect(toSeat(addition, inStatus('answered'))).toBeUndefined();
    expect(toSeat(addition, reported, seatAt(otherCommune))).toBeUndefined();
  });

  it('tells colleagues that somebody took the case, unless it went elsewhere meanwhile', () => {
    expect(toSeat(taken, { ...reported, status: 'acknowledged' })?.text).toContain('PA-7K3F-Q2');
    expect(toSeat(taken, reported)).toBeUndefined();
    expect(toSeat(taken, { ...reported, status: 'acknowledged', owner: otherCommune })).toBeUndefined();
  });
});

describe('news for the citizen', () => {
  const saidWhen = (kind: Extract<Notice, { type: 'case-news' }>['news']) =>
    caseStatuses.filter((status) => toCitizen(news(kind), inStatus(status)) !== undefined);

  it('is told only while it is news', () => {
    expect(saidWhen('acknowledged')).toEqual(['acknowledged', 'asked']);
    expect(saidWhen('asked')).toEqual(['asked']);
    expect(saidWhen('answered')).toEqual(['answered', 'closed']);
    expect(saidWhen('transferred')).toEqual(['received', 'forwarded', 'acknowledged', 'asked']);
  });

  it('names who took the case', () => {
    expect(toCitizen(news('acknowledged'), inStatus('acknowledged'))?.text).toBe(
      'Hồ sơ PA-7K3F-Q2 đã được UBND xã Ngọc Thiện tiếp nhận.',
    );
  });

  it('brings a question with a way to answer it', () => {
    const reply = toCitizen(news('asked'), inStatus('asked'));
    expect(reply?.text).toContain('Ở ngõ nào?');
    expect(actions(reply)).toEqual(['add']);
  });

  it('brings the answer and asks whether it is enough; the second time only whether the citizen is content', () => {
    const reply = toCitizen(news('answered'), inStatus('answered'));
    expect(reply?.text).toContain('Đã thay đèn.');
    expect(actions(reply)).toEqual(['confirm', 'reopen']);
    expect(actions(toCitizen(news('answered'), { ...inStatus('answered'), reopened: true }))).toEqual(['confirm']);
    expect(actions(toCitizen(news('answered'), inStatus('closed')))).toEqual([]);
  });

  it('goes to nobody for a survey comment', () => {
    const answered = { ...surveyComment, status: 'closed', answer: 'Đã nhắc.' } as const;
    expect(toCitizen(news('answered'), answered)).toBeUndefined();
    expect(renderNotice(news('answered'), { now, directory, forms: [] })).toBeUndefined();
  });

  it('says that a photo did not arrive, and how to send it again', () => {
    const failed: Notice = { type: 'attachment-failed', attachment: 'att_1' };
    expect(actions(toCitizen(failed, reported))).toEqual(['add']);
    expect(toCitizen(failed, inStatus('closed'))?.buttons).toBeUndefined();
    expect(renderNotice(failed, { now, directory, forms: [] })?.text).toContain('gửi lại');
  });
});
