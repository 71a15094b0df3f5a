import { connectApi } from '../bot/telegram/api.js';
import type { Config } from '../runtime/config.js';

/** The bot's name at Telegram, for links; undefined when Telegram is not set up or does not answer. */
export async function telegramName({ telegram }: Config): Promise<string | undefined> {
  if (telegram === undefined) return undefined;
  const { receiving, cut } = connectApi(telegram);
  try {
    return (await receiving.getMe()).username;
  } catch {
    return undefined;
  } finally {
    cut();
  }
}
