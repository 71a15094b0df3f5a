import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeTelegram, type FakeTelegram } from './server.js';

let fake: FakeTelegram;

beforeEach(async () => {
  fake = await startFakeTelegram();
});

afterEach(async () => {
  await fake.close();
});

type Answer = { ok: boolean; result?: unknown; error_code?: number; description?: string };

async function call(method: string, payload: object = {}, token = fake.token): Promise<Answer> {
  const response = await fetch(`${fake.root}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const answer = (await response.json()) as Answer;
  expect(response.status).toBe(answer.ok ? 200 : answer.error_code);
  return answer;
}

const verify = () => {
  fake.verify();
};

const keyboard = (data: string, columns = 1) => ({
  inline_keyboard: [Array.from({ length: columns }, () => ({ text: 'x', callback_data: data }))],
});

const misuses: readonly (readonly [what: string, method: string, payload: object, description: RegExp])[] = [
  ['an unknown method', 'sendMesage', {}, /Not Found/],
  ['no chat', 'sendMessage', { text: 'x' }, /chat_id/],
  ['no text', 'sendMessage', { chat_id: 42 }, /text/],
  ['an empty text', 'sendMessage', { chat_id: 42, text: '\n ' }, /message text is empty/],
  ['a text too long', 'sendMessage', { chat_id: 42, text: 'x'.repeat(4097) }, /message is too long/],
  ['a parameter that does not exist', 'sendMessage', { chat_id: 42, text: 'x', texte: 'x' }, /Unrecognized/],
  [
    'button data of 65 bytes',
    'sendMessage',
    { chat_id: 42, text: 'x', reply_markup: keyboard('x'.repeat(65)) },
    /reply_markup/,
  ],
  ['empty button data', 'sendMessage', { chat_id: 42, text: 'x', reply_markup: keyboard('') }, /reply_markup/],
  ['nine buttons in a row', 'sendMessage', { chat_id: 42, text: 'x', reply_markup: keyboard('x', 9) }, /reply_markup/],
  ['a photo nobody knows', 'sendPhoto', { chat_id: 42, photo: 'AgAC' }, /wrong file identifier/],
  ['an answer to no press', 'answerCallbackQuery', { callback_query_id: '1' }, /query ID is invalid/],
  ['a webhook without TLS', 'setWebhook', { url: 'http://example.org/' }, /HTTPS/],
  ['a secret with spaces', 'setWebhook', { url: 'https://example.org/', secret_token: 'a b' }, /secret_token/],
  [
    'a command in capitals',
    'setMyCommands',
    { commands: [{ command: 'Menu', description: 'x' }] },
    /BOT_COMMAND_INVALID/,
  ],
];

describe('the fake Telegram', () => {
  it.each(misuses)('refuses %s, and remembers it', async (_what, method, payload, description) => {
    fake.user(42);
    expect((await call(method, payload)).description).toMatch(description);
    expect(verify).toThrow(method);
  });

  it('refuses wrong tokens', async () => {
    expect(await call('getMe', {}, '1:wrong')).toMatchObject({ error_code: 401 });
    expect(await call('getMe', {}, 'nonsense')).toMatchObject({ error_code: 404 });
  });

  it('knows what is nobody’s fault: an unknown chat, a blocked bot, a group that moved', async () => {
    fake.user(42).blocks();
    fake.group(-7).becomes(-1007);
    const sendTo = (chat: number) => call('sendMessage', { chat_id: chat, text: 'x' });
    expect(await sendTo(9)).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' });
    expect(await sendTo(42)).toMatchObject({ error_code: 403 });
    expect(await sendTo(-7)).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -1007 } });
    expect(await sendTo(-1007)).toMatchObject({ ok: true });
    expect(verify).not.toThrow();
  });

  it('lets a press be answered once', async () => {
    const user = fake.user(42);
    await call('sendMessage', { chat_id: 42, text: 'Câu 1', reply_markup: keyboard('p:1:a') });
    const press = user.presses('x');
    const { result } = await call('getUpdates');
    const [{ callback_query: query }] = result as [{ callback_query: { id: string; data: string } }];
    expect(query.data).toBe('p:1:a');
    expect(await call('answerCallbackQuery', { callback_query_id: query.id })).toMatchObject({ ok: true });
    await press.answered();
    expect(await call('answerCallbackQuery', { callback_query_id: query.id })).toMatchObject({ error_code: 400 });
  });

  it('has no button where there is none', () => {
    expect(() => fake.user(42).presses('Gửi')).toThrow('no button is labelled "Gửi"');
  });

  it('keeps updates until a higher offset confirms them', async () => {
    const first = fake.user(42).says('một');
    const second = fake.user(42).says('hai');
    const ids = async (payload: object) =>
      ((await call('getUpdates', payload)).result as { update_id: number }[]).map((one) => one.update_id);
    expect(await ids({})).toStrictEqual([first.updateId, second.updateId]);
    expect(await ids({ limit: 1 })).toStrictEqual([first.updateId]);
    expect(await ids({ offset: second.updateId })).toStrictEqual([second.updateId]);
    await first.delivered();
    expect(await ids({ offset: second.updateId + 1 })).toStrictEqual([]);
    await second.delivered();
  });

  it('answers a waiting request for updates as soon as there is one', async () => {
    const waiting = call('getUpdates', { timeout: 50 });
    await call('getMe');
    fake.user(42).says('một');
    expect((await waiting).result).toHaveLength(1);
  });

  it('lets only one program ask for updates', async () => {
    const first = call('getUpdates', { timeout: 50 });
    await call('getMe');
    const second = call('getUpdates', { timeout: 50 });
    expect(await first).toMatchObject({ error_code: 409 });
    fake.user(42).says('một');
    expect((await second).result).toHaveLength(1);
    await call('setWebhook', { url: 'https://example.invalid/' });
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
  });

  it('hides from the bot what privacy mode hides in groups', async () => {
    const group = fake.group(-7);
    const member = group.member(42);
    expect(() => member.says('chào cả nhà')).toThrow('privacy mode');
    member.says('/viec');
    member.says(`@${fake.username} MOI-1`);
    await call('sendMessage', { chat_id: -7, text: 'Trả lời gì?', reply_markup: { force_reply: true } });
    expect(await group.next()).toMatchObject({ forceReply: true });
    member.replies('Đã sửa đường');
    expect((await call('getUpdates')).result).toHaveLength(3);
  });

  it('fails a test that waits for a message in vain', async () => {
    await expect(fake.user(42).next(20)).rejects.toThrow('a message to chat 42 did not come within 20 ms');
  });

  it('suffers as scripted, then no more; a script not played out is a fault', async () => {
    const user = fake.user(42);
    const send = () => call('sendMessage', { chat_id: 42, text: 'x' });
    fake.failNext('sendMessage', { type: 'throttle', retryAfter: 3 });
    fake.failNext('sendMessage', { type: 'drop', after: true });
    expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
    expect(user.messages).toHaveLength(0);
    expect(verify).toThrow('never happened');
    await expect(send()).rejects.toThrow();
    expect(user.messages).toHaveLength(1);
    expect(await send()).toMatchObject({ ok: true });
    expect(verify).not.toThrow();
  });
});
