import path from 'node:path';
import { assertNever } from '../core/assert-never.js';
import { afterFailure, retryDelayMs } from '../core/attempts.js';
import type { Channel } from '../core/channel.js';
import type { Directory } from '../core/directory.js';
import type { AttachmentId, ChatId } from '../core/ids.js';
import type { Notice } from '../core/notice.js';
import type { Reply } from '../core/reply.js';
import type { OutgoingFile } from '../core/sender.js';
import type { SurveyForm } from '../core/survey-form.js';
import { renderNotice } from '../flows/notices/render.js';
import { isStoreBusy, type Store, type Tx } from '../prisma/client.js';
import { findAttachments } from '../prisma/store/attachments.js';
import { findCase } from '../prisma/store/cases.js';
import { areLinked } from '../prisma/store/chat-links.js';
import { markUnreachable, moveChat, readChat } from '../prisma/store/conversations.js';
import {
  buryOutbox,
  chatOfRow,
  claimOutbox,
  doneOutbox,
  holdOutbox,
  keepBackOutbox,
  olderWaits,
  postponeOutbox,
  releaseOutbox,
  type OutboxRow,
} from '../prisma/store/outbox.js';
import { settleForwarding } from '../prisma/store/forwardings.js';
import { endSeatsOfChat, findSeat } from '../prisma/store/seats.js';
import type { Logger } from '../runtime/logger.js';
import { sayElsewhere } from './another-way.js';
import { campaignProgress } from './campaign-progress.js';
import { claimMs } from './commit-effect.js';
import { seatResults } from './seat-results.js';
import type { CommittedReply } from './handle-inbound.js';

/** One message ready to be sent. */
export type Delivery = {
  readonly outboxId: number;
  readonly channel: Channel;
  readonly chat: ChatId;
  readonly address: string;
  readonly reply: Reply;
  readonly files: readonly OutgoingFile[];
  /** How often it was tried before. */
  readonly attempts: number;
  /** The forwarding that this message carries out, if it is one. */
  readonly forwarding?: string;
};

/** What becomes of a delivery that was tried. */
export type Settlement =
  | { readonly type: 'sent' }
  /** Try again; `error` is shown by `npm run dead` and in the log, so it names no person. */
  | { readonly type: 'retry'; readonly error: string }
  | { readonly type: 'give-up'; readonly error: string }
  /** The chat is closed to us: nothing more goes there until the person writes again. */
  | { readonly type: 'chat-closed' }
  | { readonly type: 'chat-moved'; readonly address: string };

export type Deliveries = {
  /** A reply that this process has just committed, and so has claimed. */
  readonly ofReply: (committed: CommittedReply) => Promise<Delivery>;
  /** The chat that a row goes to; undefined when it is done or given up. */
  readonly chatOf: (outboxId: number) => Promise<string | undefined>;
  /**
   * Claims a row, and what waits before it in the same chat; nothing while somebody else has that in hand.
   * A notice that need not be said any more is settled here and does not appear.
   */
  readonly claim: (outboxId: number) => Promise<readonly Delivery[]>;
  /** Whether something that was decided earlier for its chat has not been sent yet. */
  readonly isOvertaking: (committed: CommittedReply) => Promise<boolean>;
  /** Goes on with claims: they end soon, so that what a killed process had in hand is not left lying. */
  readonly hold: (outboxIds: readonly number[]) => Promise<void>;
  readonly settle: (delivery: Delivery, settlement: Settlement) => Promise<void>;
  /** Gives claimed rows back untried. */
  readonly release: (outboxIds: readonly number[]) => Promise<void>;
  /**
   * Puts claimed rows aside until the person writes: what answers him then takes along what waits before it. News of his
   * case is said meanwhile in another app of his.
   */
  readonly keepBack: (outboxIds: readonly number[]) => Promise<void>;
};

/** How often what waits for a person is tried all the same: the channel may have become more generous. */
const keptBackMs = 7 * 24 * 3_600_000;

