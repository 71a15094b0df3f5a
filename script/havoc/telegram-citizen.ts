import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BotApi } from '../measure/bot-api.js';
import { isNews, type Citizen, type Entry } from './citizen.js';
import type { Line } from './lines.js';

export type TelegramWebhook = { readonly url: string; readonly secret: string };

const patienceMs = 60_000;
const retryMs = 150;
const requestMs = 10_000;

let lastUpdate = 1_000_000;

/** Somebody in a private chat of Telegram, whose servers repeat an update until the webhook answers 2xx. */
export function telegramCitizen(name: string, chat: number, webhook: TelegramWebhook, api: BotApi): Citizen {
  const entries: Entry[] = [];
  const news = new EventEmitter();
  let before = 0;
  api.listen(chat, ({ text }) => {
    entries.push({ author: 'bot', text });
    news.emit('message');
  });

  const answered = ({ expect }: Line) =>
    // An answer from before a kill may come once more: it is not the one that is waited for.
    entries.slice(before).some(({ author, text }) => author === 'bot' && !isNews(text) && expect.test(text));

  const until = (isSo: () => boolean, otherwise: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (!isSo()) return;
        clearTimeout(timer);
        news.off('message', look);
        resolve();
      };
      const timer = setTimeout(() => {
        news.off('message', look);
        reject(new Error(`${otherwise}; the last message is: ${entries.at(-1)?.text ?? 'none'}`));
      }, patienceMs);
      news.on('message', look);
      look();
    });

  return {
    name,
    channel: 'telegram',
    say: async ({ say, start }) => {
      before = entries.length;
      const text = start === true ? `/start ${say}`.trim() : say;
      entries.push({ author: 'me', text });
      lastUpdate += 1;
      await untilTaken(webhook, textUpdate(lastUpdate, chat, text));
      return {};
    },
    hear: (line) => until(() => answered(line), `"${line.say}" was not answered`),
    catchUp: (answers) =>
      until(
        () => entries.filter(({ author, text }) => author === 'bot' && !isNews(text)).length >= answers,
        `${answers} answers were not seen`,
      ),
    transcript: () => Promise.resolve(entries),
    leave: () => undefined,
  };
}

async function untilTaken({ url, secret }: TelegramWebhook, update: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  for (;;) {
    try {
      const signal = AbortSignal.timeout(requestMs);
      const response = await fetch(url, { method: 'POST', headers, body: update, signal });
      await response.body?.cancel();
      if (response.ok) return;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    }
    await sleep(retryMs);
  }
}

function textUpdate(updateId: number, chat: number, text: string): string {
  return JSON.stringify({
    update_id: updateId,
    message: {
      message_id: updateId,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat, type: 'private' },
      from: { id: chat, is_bot: false, first_name: 'Chaos' },
      text,
    },
  });
}
