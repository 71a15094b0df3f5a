import type { CampaignId, UnitCode } from '../../core/ids.js';
import { packAnswers } from '../../core/packed-answers.js';
import { optionsOf, type Answer, type Question, type SurveyForm } from '../../core/survey-form.js';
import { withAnswer } from '../../core/survey-rules.js';
import { keepForms } from '../../handlers/keep-forms.js';
import type { Store } from '../../prisma/client.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { loadForms } from '../../runtime/load-forms.js';
import { createRandom, type Random } from '../havoc/random.js';
import type { Workplace } from './programs.js';

/** How long the results of a campaign of so many responses take, as a command from its start to its end. */
export type ResultsFigures = {
  readonly runs: readonly { readonly responses: number; readonly ms: number; readonly fileMb: number }[];
  /** To write the file anew when the largest of them is finished. */
  readonly rewriteMs: number;
};

const formName = 'pks02';
const communes = 100;
const sizes = [250_000, 500_000, 1_000_000];
/** Different sets of answers: more would only take longer to make up. */
const variety = 4000;

export async function measureResults(workplace: Workplace): Promise<ResultsFigures> {
  const folder = await workplace.seededFolder();
  const store = await workplace.openStore(folder);
  const runs: { responses: number; ms: number; fileMb: number }[] = [];
  try {
    const forms = await loadForms();
    await keepForms(store, forms);
    const form = forms.find(({ id }) => id === formName);
    if (form === undefined) throw new Error(`there is no form ${formName}`);
    const lines = makeUp(form, createRandom(7));
    for (const responses of sizes) {
      const campaign = `${formName}-${responses}`;
      await fill(store, form, campaign, lines, responses);
      const args = ['--campaign', campaign, '--format', 'json', '--out', `${folder}/${campaign}.json`];
      // The first reads the file from the disk; what counts is a machine that has seen it.
      await workplace.command(folder, 'results', args);
      runs.push({ responses, ms: (await workplace.command(folder, 'results', args)).ms, fileMb: await sizeOf(store) });
    }
    const startedAt = performance.now();
    await store.rewrite();
    return { runs, rewriteMs: performance.now() - startedAt };
  } finally {
    await store.close();
  }
}

/** Answers of people who mostly are content, some of whom do not know or pass over a question. */
function makeUp(form: SurveyForm, chance: Random): readonly string[] {
  return Array.from({ length: variety }, () => {
    let answers = {};
    for (const question of form.questions) answers = withAnswer(form, answers, question.id, answerTo(question, chance));
    return packAnswers(form, answers).packed;
  });
}

function answerTo(question: Question, chance: Random): Answer {
  if (question.optional && chance.below(10) === 0) return { type: 'skipped' };
  if ('unknown' in question && question.unknown && chance.below(12) === 0) return { type: 'unknown' };
  const options = optionsOf(question);
  const option = options[Math.min(options.length - 1, chance.below(options.length + 2))]?.id ?? '';
  switch (question.type) {
    case 'single':
    case 'scale':
      return { type: 'single', option };
    case 'multiple':
      return { type: 'multiple', options: [option] };
    case 'number':
      return { type: 'number', value: question.min + chance.below(question.max - question.min) };
    case 'text':
      return { type: 'skipped' };
  }
}

const rowsAtOnce = 20_000;

async function fill(
  store: Store,
  form: SurveyForm,
  id: string,
  lines: readonly string[],
  responses: number,
): Promise<void> {
  const units = (await store.db.unit.findMany({ orderBy: { code: 'asc' }, take: communes })).map(
    ({ code }) => code as UnitCode,
  );
  await store.write(async (tx) => {
    const days = { opensOn: '2026-01-01', closesOn: '2026-03-31' };
    const campaign = { id: id as CampaignId, form: form.id, access: 'open', ...days, partner: form.partner } as const;
    const planned = { ...campaign, margin: 0.05, isPaused: false, isStanding: false };
    await insertCampaign(
      tx,
      { campaign: planned, units: units.map((code) => ({ code, population: 20_000 })) },
      '',
      '2026-01-01',
    );
    await tx.campaign.update({ where: { id }, data: { finishedOn: '2026-04-01' } });
  });
  for (let from = 0; from < responses; from += rowsAtOnce)
    await store.write(async (tx) => {
      for (let at = from; at < Math.min(responses, from + rowsAtOnce); at += 1)
        await tx.$executeRaw`
          INSERT INTO "SurveyResponse" ("campaignId", "unitCode", "id", "formVersion", "answers")
          VALUES (${id}, ${units[at % communes] ?? ''}, ${`${(at * 7919) % 1_000_003}-${at}`}, ${form.version},
                  ${lines[(at * 31) % lines.length] ?? ''})`;
    });
}

async function sizeOf(store: Store): Promise<number> {
  const [row] = await store.db.$queryRaw<{ bytes: number }[]>`
    SELECT page_count * page_size AS "bytes" FROM pragma_page_count(), pragma_page_size()`;
  return (row?.bytes ?? 0) / 2 ** 20;
}
