import type { Channel } from '../core/channel.js';
import type { Directory } from '../core/directory.js';
import { resultsSettings } from '../core/results/settings.js';
import type { Understand } from '../core/labels.js';
import type { Sender } from '../core/sender.js';
import type { SurveyForm } from '../core/survey-form.js';
import { createChannelEvents } from '../handlers/channel-events.js';
import { createFileLinks, createReadByLink } from '../handlers/file-links.js';
import { createSendingWindows } from '../handlers/sending-windows.js';
import { createTokenVault } from '../handlers/token-vault.js';
import { createShowCounter } from '../handlers/counter-screen.js';
import { createDeliveries } from '../handlers/deliveries.js';
import { createFetchAttachment } from '../handlers/fetch-attachment.js';
import { createInboundHandler, type HandleInbound } from '../handlers/handle-inbound.js';
import { startLookingAgain } from '../handlers/left-alone.js';
import { keepForms } from '../handlers/keep-forms.js';
import { createHealthChecks } from '../handlers/health.js';
import type { Store } from '../handlers/store.js';
import { startSweeping } from '../handlers/sweep.js';
import { createReadAttachment } from '../handlers/read-attachment.js';
import { createWebMailbox } from '../handlers/web-mailbox.js';
import { webAddress, type Config, type ZaloConfig } from '../runtime/config.js';
import { readYaml } from '../runtime/read-data.js';
import type { Logger } from '../runtime/logger.js';
import type { Metrics } from '../runtime/metrics.js';
import type { Queues } from '../runtime/queues.js';
import { createDirectSending } from './deliver/direct.js';
import { createInOrder } from './deliver/in-order.js';
import { startQueueSending } from './deliver/queue.js';
import { createServer, listen } from './server.js';
import { createTelegram, type Telegram } from './telegram/bot.js';
import type { Zalo } from './zalo/bot.js';
import { createSharedFile } from './web/shared-file.js';
import { createCounterScreen } from './web/counter/route.js';
import { createWebChat } from './web/web-chat.js';

export type BotParts = {
  readonly config: Config;
  readonly store: Store;
  readonly queues: Queues;
  readonly directory: Directory;
  readonly forms: readonly SurveyForm[];
  readonly understand: Understand;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** The relay of this process, when the worker runs in it too. */
  readonly wakeRelay: () => void;
};

export type RunningBot = {
  readonly port: number;
  readonly telegramName: () => string | undefined;
  /** First nothing more comes in, then what was answered goes out. */
  readonly stop: () => Promise<void>;
};

/** Starts everything that talks with people: the channels, the HTTP server, and the sending of replies and notices. */
export async function startBot(parts: BotParts): Promise<RunningBot> {
  const { config, store, queues, directory, forms, understand, metrics, log } = parts;
  const { seal } = store;
  await keepForms(store, forms);
  await readYaml('results.yaml', resultsSettings); // a fault in it is told now, not when somebody asks for results
  const senders = new Map<Channel, Sender>();
  const inOrder = createInOrder();
  const deliveries = createDeliveries({ store, directory, forms, dataDir: config.dataDir, log });
  const sending = { senders, stopped: new Map<Channel, number>(), deliveries, log, metrics };
  const direct = createDirectSending({ ...sending, inOrder });
  const handle = createInboundHandler({
    store,
    world: { directory, forms, homeProvince: config.homeProvince, understand, seal, log },
    sendNow: direct.sendNow,
    wakeRelay: parts.wakeRelay,
  });
  const handleInbound = measured(handle, metrics);

  const mailbox = createWebMailbox(store);
  const readAttachment = createReadAttachment(store, config.dataDir);
  const web = createWebChat({ config, seal, mailbox, handleInbound, readAttachment, log });
  senders.set('web', web.sender);
  const telegram: Telegram | undefined =
    config.telegram === undefined ? undefined : createTelegram({ config: config.telegram, seal, handleInbound, log });
  if (telegram !== undefined) senders.set('telegram', telegram.sender);
  const zalo = config.zalo === undefined ? undefined : await openZalo(parts, config.zalo, handleInbound);
  if (zalo !== undefined) senders.set('zalo', zalo.sender);

  const fetchAttachment = createFetchAttachment({
    store,
    dataDir: config.dataDir,
    fetchFile: async (channel, sourceRef, kind) =>
      (await senders.get(channel)?.fetchFile(sourceRef, kind)) ?? { type: 'failed', because: 'unreachable' },
  });
  const rates = new Map<Channel, number>([
    ['web', webMessagesPerSecond],
    ...(config.telegram === undefined ? [] : [['telegram', config.telegram.messagesPerSecond] as const]),
    ...(config.zalo === undefined ? [] : [['zalo', config.zalo.messagesPerSecond] as const]),
  ]);
  startQueueSending({ ...sending, queues, inOrder, fetchAttachment, rates });

  const base = webAddress(config.http);
  const linkTo = (parameter: string): string => `${base}/?start=${parameter}`;
  const counterScreen = createShowCounter({ store, directory, forms, linkTo });
  const app = createServer({
    config,
    web,
    counter: createCounterScreen({ counterScreen, now: Date.now, log }),
    ...(telegram?.webhook === undefined ? {} : { telegramWebhook: telegram.webhook }),
    ...(zalo === undefined ? {} : { zalo: zalo.routes }),
    sharedFile: createSharedFile({ readByLink: createReadByLink(store, config.dataDir), log }),
    health: createHealthChecks(store, queues),
    metrics: metrics.registry,
    log,
  });
  const lookingAgain = startLookingAgain({ store, handleInbound, now: Date.now, log });
  const sweeping = await startSweeping({ store, dataDir: config.dataDir, log });
  const server = await listen(app, { ...config.http, onClose: web.close });
  await telegram?.start();
  // Last: it may renew the tokens at once, and from here on somebody waits for that at the end.
  zalo?.start();
  return {
    port: server.port,
    telegramName: () => telegram?.username(),
    stop: async () => {
      sweeping.stop();
      await lookingAgain.stop();
      await Promise.all([server.close(), telegram?.stop(), zalo?.stop()]);
      await inOrder.idle();
    },
  };
}

/** Loaded where it is set up: to others it would only cost time and memory. */
async function openZalo(
  { store, config, metrics, log }: BotParts,
  zalo: ZaloConfig,
  handleInbound: HandleInbound,
): Promise<Zalo> {
  const { createZalo, freeMessages } = await import('./zalo/bot.js');
  const { seal } = store;
  const events = createChannelEvents(store, 'zalo');
  const fileLink = createFileLinks({ seal, base: webAddress(config.http) });
  return createZalo({
    config: zalo,
    seal,
    handleInbound,
    windows: createSendingWindows(store, 'zalo', freeMessages),
    events: {
      ...events,
      unknown: (name, payload, at) => {
        metrics.inbound.inc({ channel: 'zalo', outcome: 'unknown' });
        return events.unknown(name, payload, at);
      },
    },
    vault: createTokenVault(store, 'zalo'),
    // Without an address of its own nobody outside could open it.
    fileLink: (id) => (config.http.publicUrl === undefined ? undefined : fileLink(id, Date.now())),
    log,
  });
}

/** The web chat is our own: the limit only keeps a burst from crowding out the rest. */
const webMessagesPerSecond = 1000;

function measured(handle: HandleInbound, metrics: Metrics): HandleInbound {
  return async (inbound) => {
    const end = metrics.turnSeconds.startTimer();
    const outcome = await handle(inbound);
    end();
    metrics.inbound.inc({ channel: inbound.channel, outcome: outcome.type });
    return outcome;
  };
}
