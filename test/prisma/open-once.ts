// A process of its own that opens a store, and so migrates it: `tsx open-once.ts <file>`.
import { openStore } from '../../prisma/client.js';
import { createLogger } from '../../runtime/logger.js';
import { createSeal } from '../../runtime/seal.js';

const store = await openStore({
  file: process.argv[2] ?? '',
  seal: createSeal(Buffer.alloc(32, 1)),
  log: createLogger('info'),
});
await store.db.outbox.count();
await store.close();