export function createDeliveries(deps: {
  readonly store: Store;
  readonly directory: Directory;
  readonly forms: readonly SurveyForm[];
  readonly dataDir: string;
  readonly log: Logger;
}): Deliveries {
  const { store, directory, forms, dataDir, log } = deps;
  const sent = ({ outboxId, forwarding }: Pick<Delivery, 'outboxId' | 'forwarding'>): Promise<void> =>
    writeDoggedly(store, async (tx) => {
      await doneOutbox(tx, [outboxId]);
      if (forwarding !== undefined) await settleForwarding(tx, forwarding, { state: 'sent', at: Date.now() });
    });

  const files = async (ids: readonly AttachmentId[] | undefined): Promise<readonly OutgoingFile[]> => {
    if (ids === undefined || ids.length === 0) return [];
    const found = await findAttachments(store.db, ids);
    return found
      .filter((attachment) => attachment.state === 'stored')
      .map(({ id, kind, mime }) => ({ id, kind, mime, path: attachmentPath(dataDir, id) }));
  };

  const caseOfAttachment = async (notice: Notice): Promise<string | undefined> =>
    notice.type === 'attachment-failed' ? (await findAttachments(store.db, [notice.attachment]))[0]?.case : undefined;

  const words = async (notice: Notice, chat: string): Promise<Reply | undefined> => {
    const now = Date.now();
    const caseId = 'case' in notice ? notice.case : await caseOfAttachment(notice);
    const subject = caseId === undefined ? undefined : await findCase(store.db, store.seal, { id: caseId });
    // Said in another app than the case came by: only as long as that is his.
    if (notice.type === 'case-news' && subject?.chat !== undefined && subject.chat !== chat)
      if (!(await areLinked(store.db, subject.chat, chat))) return undefined;
    const seat = 'seat' in notice ? await findSeat(store.db, notice.seat) : undefined;
    const progress =
      notice.type === 'campaign-progress' ? await campaignProgress(store.db, notice.campaign, now) : undefined;
    const results =
      notice.type === 'survey-results' && seat !== undefined
        ? await seatResults(store, directory, seat, notice.campaign, now)
        : undefined;
    return renderNotice(notice, {
      now,
      directory,
      forms,
      ...(subject === undefined ? {} : { case: subject }),
      ...(seat === undefined ? {} : { seat }),
      ...(progress === undefined ? {} : { progress }),
      ...(results === undefined ? {} : { results }),
    });
  };

  const prepare = async (row: OutboxRow): Promise<Delivery | undefined> => {
    const { payload } = row;
    if (payload.type !== 'reply' && payload.type !== 'notice') return undefined;
    const chat = await readChat(store, payload.chat);
    if (chat === undefined || chat.unreachable) return undefined;
    const reply = payload.type === 'reply' ? payload.reply : await words(payload.notice, payload.chat);
    if (reply === undefined) return undefined;
    return {
      outboxId: row.id,
      channel: chat.channel,
      chat: payload.chat as ChatId,
      address: chat.address,
      reply,
      files: await files(reply.attachments),
      attempts: row.attempts,
      ...(payload.type === 'notice' && payload.notice.type === 'case-card'
        ? { forwarding: payload.notice.forwarding }
        : {}),
    };
  };

  return {
    ofReply: async ({ outboxId, inbound, reply }) => ({
      outboxId,
      channel: inbound.channel,
      chat: inbound.chat.id,
      address: inbound.chat.address,
      reply,
      files: await files(reply.attachments),
      attempts: 0,
    }),
    chatOf: (outboxId) => chatOfRow(store, outboxId),
    isOvertaking: ({ outboxId, inbound }) => olderWaits(store, inbound.chat.id, outboxId),
    hold: (outboxIds) => {
      const now = Date.now();
      return store.write((tx) => holdOutbox(tx, outboxIds, now, now + claimMs));
    },
    claim: async (outboxId) => {
      const now = Date.now();
      const ready: Delivery[] = [];
      for (const row of await claimOutbox(store, outboxId, now, now + claimMs)) {
        try {
          const delivery = await prepare(row);
          if (delivery === undefined) await sent({ outboxId: row.id });
          else ready.push(delivery);
        } catch (error) {
          // What cannot be put into words must not stand for ever before what can.
          log.error({ err: error, outboxId: row.id, alarm: true }, 'a message could not be prepared');
          await store.write((tx) => failedToPrepare(tx, row, now));
        }
      }
      return ready;
    },
    settle: async (delivery, settlement) => {
      const { outboxId, chat, channel } = delivery;
      const now = Date.now();
      switch (settlement.type) {
        case 'sent':
          return sent(delivery);
        case 'retry':
          await store.write((tx) =>
            postponeOutbox(tx, outboxId, now + retryDelayMs(delivery.attempts + 1), settlement.error),
          );
          return;
        case 'give-up':
          await store.write((tx) => buryOutbox(tx, outboxId, now, settlement.error));
          return;
        case 'chat-closed':
          // An official who cannot be reached any more holds no seat: his cases escalate to those who can.
          return store.write(async (tx) => {
            await markUnreachable(tx, chat);
            await endSeatsOfChat(tx, chat, now);
            await doneOutbox(tx, [outboxId]);
          });
        case 'chat-moved':
          return store.write((tx) => moveChat(tx, store.seal, chat, channel, settlement.address));
        default:
          return assertNever(settlement);
      }
    },
    release: (outboxIds) => store.write((tx) => releaseOutbox(tx, outboxIds, Date.now())),
    keepBack: (outboxIds) => {
      const now = Date.now();
      return store.write(async (tx) => {
        await sayElsewhere(tx, store.seal, outboxIds, now);
        await keepBackOutbox(tx, outboxIds, now, now + keptBackMs);
      });
    },
  };
}

/** It is tried again, later and later, and given up in the end like what a channel refuses. */
function failedToPrepare(tx: Tx, { id, attempts }: OutboxRow, now: number): Promise<void> {
  const error = 'could not be prepared; see the log';
  return afterFailure(attempts + 1, false) === 'bury'
    ? buryOutbox(tx, id, now, error)
    : postponeOutbox(tx, id, now + retryDelayMs(attempts + 1), error);
}

/**
 * What was sent must not be sent again only because the store is locked for a while: it is noted as soon as that ends,
 * unless it takes so long that others have taken the row over.
 */
async function writeDoggedly(store: Store, work: (tx: Tx) => Promise<void>): Promise<void> {
  const deadline = Date.now() + claimMs;
  for (;;) {
    try {
      await store.writeSoon(work);
      return;
    } catch (error) {
      if (!isStoreBusy(error) || Date.now() > deadline) throw error;
    }
  }
}

/** Where the bytes of attachments lie, each in a file of its id. */
export function attachmentFolder(dataDir: string): string {
  return path.join(dataDir, 'attachments');
}

export function attachmentPath(dataDir: string, id: AttachmentId): string {
  return path.join(attachmentFolder(dataDir), id);
}
