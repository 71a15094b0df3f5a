import type { Sender } from '../../core/sender.js';
import type { HandleInbound } from '../../handlers/handle-inbound.js';
import type { TelegramConfig } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import type { Seal } from '../../runtime/seal.js';
import { connectApi } from './api.js';
import { readFailure } from './failure.js';
import type { Handling } from './handle.js';
import { introduce } from './introduce.js';
import { backOff, pause } from './pause.js';
import { poll } from './poll.js';
import { receive } from './receive.js';
import { createTelegramSender } from './send.js';
import { wantedUpdates } from './update.js';
import { createWebhook, type Webhook } from './webhook.js';

export type Telegram = {
  readonly sender: Sender;
  /** In webhook mode: the Express handler of `POST /webhook/telegram`, behind `express.json()`. */
  readonly webhook?: Webhook;
  /** The bot's name, once Telegram has told it; links.ts makes links of it. */
  readonly username: () => string | undefined;
  /** Begins to receive. Settles after the first attempt, good or bad, or a few seconds; trouble is logged and retried. */
  readonly start: () => Promise<void>;
  /** Ends receiving; what is being handled is finished first. The sender goes on for whoever still has to send. */
  readonly stop: () => Promise<void>;
};

/** A start that nobody answers is not waited for any longer. */
const startMs = 2000;
/** How long a last call may take at the end. */
const farewellMs = 1000;

export type TelegramParts = {
  readonly config: TelegramConfig;
  readonly seal: Pick<Seal, 'chatId' | 'personId'>;
  readonly handleInbound: HandleInbound;
  readonly log: Logger;
};

export function createTelegram({ config, seal, handleInbound, log: parent }: TelegramParts): Telegram {
  const log = parent.child({ channel: 'telegram' });
  const connection = connectApi(config);
  const { receiving, cut } = connection;
  const stopping = new AbortController();
  const { signal } = stopping;
  const background = new Set<Promise<unknown>>();
  let username: string | undefined;

  const handling: Handling = {
    receive: (update) => receive(update, { seal, username, now: Date.now() }),
    handleInbound,
    log,
  };

  /** For calls whose success nothing depends on. */
  const inBackground = (what: string, call: () => Promise<unknown>) => {
    const task = call()
      .catch((error: unknown) => {
        log.debug({ err: error }, `${what} failed`);
      })
      .finally(() => background.delete(task));
    background.add(task);
  };
  const answerPress = (id: string) => {
    inBackground('answering a button press', () => receiving.raw.answerCallbackQuery({ callback_query_id: id }));
  };

  async function connect(): Promise<void> {
    username = (await receiving.raw.getMe()).username;
    const { receive: mode } = config;
    if (mode.type === 'webhook') {
      await receiving.raw.setWebhook({ url: mode.url, secret_token: mode.secret, allowed_updates: wantedUpdates });
    } else {
      await receiving.raw.deleteWebhook({});
    }
    log.info({ mode: mode.type }, 'Telegram is connected');
    inBackground('the introduction', () => introduce(receiving));
  }

  /** Connects, again and again where needed, and receives until stopped. `tried` is called after the first attempt. */
  async function run(tried: () => void): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await connect();
        failures = 0;
      } catch (error) {
        failures += 1;
        report(error, failures);
      }
      tried();
      if (failures === 0) {
        if (config.receive.type === 'webhook') return;
        if ((await poll({ ...handling, api: receiving, answerPress, signal })) === 'stopped') return;
      }
      await pause(backOff(failures, 500, 300_000), signal);
    }
  }

  function report(error: unknown, failures: number): void {
    if (signal.aborted) return;
    const failure = readFailure(error);
    const known = { failures, because: failure.because };
    if (failure.because !== 'misconfigured') log.warn(known, 'Telegram cannot be reached; trying again');
    else if (failures === 1) log.error(known, 'Telegram refuses TELEGRAM_BOT_TOKEN; the other channels work on');
  }

  let running: Promise<void> | undefined;
  return {
    sender: createTelegramSender(config, connection),
    ...(config.receive.type === 'webhook' ? { webhook: createWebhook(config.receive.secret, handling) } : {}),
    username: () => username,
    start: () =>
      new Promise((resolve) => {
        setTimeout(resolve, startMs).unref();
        running ??= run(resolve)
          .catch((error: unknown) => {
            log.fatal({ err: error }, 'receiving from Telegram ended by a fault of this program');
          })
          .finally(resolve);
      }),
    stop: async () => {
      stopping.abort();
      cut();
      const timer = setTimeout(cut, farewellMs);
      await running;
      await Promise.all(background);
      clearTimeout(timer);
    },
  };
}
