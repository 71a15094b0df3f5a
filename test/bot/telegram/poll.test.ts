import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Telegram } from '../../../bot/telegram/bot.js';
import type { HandleInbound } from '../../../handlers/handle-inbound.js';
import { texts } from '../../../bot/telegram/texts.vi.js';
import { readCommand } from '../../../flows/command.js';
import { createInbox, type Inbox } from '../../fakes/telegram/inbox.js';
import { startFakeTelegram, type FakeTelegram } from '../../fakes/telegram/server.js';
import { collectLog, configFor, createBot, textOf } from './support.js';

let fake: FakeTelegram;
let log: ReturnType<typeof collectLog>;
let handled: Inbox<string>;
let running: Telegram[];

beforeEach(async () => {
  fake = await startFakeTelegram();
  log = collectLog();
  handled = createInbox();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((telegram) => telegram.stop()));
  await fake.close();
});

const take: HandleInbound = (inbound) => {
  handled.put(textOf(inbound));
  return Promise.resolve({ type: 'handled' });
};

async function start(handleInbound: HandleInbound = take): Promise<Telegram> {
  const telegram = createBot(configFor(fake), handleInbound, log.log);
  running.push(telegram);
  await telegram.start();
  return telegram;
}

const offsets = () =>
  fake.calls.flatMap(({ method, payload }) =>
    method === 'getUpdates' ? [(payload as { offset?: number }).offset] : [],
  );

