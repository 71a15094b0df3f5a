import type { Inbound } from '../../../core/inbound.js';
import { createTelegram, type Telegram } from '../../../bot/telegram/bot.js';
import type { HandleInbound } from '../../../handlers/handle-inbound.js';
import type { TelegramConfig } from '../../../runtime/config.js';
import { createLogger, type Logger } from '../../../runtime/logger.js';
import { createSeal } from '../../../runtime/seal.js';
import type { FakeTelegram } from '../../fakes/telegram/server.js';

/** The smallest file that Telegram takes for a photo. */
export const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('not much of a picture')]);

export const webhookSecret = 'secret-of-the-webhook';

export function configFor(
  fake: FakeTelegram,
  receive: TelegramConfig['receive'] = { type: 'polling' },
): TelegramConfig {
  return { token: fake.token, apiRoot: fake.root, messagesPerSecond: 3000, receive };
}

/** Collects the log, line by line. */
export function collectLog(): { readonly log: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return { log: createLogger('trace', { write: (line) => lines.push(line) }), lines };
}

/** The bot's Telegram side with `handleInbound` of the test's own. */
export function createBot(config: TelegramConfig, handleInbound: HandleInbound, log: Logger): Telegram {
  return createTelegram({ config, seal: createSeal(Buffer.alloc(32, 7)), handleInbound, log });
}

/** What an inbound says, as far as these tests tell messages apart. */
export function textOf({ content }: Inbound): string {
  return content.type === 'text' ? content.text : content.type;
}
