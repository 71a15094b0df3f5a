import { createDirectSending } from '../../../bot/deliver/direct.js';
import { createInOrder } from '../../../bot/deliver/in-order.js';
import type { SendDeps } from '../../../bot/deliver/send.js';
import { buildDirectory } from '../../../core/places/build-directory.js';
import type { SendOutcome } from '../../../core/sender.js';
import { createDeliveries } from '../../../handlers/deliveries.js';
import { createInboundHandler } from '../../../handlers/handle-inbound.js';
import { loadPlaces } from '../../../prisma/store/places.js';
import { createMetrics } from '../../../runtime/metrics.js';
import { provinceCode } from '../../support/directory.js';
import { pks05 } from '../../support/forms.js';
import { openTestStore, quiet } from '../../support/store.js';
import { understandAs } from '../../support/understand.js';

/** Handlers and direct sending on a real store, with a channel that answers what the test has written down for it. */
export async function openDeliveryRig() {
  const { store, seal, folder, remove } = await openTestStore();
  const places = await loadPlaces(store);
  const directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
  const outcomes: SendOutcome[] = [];
  const tried: string[] = [];
  const inOrder = createInOrder();
  const deps: SendDeps = {
    senders: new Map([
      [
        'web',
        {
          channel: 'web',
          send: ({ reply }) => {
            tried.push(reply.text);
            return Promise.resolve(outcomes.shift() ?? { type: 'sent' });
          },
          fetchFile: () => Promise.resolve({ type: 'failed', because: 'gone' }),
        },
      ],
    ]),
    stopped: new Map(),
    deliveries: createDeliveries({ store, directory, forms: [], dataDir: folder, log: quiet }),
    metrics: createMetrics(() => Promise.resolve({ waiting: 0, dead: 0, oldestSeconds: 0 })),
    log: quiet,
  };
  const handle = createInboundHandler({
    store,
    world: {
      directory,
      forms: [pks05()],
      homeProvince: provinceCode('24'),
      understand: understandAs(),
      seal,
      log: quiet,
    },
    sendNow: createDirectSending({ ...deps, inOrder }).sendNow,
    wakeRelay: () => undefined,
  });
  let events = 0;
  return {
    store,
    deps,
    inOrder,
    /** What the channel was given to send, sent or not. */
    tried,
    /** How the next attempts end; then they succeed. */
    answers: (...next: readonly SendOutcome[]) => outcomes.push(...next),
    /** Somebody says something; resolves when the direct answer was sent or left to the queue. */
    says: async (text: string, address = 'somebody') => {
      events += 1;
      await handle({
        channel: 'web',
        externalId: `e${events}`,
        chat: { id: seal.chatId('web', address), kind: 'private', address },
        person: seal.personId('web', address),
        at: Date.now(),
        content: { type: 'text', text },
      });
      await inOrder.idle();
    },
    rows: () => store.db.outbox.findMany({ orderBy: { id: 'asc' }, omit: { payload: true } }),
    /** As if all claims had ended. */
    claimsEnd: () => store.db.outbox.updateMany({ data: { claimedUntil: 0 } }),
    close: remove,
  };
}

export type DeliveryRig = Awaited<ReturnType<typeof openDeliveryRig>>;
