import { afterFailure } from '../../core/attempts.js';
import type { Channel } from '../../core/channel.js';
import type { OutgoingPicture, Sender } from '../../core/sender.js';
import type { Deliveries, Delivery } from '../../handlers/deliveries.js';
import type { Logger } from '../../runtime/logger.js';
import type { Metrics } from '../../runtime/metrics.js';
import { drawChart } from './draw-chart.js';
import { judge } from './settlement.js';

/** How one attempt ended, for whoever made it. */
export type Attempt =
  /** The channel has it, or never will; `noted` resolves when the store knows. */
  | { readonly type: 'settled'; readonly noted: Promise<void> }
  | { readonly type: 'failed' }
  | { readonly type: 'paused'; readonly ms: number }
  /** It waits until the person writes; nothing was noted. */
  | { readonly type: 'held' };

export type Senders = ReadonlyMap<Channel, Sender>;

export type SendDeps = {
  readonly senders: Senders;
  /** Channels whose settings are wrong, each with the time (ms) until which it is left alone. */
  readonly stopped: Map<Channel, number>;
  readonly deliveries: Deliveries;
  readonly metrics: Metrics;
  readonly log: Logger;
};

/** How often is looked whether somebody has repaired a channel's settings. */
const repairMs = 60_000;

/** Sends one message once and sees to it that what came of it is noted; the last of its attempts, when it fails, gives it up. */
export async function sendOnce(deps: SendDeps, delivery: Delivery): Promise<Attempt> {
  const { senders, stopped, deliveries, metrics, log } = deps;
  const { outboxId, channel, address, reply, files } = delivery;
  const leftAloneMs = (stopped.get(channel) ?? 0) - Date.now();
  if (leftAloneMs > 0) return { type: 'paused', ms: leftAloneMs };
  const sender = senders.get(channel);
  const outcome =
    sender === undefined
      ? ({ type: 'failed', because: 'misconfigured', detail: `channel ${channel} is not set up` } as const)
      : await sender.send({ key: `ob-${outboxId}`, address, reply, files, ...(await pictureOf(delivery, log)) });
  metrics.sends.inc({ channel, outcome: outcome.type === 'sent' ? 'sent' : outcome.because });
  const verdict = judge(outcome);
  if (verdict.type === 'pause') return { type: 'paused', ms: verdict.ms };
  if (verdict.type === 'hold') return { type: 'held' };
  if (verdict.type === 'stop') {
    stopped.set(channel, Date.now() + repairMs);
    log.error({ channel, reason: verdict.reason, alarm: true }, 'nothing goes to this channel until it is repaired');
    return { type: 'paused', ms: repairMs };
  }
  const { settlement } = verdict;
  if (verdict.type === 'alarm')
    log.error({ outboxId, channel, reason: settlement.type, alarm: true }, 'message refused');
  if (settlement.type === 'chat-moved') {
    await deliveries.settle(delivery, settlement);
    return sendOnce(deps, { ...delivery, address: settlement.address });
  }
  if (settlement.type === 'retry' && afterFailure(delivery.attempts + 1, false) === 'bury') {
    log.error({ outboxId, channel, alarm: true }, 'message given up; see npm run dead');
    return settled(deliveries.settle(delivery, { type: 'give-up', error: settlement.error }));
  }
  const noted = deliveries.settle(delivery, settlement);
  if (settlement.type !== 'retry') return settled(noted);
  await noted;
  return { type: 'failed' };
}

/** The reply's chart as a picture. One that cannot be drawn must not keep the text from arriving. */
async function pictureOf({ outboxId, reply }: Delivery, log: Logger): Promise<{ readonly picture?: OutgoingPicture }> {
  if (reply.chart === undefined) return {};
  try {
    return { picture: await drawChart(reply.chart) };
  } catch (error) {
    log.error({ err: error, outboxId }, 'a chart could not be drawn; its message goes without it');
    return {};
  }
}

function settled(noted: Promise<void>): Attempt {
  noted.catch(() => undefined); // whoever waits for it hears of it; until then it is nobody's unhandled rejection
  return { type: 'settled', noted };
}
