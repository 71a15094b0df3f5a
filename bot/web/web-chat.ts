import path from 'node:path';
import { Router, type RequestHandler } from 'express';
import type { Sender } from '../../core/sender.js';
import type { HandleInbound } from '../../handlers/handle-inbound.js';
import type { ReadAttachment } from '../../handlers/read-attachment.js';
import type { WebMailbox } from '../../handlers/web-mailbox.js';
import type { Config } from '../../runtime/config.js';
import type { Logger } from '../../runtime/logger.js';
import { packageRoot } from '../../runtime/paths.js';
import type { Seal } from '../../runtime/seal.js';
import { forgetChat } from './forget.js';
import { createIdentities } from './identity.js';
import { defaultLimits, limitAddress, limitChat, type Limits } from './limits.js';
import { createOpenStreams } from './open-streams.js';
import { servePage } from './page.js';
import { receiveFiles } from './receive-file.js';
import { receiveMessages } from './receive.js';
import { jsonOnly, sameOriginOnly } from './same-origin.js';
import { createWebSender } from './send.js';
import { showAttachment } from './show-attachment.js';
import { streamMessages } from './stream.js';
import { createUploads } from './uploads.js';

export type WebChatParts = {
  readonly config: Pick<Config, 'http' | 'dataDir'>;
  readonly seal: Seal;
  readonly mailbox: WebMailbox;
  readonly handleInbound: HandleInbound;
  readonly readAttachment: ReadAttachment;
  readonly log: Logger;
  readonly now?: () => number;
  readonly limits?: Partial<Limits>;
  readonly heartbeatMs?: number;
};

export type WebChat = {
  /** The page and its protocol, written down in docs/web-chat.md. Wants `json`, the server's own parser of bodies. */
  readonly router: (json: RequestHandler) => Router;
  readonly sender: Sender;
  /** Ends the open streams; browsers come back by themselves. */
  readonly close: () => void;
};

const sweepEveryMs = 6 * 60 * 60 * 1000;

/** The web chat as a whole: a channel whose app is our own page. */
export function createWebChat(parts: WebChatParts): WebChat {
  const { config, seal, mailbox, log, now = Date.now, heartbeatMs = 15_000 } = parts;
  const limits = { ...defaultLimits, ...parts.limits };
  const { publicUrl } = config.http;
  const identities = createIdentities(seal, publicUrl?.startsWith('https:') === true);
  const uploads = createUploads(config.dataDir);
  const open = createOpenStreams();
  const intake = { mailbox, handleInbound: parts.handleInbound, now, log };

  const sweep = () => {
    uploads.sweep(now()).catch((error: unknown) => {
      log.warn({ err: error }, 'old uploads could not be swept');
    });
  };
  sweep();
  const sweeping = setInterval(sweep, sweepEveryMs).unref();

  const chat = (json: RequestHandler): Router => {
    const router = Router();
    const messages = limitChat(limits.messagesPerMinute);
    router.use(limitAddress(limits.requestsPerMinute), neverCached);
    router.get('/stream', streamMessages({ mailbox, identities, open, limits, heartbeatMs, log }));
    router.get('/attachments/:id', showAttachment(parts.readAttachment, identities));
    router.use(sameOriginOnly(publicUrl));
    router.post('/attachments', limitChat(limits.uploadsPerMinute), receiveFiles(intake, identities, uploads));
    router.post('/messages', messages, jsonOnly, json, receiveMessages(intake, identities));
    router.post('/forget', messages, jsonOnly, json, forgetChat(mailbox, identities, open));
    return router;
  };

  return {
    router: (json) => {
      const router = Router();
      router.use('/chat', chat(json));
      router.use(servePage(path.join(packageRoot, 'bot/web/page')));
      return router;
    },
    sender: createWebSender({ mailbox, seal, uploads }),
    close: () => {
      clearInterval(sweeping);
      open.close();
    },
  };
}

const neverCached: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
