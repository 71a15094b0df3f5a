import { z } from 'zod';
import type { channels } from './channel.js';
import { chart } from './chart.js';
import { notice } from './notice.js';

/**
 * What was decided in a transaction and is carried out after it: a row of the outbox.
 * The row's id is the BullMQ job's id, and the job carries nothing else: no text and no person enters Redis.
 */
const button = z.strictObject({
  label: z.string(),
  data: z.string(),
  tone: z.enum(['primary', 'danger']).exactOptional(),
});
const reply = z.strictObject({
  text: z.string(),
  buttons: z.array(z.array(button).readonly()).readonly().exactOptional(),
  attachments: z
    .array(z.templateLiteral(['att_', z.string()]))
    .readonly()
    .exactOptional(),
  chart: chart.exactOptional(),
  passing: z.literal(true).exactOptional(),
  forgets: z.literal(true).exactOptional(),
  expectsText: z.literal(true).exactOptional(),
  expectsLocation: z.literal(true).exactOptional(),
});

export const outboxPayload = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reply'), chat: z.string(), reply }),
  z.strictObject({ type: z.literal('notice'), chat: z.string(), notice }),
  /** Fetch a photo or voice note from the channel it came by. */
  z.strictObject({ type: z.literal('fetch-attachment'), attachment: z.string() }),
  z.strictObject({ type: z.literal('categorize'), case: z.string() }),
  z.strictObject({ type: z.literal('route'), case: z.string() }),
  /** Send a case to all recipients of its owner in one round: 'first', 'transfer-<version>', 'reopened-<version>'. */
  z.strictObject({ type: z.literal('forward'), case: z.string(), round: z.string() }),
  /** Carry one forwarding to an e-mail address or webhook. */
  z.strictObject({ type: z.literal('forward-out'), forwarding: z.string() }),
]);
export type OutboxPayload = z.infer<typeof outboxPayload>;

/** BullMQ queues: one for each step of the worker, and one for each channel's deliveries. */
export const workerQueues = ['categorize', 'route', 'forward', 'forward-out'] as const;
export type WorkerQueue = (typeof workerQueues)[number];
export type DeliveryQueue = `deliver-${(typeof channels)[number]}`;
export type QueueName = WorkerQueue | DeliveryQueue | 'fetch-attachment' | 'remind';

const storeQueues: ReadonlySet<QueueName> = new Set(['categorize', 'route', 'forward']);
/** Does the step only change the store? Many rows then go through in one transaction, and each names a case and nothing else. */
export const onlyChangesStore = (queue: QueueName): boolean => storeQueues.has(queue);
