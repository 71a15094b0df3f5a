import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `GET /metrics` shows. Labels are channels, queues and outcomes: never anything of a person. */
export type Metrics = {
  readonly registry: Registry;
  readonly inbound: Counter<'channel' | 'outcome'>;
  readonly turnSeconds: Histogram;
  readonly sends: Counter<'channel' | 'outcome'>;
  readonly jobs: Counter<'queue' | 'outcome'>;
};

export function createMetrics(
  outbox: () => Promise<{ waiting: number; dead: number; oldestSeconds: number }>,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'lang_nghe_outbox',
    help: 'Rows of the outbox: waiting, given up, and the age of the oldest in seconds',
    labelNames: ['what'],
    registers,
    async collect() {
      const { waiting, dead, oldestSeconds } = await outbox();
      this.set({ what: 'waiting' }, waiting);
      this.set({ what: 'dead' }, dead);
      this.set({ what: 'oldest_seconds' }, oldestSeconds);
    },
  });
  return {
    registry,
    inbound: new Counter({
      name: 'lang_nghe_inbound_total',
      help: 'Events received',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'lang_nghe_turn_seconds',
      help: 'From receiving an event to its commit',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    sends: new Counter({
      name: 'lang_nghe_sends_total',
      help: 'Messages tried',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    jobs: new Counter({
      name: 'lang_nghe_jobs_total',
      help: 'Jobs of the worker',
      labelNames: ['queue', 'outcome'],
      registers,
    }),
  };
}
