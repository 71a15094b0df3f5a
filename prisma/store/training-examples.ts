import type { Category, LegalKind } from '../../core/labels.js';
import type { Store, Tx } from '../client.js';

// What officials corrected. The machine learns from it at its next training, and only from what a person approved:
// an official may err, and a text may say more about its writer than masking can find.

export type NewExample = {
  readonly case: string;
  /** Without personal data. */
  readonly text: string;
  readonly category: Category;
  readonly kind: LegalKind;
  readonly seat: string;
  readonly at: number;
};

/** Proposes a correction. A second one of the same case takes the place of the first, and is approved anew. */
export async function proposeExample(tx: Tx, example: NewExample): Promise<void> {
  const { case: caseId, text, category, kind, seat: seatId, at } = example;
  const proposed = { text, category, kind, seatId, state: 'proposed', createdAt: BigInt(at), decidedAt: null };
  await tx.trainingExample.upsert({ where: { caseId }, create: { caseId, ...proposed }, update: proposed });
}

export type Correction = {
  readonly id: number;
  readonly createdAt: number;
  /** What the machine had made of the text; undefined when its history is gone. */
  readonly before: string | undefined;
  readonly category: string;
  readonly kind: string;
  readonly text: string;
};

/** Corrections that nobody has decided on, oldest first. */
export async function listCorrections(store: Store): Promise<readonly Correction[]> {
  const rows = await store.db.trainingExample.findMany({ where: { state: 'proposed' }, orderBy: { id: 'asc' } });
  const sorted = await store.db.caseEvent.findMany({
    where: { key: 'categorized', caseId: { in: rows.map(({ caseId }) => caseId) } },
    select: { caseId: true, detail: true },
  });
  // "giao-thong 0.41 abstained"
  const before = new Map(sorted.map(({ caseId, detail }) => [caseId, detail?.split(' ')[0]]));
  return rows.map(({ id, caseId, createdAt, category, kind, text }) => ({
    id,
    createdAt: Number(createdAt),
    before: before.get(caseId),
    category,
    kind,
    text,
  }));
}

/** Approves or rejects one correction, or all that wait; returns how many. What was decided stays decided. */
export function decideCorrections(
  store: Store,
  which: number | 'all',
  state: 'approved' | 'rejected',
  now: number,
): Promise<number> {
  return store.write(async (tx) => {
    const { count } = await tx.trainingExample.updateMany({
      where: { state: 'proposed', ...(which === 'all' ? {} : { id: which }) },
      data: { state, decidedAt: BigInt(now) },
    });
    return count;
  });
}

export type TrainingText = { readonly text: string; readonly category: Category; readonly kind: LegalKind };

/** What the next training may learn from, oldest first. */
export function approvedExamples(store: Pick<Store, 'db'>): Promise<readonly TrainingText[]> {
  // By hand: asked at every start, where nothing else wakes Prisma's client. Only `proposeExample` writes these columns.
  return store.db.$queryRaw<TrainingText[]>`
    SELECT "text", "category", "kind" FROM "TrainingExample" WHERE "state" = 'approved' ORDER BY "id"`;
}
