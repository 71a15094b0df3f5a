/** The store as channels may hold it: something to hand on to a use case, not to query. */
export type { Store } from '../prisma/client.js';
