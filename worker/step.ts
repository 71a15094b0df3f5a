import type { Attempt } from '../core/attempts.js';
import type { OutboxPayload } from '../core/outbox.js';
import type { Tx } from '../prisma/client.js';
import { doneOutbox, readOutboxRows } from '../prisma/store/outbox.js';
import { inBatches } from '../prisma/in-batches.js';
import type { StepDeps } from './deps.js';

type PayloadOf<Type extends OutboxPayload['type']> = Extract<OutboxPayload, { type: Type }>;

// Bounds how long one batch holds the store's lock.
const batchLimit = 64;

/**
 * A step that only changes the store: what it does, what follows from it, and that its rows are done are one
 * transaction. So it happens once, however often the jobs run.
 */
export function openStep<Type extends OutboxPayload['type'], Result>(
  { store, wake, now }: Pick<StepDeps, 'store' | 'wake' | 'now'>,
  type: Type,
  carryOut: (tx: Tx, payloads: readonly PayloadOf<Type>[], now: number) => Promise<Result>,
  committed: (result: Result) => void = () => undefined,
): (row: number) => Promise<Attempt> {
  const isMine = (payload: OutboxPayload): payload is PayloadOf<Type> => payload.type === type;
  const add = inBatches<number>(batchLimit, async (ids) => {
    const result = await store.writeSoon(async (tx) => {
      const rows = await readOutboxRows(tx, store.seal, ids);
      const payloads = rows.map((row) => row.payload).filter(isMine);
      if (payloads.length < rows.length) throw new TypeError(`a row of another sort is in the queue "${type}"`);
      if (rows.length === 0) return undefined;
      const value = await carryOut(tx, payloads, now());
      await doneOutbox(
        tx,
        rows.map((row) => row.id),
      );
      return { value };
    });
    if (result === undefined) return;
    committed(result.value);
    wake();
  });
  return async (row) => {
    await add(row);
    return { type: 'done' };
  };
}
