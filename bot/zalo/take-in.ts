import type { ChannelEvents } from '../../handlers/channel-events.js';
import type { HandleInbound } from '../../handlers/handle-inbound.js';
import type { SendingWindows } from '../../handlers/sending-windows.js';
import type { ZaloConfig } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import type { Seal } from '../../runtime/seal.js';
import { envelope, timestamp as readTimestamp } from './event.js';
import { receive, type SignedEvent } from './receive.js';
import { createSignatureCheck } from './signature.js';

export type ZaloWebhookDeps = {
  readonly config: Pick<ZaloConfig, 'appId' | 'oaId' | 'oaSecretKey'>;
  readonly seal: Pick<Seal, 'chatId' | 'personId'>;
  readonly handleInbound: HandleInbound;
  readonly windows: Pick<SendingWindows, 'open'>;
  readonly events: ChannelEvents;
  readonly log: Logger;
  readonly now?: () => number;
};

/** A call as it came, from anybody. */
export type Call = { readonly signature: string | undefined; readonly bytes: Uint8Array };

/** What to answer; 503 has Zalo send the event again. */
export type Status = 200 | 400 | 401 | 413 | 503;

/** Takes in one call; resolves once what it says is stored, and never rejects. */
export type TakeIn = (call: Call) => Promise<Status>;

/** The server has limited it before; whoever parses does not rely on that. */
const longestBody = 64 * 1024;

/** Zalo is said to send an event again for 12 hours until it was answered 200: an hour more for its queue and our clock. */
const oldestMs = 13 * 3_600_000;
/** Clocks that are kept by network time differ by less. */
const newestMs = 5 * 60_000;

export function createTakeIn(deps: ZaloWebhookDeps): TakeIn {
  const { config, log, now = Date.now } = deps;
  const isSigned = createSignatureCheck(config);

  const takeIn: TakeIn = async ({ signature, bytes }) => {
    const refuse = (why: string): Status => {
      log.warn(`a webhook call with ${why} was refused`);
      return 401;
    };
    if (signature === undefined || signature === '') return refuse('no signature');
    if (bytes.byteLength > longestBody) return 413;
    // The timestamp that is signed along stands in the body, so this is read before anything is known of the sender.
    const text = Buffer.from(bytes).toString('utf8');
    const body = parseJson(text);
    const outer = envelope.safeParse(body);
    if (!outer.success) return 400;
    const timestamp = readTimestamp.safeParse(outer.data.timestamp).data;
    if (timestamp === undefined) return refuse('no timestamp');
    if (!isSigned({ signature, bytes, timestamp })) return refuse('a wrong signature');
    const at = now();
    const age = at - Number(timestamp);
    if (age > oldestMs || age < -newestMs) return refuse('a timestamp of another day');
    return act(deps, { name: outer.data.event_name, timestamp, body }, text, at);
  };

  return async (call) => {
    try {
      return await takeIn(call);
    } catch (error) {
      log.error({ err: error }, 'an event of Zalo could not be handled');
      return 503;
    }
  };
}

async function act(deps: ZaloWebhookDeps, event: SignedEvent, text: string, now: number): Promise<Status> {
  const { log, events } = deps;
  const received = receive(event, { ...deps, now });
  switch (received.type) {
    case 'ignored':
      return 200;
    case 'foreign':
      // Somebody linked one webhook with several OAs. The signature is right, so it is no attack, and to refuse it would
      // bring it back for hours and have Zalo disable the webhook, for our OA too.
      log.warn('an event of another app or OA was left out');
      return 200;
    case 'unreadable':
      // The name is one of those that the program knows, so it may be logged. To refuse the event would only bring it back.
      log.warn({ event: event.name }, 'an event of Zalo is not as documented and was left out');
      await events.unknown(event.name, text, now);
      return 200;
    case 'unknown':
      await events.unknown(event.name.replace(/[^\w.-]/g, '_').slice(0, 60), text, now);
      return 200;
    case 'left':
      await events.closed(received.address, received.at);
      return 200;
    case 'did': {
      // Before the answer is made, which would otherwise find the time for writing closed.
      await deps.windows.open(received.address, received.at);
      if (received.inbound === undefined) return 200;
      const outcome = await deps.handleInbound(received.inbound);
      return outcome.type === 'unavailable' ? 503 : 200;
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
