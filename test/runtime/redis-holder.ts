// A process of its own that uses the private Redis: `tsx redis-holder.ts <data folder>`.
// Prints the server's run id once it answers; leaves at SIGTERM.
import { Redis } from 'ioredis';
import { createLogger } from '../../runtime/logger.js';
import { startPrivateRedis } from '../../runtime/private-redis.js';

const dataDir = process.argv[2] ?? '';
const redis = await startPrivateRedis({ dataDir, log: createLogger('silent') });
const client = new Redis(redis.address);
await client.incr('joined');
const info = await client.info('server');
client.disconnect();
const stayAlive = setInterval(() => undefined, 1000);
process.once('SIGTERM', () => {
  clearInterval(stayAlive);
  void redis.stop();
});
process.stdout.write(`${/run_id:(\w+)/.exec(info)?.[1] ?? 'unknown'}\n`);
