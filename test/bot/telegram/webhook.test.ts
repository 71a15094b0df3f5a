import { once } from 'node:events';
import http from 'node:http';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HandleInbound } from '../../../handlers/handle-inbound.js';
import type { Telegram } from '../../../bot/telegram/bot.js';
import { createInbox, type Inbox } from '../../fakes/telegram/inbox.js';
import { startFakeTelegram, type FakeTelegram } from '../../fakes/telegram/server.js';
import { collectLog, configFor, createBot, textOf, webhookSecret } from './support.js';

let fake: FakeTelegram;
let server: http.Server;
let url: string;
let telegram: Telegram | undefined;
let log: ReturnType<typeof collectLog>;
let handled: Inbox<string>;
/** What handling comes to; the test's own where it says so. */
let handleInbound: HandleInbound;

beforeEach(async () => {
  fake = await startFakeTelegram();
  log = collectLog();
  handled = createInbox();
  handleInbound = (inbound) => {
    handled.put(textOf(inbound));
    return Promise.resolve({ type: 'handled' });
  };
  const app = express();
  server = http.createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/webhook/telegram`;
  telegram = createBot(
    configFor(fake, { type: 'webhook', url, secret: webhookSecret }),
    (inbound) => handleInbound(inbound),
    log.log,
  );
  const { webhook } = telegram;
  if (webhook === undefined) throw new Error('there is no webhook');
  app.post('/webhook/telegram', express.json(), webhook);
});

afterEach(async () => {
  await telegram?.stop();
  await fake.close();
  server.closeAllConnections();
  server.close();
});

const call = (body: string, secret: Readonly<Record<string, string>>) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...secret }, body });

async function post(body: string): Promise<number> {
  return (await call(body, { 'x-telegram-bot-api-secret-token': webhookSecret })).status;
}

const update = (content: object = {}) =>
  JSON.stringify({
    update_id: 1,
    message: { chat: { id: 42, type: 'private' }, from: { id: 42, is_bot: false }, text: 'x', ...content },
  });

describe('the webhook', () => {
  it('is set with its secret, and brings what people say', async () => {
    await telegram?.start();
    const user = fake.user(42);
    await user.says('Xin chào').delivered();
    expect(await handled.take('the message')).toBe('Xin chào');
    expect(fake.webhookCalls).toStrictEqual([{ updateId: expect.any(Number) as number, status: 200 }]);
    expect(telegram?.username()).toBe(fake.username);
    fake.verify();
  });

  it('answers a press in the same breath', async () => {
    await telegram?.start();
    const press = fake.user(42).invents('p:1:tot');
    await Promise.all([press.answered(), press.delivered()]);
    expect(fake.calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(1);
    fake.verify();
  });

  it.each([
    ['no secret', undefined],
    ['a wrong secret', 'secret-of-the-webhooc'],
    ['an empty secret', ''],
    ['a longer secret', `${webhookSecret}x`],
  ])('refuses a call with %s and looks at nothing in it', async (_what, secret) => {
    const response = await call(update(), secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret });
    expect(response.status).toBe(401);
    expect(handled.all).toStrictEqual([]);
    expect(log.lines.join()).toContain('wrong secret');
  });

  it.each([
    ['broken JSON', '{"update_id":1,', 400],
    ['something that is no update', '{"hello":"world"}', 400],
    ['a list', '[1,2]', 400],
    ['an update whose message is not as documented', '{"update_id":1,"message":{"text":5}}', 200],
    ['an update that says nothing', '{"update_id":1,"poll":{}}', 200],
    ['a message', update(), 200],
  ])('answers %s', async (_what, body, status) => {
    expect(await post(body)).toBe(status);
    expect(handled.all).toHaveLength(body === update() ? 1 : 0);
  });

  it('answers 200 only after what was said is stored', async () => {
    let commit: () => void = () => undefined;
    handleInbound = (inbound) =>
      new Promise((resolve) => {
        commit = () => {
          resolve({ type: 'handled' });
        };
        handled.put(textOf(inbound));
      });
    let answered = false;
    const posting = post(update()).then((status) => {
      answered = true;
      return status;
    });
    await handled.take('the message');
    // A whole exchange with the same server, so that an answer given too early would be here by now.
    expect(await post('{}')).toBe(400);
    expect(answered).toBe(false);
    commit();
    expect(await posting).toBe(200);
  });

  it('has Telegram bring again what could not be stored, before anything later of the same chat', async () => {
    const outcomes = ['unavailable', 'throws', 'unavailable'];
    handleInbound = (inbound) => {
      const outcome = outcomes.shift();
      if (outcome === 'throws') throw new Error('a bug');
      if (outcome === 'unavailable') return Promise.resolve({ type: 'unavailable' });
      handled.put(textOf(inbound));
      return Promise.resolve({ type: 'handled' });
    };
    await telegram?.start();
    const user = fake.user(42);
    user.says('một');
    await user.says('hai').delivered();
    expect(handled.all).toStrictEqual(['một', 'hai']);
    expect(fake.webhookCalls.map(({ status }) => status)).toStrictEqual([503, 503, 503, 200, 200]);
    fake.verify();
  });

  it('answers 200 to what it knows already', async () => {
    const seen = new Set<string>();
    handleInbound = ({ externalId }) => {
      handled.put(externalId);
      if (seen.has(externalId)) return Promise.resolve({ type: 'repeated' });
      seen.add(externalId);
      return Promise.resolve({ type: 'handled' });
    };
    await telegram?.start();
    fake.deliverTwice(2);
    await fake.user(42).says('x').delivered();
    expect(handled.all).toHaveLength(3);
    expect(seen.size).toBe(1);
    expect(fake.webhookCalls.map(({ status }) => status)).toStrictEqual([200, 200, 200]);
  });
});