describe('polling', () => {
  it('brings what people say, each once, and stops the spinner', async () => {
    await start();
    const user = fake.user(42);
    await user.says('Xin chào').delivered();
    await user.invents('p:1:tot').answered();
    await user.sharesLocation(21, 106).delivered();
    expect(handled.all).toStrictEqual(['Xin chào', 'button', 'location']);
    fake.verify();
  });

  it('brings what was said while the bot was away', async () => {
    fake.user(42).says('một');
    const last = fake.user(42).says('hai');
    await start();
    await last.delivered();
    expect(handled.all).toStrictEqual(['một', 'hai']);
  });

  it('handles the messages of one chat in order and those of several side by side', async () => {
    const held = new Map<string, () => void>();
    for (const text of ['một', 'hai']) fake.user(42).says(text);
    fake.user(43).says('ba');
    await start((inbound) => {
      handled.put(textOf(inbound));
      return new Promise((resolve) => {
        held.set(textOf(inbound), () => {
          resolve({ type: 'handled' });
        });
      });
    });
    expect([await handled.take('one'), await handled.take('other')]).toStrictEqual(['một', 'ba']);
    held.get('một')?.();
    expect(await handled.take('the second of the same chat')).toBe('hai');
    held.get('hai')?.();
    held.get('ba')?.();
  });

  it('moves on only past what is stored', async () => {
    let commit: () => void = () => undefined;
    await start((inbound) => {
      handled.put(textOf(inbound));
      return new Promise((resolve) => {
        commit = () => {
          resolve({ type: 'handled' });
        };
      });
    });
    const deed = fake.user(42).says('một');
    await handled.take('the message');
    expect(offsets().every((offset) => offset === undefined)).toBe(true);
    commit();
    await deed.delivered();
    fake.user(42).says('hai');
    await handled.take('the second message');
    expect(offsets().at(-1)).toBe(deed.updateId + 1);
    commit();
  });

  it('tries again what could not be stored, before anything later of the same chat', async () => {
    const outcomes: ('unavailable' | 'throws')[] = ['unavailable', 'throws', 'unavailable'];
    await start((inbound) => {
      const outcome = outcomes.shift();
      if (outcome === 'throws') throw new Error('a bug');
      return outcome === undefined ? take(inbound) : Promise.resolve({ type: outcome });
    });
    fake.user(42).says('một');
    await fake.user(42).says('hai').delivered();
    expect(handled.all).toStrictEqual(['một', 'hai']);
  });

  it('lets no bug in one message silence the others', async () => {
    await start((inbound) => {
      if (textOf(inbound) === 'một') throw new Error('a bug');
      return take(inbound);
    });
    fake.user(42).says('một');
    await fake.user(42).says('hai').delivered();
    expect(handled.all).toStrictEqual(['hai']);
    expect(log.lines.join()).toContain('somebody must look at it');
  });

  it('leaves what is not stored at the end to the next process', async () => {
    const telegram = await start((inbound) =>
      textOf(inbound) === 'hai' ? (handled.put('refused'), Promise.resolve({ type: 'unavailable' })) : take(inbound),
    );
    fake.user(42).says('một');
    fake.user(42).says('hai');
    const last = fake.user(42).says('ba');
    while ((await handled.take('the refusal')) !== 'refused');
    await telegram.stop();
    const before = handled.all.length;
    await start();
    await last.delivered();
    expect(handled.all.slice(before)).toStrictEqual(['hai', 'ba']);
  });

  it('takes a repeated update for what it is and does not go back', async () => {
    await start();
    fake.deliverTwice();
    await fake.user(42).says('một').delivered();
    await fake.user(42).says('hai').delivered();
    expect(handled.all).toStrictEqual(['một', 'một', 'hai']);
    fake.verify();
  });

  it('outlives errors of the server and broken connections', async () => {
    fake.failNext('getUpdates', { type: 'error', code: 502 });
    fake.failNext('getUpdates', { type: 'drop' });
    await start();
    await fake.user(42).says('một').delivered();
    expect(handled.all).toStrictEqual(['một']);
    fake.verify();
  });

  it('says clearly that another program polls with the same token', async () => {
    fake.failNext('getUpdates', {
      type: 'error',
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    await start();
    await fake.user(42).says('một').delivered();
    expect(log.lines.join()).toContain('another program fetches updates with this token');
  });

  it('stops at once, though the request for updates still waits', async () => {
    const telegram = await start();
    await fake.user(42).says('một').delivered();
    const before = performance.now();
    await telegram.stop();
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('starting', () => {
  it('ends a webhook that was set before', async () => {
    await fetch(`${fake.root}/bot${fake.token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'http://127.0.0.1:9/nobody' }),
    });
    await start();
    await fake.user(42).says('một').delivered();
    fake.verify();
  });

  it('tells Telegram what to show, and only once', async () => {
    const introduced = fake.called('setMyShortDescription');
    const first = await start();
    await introduced;
    await first.stop();
    const read = fake.called('getMyShortDescription');
    await start();
    await read;
    const written = fake.calls.filter(({ method }) => method.startsWith('setMy'));
    expect(written).toHaveLength(texts.commands.length + 2);
    fake.verify();
  });

  it('offers only commands that the conversation knows', () => {
    const offered = texts.commands.flatMap(({ commands }) => commands.map(({ command }) => command));
    expect(offered.filter((command) => readCommand(`/${command}`) === undefined)).toStrictEqual([]);
  });

  it('goes on without Telegram when the token is wrong, says so once, and comes back when it is right', async () => {
    fake.failNext('getMe', { type: 'error', code: 401, description: 'Unauthorized' }, 2);
    await start();
    const user = fake.user(42);
    await user.says('một').delivered();
    const complaints = log.lines.filter((line) => line.includes('refuses TELEGRAM_BOT_TOKEN'));
    expect(complaints).toHaveLength(1);
    fake.verify();
  });

  it('connects anew when the token is refused later', async () => {
    fake.failNext('getUpdates', { type: 'error', code: 401, description: 'Unauthorized' });
    await start();
    await fake.user(42).says('một').delivered();
    expect(handled.all).toStrictEqual(['một']);
  });

  it('waits for nobody who does not answer, and stops all the same', async () => {
    fake.failNext('getMe', { type: 'hang' });
    const telegram = await start();
    expect(telegram.username()).toBeUndefined();
    await telegram.stop();
  });
});

it('keeps the token and what people say out of the log, whatever fails', async () => {
  for (const method of ['getMe', 'getUpdates', 'setMyCommands', 'answerCallbackQuery', 'sendMessage']) {
    fake.failNext(method, { type: 'drop' });
    fake.failNext(method, { type: 'html' });
  }
  const telegram = await start(() => {
    throw new Error('a bug about chuyện riêng');
  });
  const user = fake.user(4242);
  const press = user.invents('chuyện riêng');
  await user.says('chuyện riêng').delivered();
  await press.delivered();
  const message = { key: 'ob-1', address: '4242', reply: { text: 'chuyện riêng' }, files: [] };
  for (let attempt = 0; attempt < 3; attempt += 1) await telegram.sender.send(message);
  await telegram.stop();
  expect(log.lines.length).toBeGreaterThan(5);
  const all = log.lines.join('\n');
  expect(all).not.toContain(fake.token);
  expect(all).not.toContain(fake.token.slice(-20));
  expect(all).not.toContain('chuyện riêng');
  expect(all).not.toContain('4242');
});
