import type { Category, Labels } from '../../core/labels.js';
import type { OutboxPayload } from '../../core/outbox.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { casesToCategorize, setLabels } from '../../prisma/store/sorting.js';
import type { StepDeps } from '../deps.js';
import type { Categorizer } from './categorizer.js';

type CategorizePayload = Extract<OutboxPayload, { type: 'categorize' }>;
export type Categorized = { readonly category: Category; readonly abstained: boolean };

/** Labels cases and sends them on to routing. */
export async function categorizeCases(
  { store }: Pick<StepDeps, 'store'>,
  categorize: Categorizer,
  tx: Tx,
  payloads: readonly CategorizePayload[],
  now: number,
): Promise<readonly Categorized[]> {
  const cases = await casesToCategorize(tx, [...new Set(payloads.map((payload) => payload.case))]);
  const labelled = cases.map(({ id, text }) => ({ id, labels: categorize(text) }));
  await setLabels(tx, labelled, now);
  await insertCaseEvents(
    tx,
    labelled.map(({ id, labels }) => ({
      case: id,
      key: 'categorized',
      type: 'categorized',
      at: now,
      detail: detailOf(labels),
    })),
  );
  await addToOutbox(
    tx,
    store.seal,
    labelled.map(({ id }) => ({ queue: 'route', payload: { type: 'route', case: id } })),
    now,
  );
  return labelled.map(({ labels }) => ({ category: labels.category, abstained: labels.abstained }));
}

/** What the history keeps beside the columns: whether the machine was sure. */
function detailOf({ category, confidence, abstained }: Labels): string {
  return `${category} ${confidence.toFixed(2)}${abstained ? ' abstained' : ''}`;
}
