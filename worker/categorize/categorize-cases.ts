import type { Category, ChosenLabels, Labels } from '../../core/labels.js';
import type { OutboxPayload } from '../../core/outbox.js';
import { elsewhereFrom } from '../../core/places/elsewhere.js';
import { settleLabels } from '../../core/settle-labels.js';
import type { Tx } from '../../prisma/client.js';
import { insertCaseEvents } from '../../prisma/store/cases.js';
import { addToOutbox } from '../../prisma/store/outbox.js';
import { casesToCategorize, setLabels } from '../../prisma/store/labelling.js';
import type { StepDeps } from '../deps.js';

type CategorizePayload = Extract<OutboxPayload, { type: 'categorize' }>;
export type Categorized = { readonly category: Category; readonly abstained: boolean };

/** Labels cases and sends them on to routing. */
export async function categorizeCases(
  { store, understand, directory }: Pick<StepDeps, 'store' | 'understand' | 'directory'>,
  tx: Tx,
  payloads: readonly CategorizePayload[],
  now: number,
): Promise<readonly Categorized[]> {
  const cases = await casesToCategorize(tx, [...new Set(payloads.map((payload) => payload.case))]);
  const labelled = cases.map(({ id, text, unit, chosen }) => {
    const machine = understand(text, unit === undefined ? undefined : elsewhereFrom(directory, unit));
    return { id, machine, chosen, labels: settleLabels(machine, chosen) };
  });
  await setLabels(tx, labelled, now);
  await insertCaseEvents(
    tx,
    labelled.map(({ id, machine, chosen }) => ({
      case: id,
      key: 'categorized',
      type: 'categorized',
      at: now,
      detail: detailOf(machine, chosen),
    })),
  );
  await addToOutbox(
    tx,
    store.seal,
    labelled.map(({ id }) => ({ queue: 'route', payload: { type: 'route', case: id } })),
    now,
  );
  return labelled.map(({ labels }) => ({ category: labels.category, abstained: labels.labelledBy === 'nobody' }));
}

/** What the history keeps beside the columns: what the machine made of it, whether it was sure, what the citizen chose. */
function detailOf({ category, confidence, abstained }: Labels, chosen: ChosenLabels): string {
  const choices = [chosen.category, chosen.kind].filter((choice) => choice !== undefined);
  return [
    `${category} ${confidence.toFixed(2)}`,
    ...(abstained ? ['abstained'] : []),
    ...(choices.length === 0 ? [] : [`chosen ${choices.join(' ')}`]),
  ].join(' ');
}
