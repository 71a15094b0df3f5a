import type { RequestHandler } from 'express';
import type { AttachmentId } from '../../core/ids.js';
import type { Sender } from '../../core/sender.js';
import type { ChannelEvents } from '../../handlers/channel-events.js';
import type { HandleInbound } from '../../handlers/handle-inbound.js';
import type { SendingWindows } from '../../handlers/sending-windows.js';
import type { TokenVault } from '../../handlers/token-vault.js';
import type { ZaloConfig } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import type { Seal } from '../../runtime/seal.js';
import { createAccessTokens } from './access-token.js';
import { createZaloApi } from './api.js';
import { zaloRoutes } from './routes.js';
import { createZaloSender } from './send.js';
import { createZaloWebhook } from './webhook.js';

export type Zalo = {
  readonly sender: Sender;
  /** `POST /webhook/zalo`, and a page for whoever lets the program in. */
  readonly routes: RequestHandler;
  /** Keeps the tokens fresh until stopped. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

export type ZaloParts = {
  readonly config: ZaloConfig;
  readonly seal: Pick<Seal, 'chatId' | 'personId'>;
  readonly handleInbound: HandleInbound;
  readonly windows: SendingWindows;
  readonly events: ChannelEvents;
  readonly vault: TokenVault;
  /** Where a file can be opened that Zalo does not carry; undefined when nobody can reach this server. */
  readonly fileLink: (id: AttachmentId) => string | undefined;
  readonly log: Logger;
};

/** Zalo lets an OA answer with so many messages free of charge, for so long after the person last did something. */
export const freeMessages = { messages: 8, ms: 48 * 3_600_000 };

/** The Zalo Official Account: what its followers say comes by webhook, what they are answered goes by its API. */
export function createZalo({
  config,
  seal,
  handleInbound,
  windows,
  events,
  vault,
  fileLink,
  log: parent,
}: ZaloParts): Zalo {
  const log = parent.child({ channel: 'zalo' });
  const tokens = createAccessTokens({ config, vault, log });
  const api = createZaloApi({ config, tokens });
  return {
    sender: createZaloSender({ config, api, windows, fileLink, log }),
    routes: zaloRoutes(createZaloWebhook({ config, seal, handleInbound, windows, events, log })),
    start: tokens.start,
    stop: tokens.stop,
  };
}
