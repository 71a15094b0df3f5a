// A process of its own that stops as its argument says: `tsx stop-holder.ts <what> <patience> <same wish, both in ms>`.
import { createLogger } from '../../runtime/logger.js';
import { createStopper } from '../../runtime/stop.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const [, , what, patienceMs, sameWishMs] = process.argv;
const log = createLogger('fatal', { write: (line) => say(`log ${line.trim()}`) });
const stopper = createStopper(log, { patienceMs: Number(patienceMs), sameWishMs: Number(sameWishMs) });
const never = new Promise<void>(() => undefined);
setInterval(() => undefined, 1000);

stopper.onStop('store', () => {
  say('store closed');
});
stopper.onStop('server', async () => {
  await Promise.resolve();
  say('server closed');
});

switch (what) {
  case 'hanging':
    stopper.onStop('hanging', () => {
      say('hanging closes');
      return never;
    });
    break;
  case 'failing':
    stopper.onStop('failing', () => Promise.reject(new Error('cannot close')));
    break;
  case 'late':
    stopper.onStop('starter', () => {
      stopper.onStop('latecomer', () => {
        say('latecomer closed');
      });
    });
    break;
  case 'rejection':
    void Promise.reject(new Error('nobody caught this'));
    break;
  case 'exception':
    setImmediate(() => {
      throw new Error('nobody caught this');
    });
    break;
  default:
}
say('ready');
