import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveyScores } from '../../handlers/survey-scores.js';
import { allForms } from '../support/forms.js';
import { unitCode } from '../support/directory.js';
import { openTestStore, type TestStore } from '../support/store.js';

const unit = unitCode('07351');
const form = allForms().find(({ id }) => id === 'pks06');
/** The best answer to every scale, or none: "không biết". */
const answers = (known: boolean): string =>
  (form?.questions ?? [])
    .map((question) => {
      if (question.type === 'text') return '';
      if (!known) return '?';
      return question.type === 'scale' ? String.fromCharCode(97 + question.options.length - 1) : 'b';
    })
    .join(';');

let world: TestStore;
beforeAll(async () => {
  world = await openTestStore();
  await world.store.write(async (tx) => {
    await tx.formVersion.create({ data: { form: 'pks06', version: 1, definition: JSON.stringify(form) } });
    const asked = [
      ['with-a-share', '2026-01-01', '2026-03-31', 8, true],
      ['without-a-share', '2026-04-01', '2026-06-30', 6, false],
      ['too-few', '2026-07-01', '2026-09-30', 3, true],
    ] as const;
    for (const [id, opensOn, closesOn, count, known] of asked) {
      const spent = { access: 'open', partner: 'Hội LHPN', margin: 0.05, finishedOn: closesOn };
      await tx.campaign.create({ data: { id, form: 'pks06', opensOn, closesOn, ...spent } });
      await tx.campaignUnit.create({ data: { campaignId: id, unitCode: unit, population: 1000 } });
      for (let at = 0; at < count; at += 1)
        await tx.surveyResponse.create({
          data: { campaignId: id, unitCode: unit, id: `${id}-${at}`, formVersion: 1, answers: answers(known) },
        });
    }
  });
});
afterAll(() => world.remove());

describe('which survey of a year gives points', () => {
  it('the last one with a share: neither one without nor one that too few answered stands before it', async () => {
    expect(await surveyScores(world.store, unit, { year: 2026 })).toMatchObject([
      { form: 'pks06', campaign: 'with-a-share', n: 8, satisfied: { value: 1 } },
    ]);
  });

  it('one that enough have answered before one that too few did', async () => {
    await world.store.write((tx) =>
      tx.campaign.update({ where: { id: 'with-a-share' }, data: { opensOn: '2025-01-01' } }),
    );
    const [score, ...others] = await surveyScores(world.store, unit, { year: 2026 });
    expect(others).toEqual([]);
    expect(score).toMatchObject({ campaign: 'without-a-share', n: 6 });
    expect(score?.satisfied).toBeUndefined();
  });
});
