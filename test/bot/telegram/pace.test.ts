import { describe, expect, it } from 'vitest';
import { createPace } from '../../../bot/telegram/pace.js';

/** When each of so many messages would be sent, each sender waiting for its turn; 'later' ends the list. */
function send(address: string, count: number, rate = 30): (number | 'later')[] {
  let now = 0;
  const pace = createPace(rate, () => now);
  const sent: (number | 'later')[] = [];
  for (let message = 0; message < count; message += 1) {
    const { type, waitMs } = pace.take(address);
    if (type === 'later') return [...sent, 'later'];
    now += waitMs;
    sent.push(Math.round(now));
  }
  return sent;
}

describe('pace', () => {
  it('lets a person have five messages at once (paced only as a whole), then one a second', () => {
    const times = send('42', 8);
    expect(times[4]).toBeLessThan(100);
    expect(times.slice(5)).toStrictEqual([1000, 2000, 3000]);
  });

  it('lets a group have twenty messages, then one every three seconds', () => {
    const times = send('-42', 22);
    expect(times[19]).toBeLessThan(1000);
    expect(times.slice(20)).toStrictEqual([3000, 6000]);
  });

  it('keeps all chats together under the rate', () => {
    let now = 0;
    const pace = createPace(30, () => now);
    let sent = 0;
    for (; now < 2000; sent += 1) now += pace.take(`somebody new, ${sent}`).waitMs;
    // Waits are whole milliseconds, so a little of the rate is lost.
    expect(sent).toBeGreaterThanOrEqual(2 * 29);
    expect(sent).toBeLessThanOrEqual(2 * 30 + 3);
  });

  it('sends back who would have to wait long, and takes no turn for them', () => {
    let now = 0;
    const pace = createPace(30, () => now);
    const turns = Array.from({ length: 500 }, (_, chat) => pace.take(String(chat)));
    const first = turns.findIndex(({ type }) => type === 'later');
    expect(first).toBeGreaterThan(3 * 30);
    expect(first).toBeLessThan(3 * 30 + 10);
    expect(turns.slice(first).every(({ type }) => type === 'later')).toBe(true);
    now = 3200;
    expect(pace.take('again')).toStrictEqual({ type: 'turn', waitMs: 0 });
  });

  it('leaves a chat alone for as long as Telegram says, and no other', () => {
    let now = 0;
    const pace = createPace(30, () => now);
    pace.take('42');
    pace.hold('42', 20_000);
    expect(pace.take('42')).toStrictEqual({ type: 'later', waitMs: 20_000 });
    expect(pace.take('43').type).toBe('turn');
    now = 20_000;
    expect(pace.take('42')).toStrictEqual({ type: 'turn', waitMs: 0 });
  });

  it('gives one chat more where the rate is above that of Telegram', () => {
    expect(send('42', 100, 30_000).every((time) => time !== 'later' && time < 100)).toBe(true);
  });
});
