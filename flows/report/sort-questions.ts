import type { ReportDraft } from '../../core/conversation.js';
import type { Env } from '../../core/flow.js';
import { categoryLabels } from '../../core/labels.vi.js';
import type { Choice, Question } from '../prompt.js';
import { categoriesToChoose, kindToChoose } from './sorting.js';
import { texts } from './texts.vi.js';

const { buttons } = texts;

/** As what is it to be sent? Undefined when the text looks like neither khiếu nại nor tố cáo. */
export function kindQuestion(draft: ReportDraft, env: Env): Question | undefined {
  const kind = kindToChoose(draft, env);
  if (kind === undefined) return undefined;
  return {
    text: [texts.kinds[kind].meaning, texts.kinds[kind].ways.join('\n'), texts.kindQuestion].join('\n\n'),
    choices: [[{ label: buttons[kind], choice: kind }], [{ label: buttons['phan-anh'], choice: 'phan-anh' }]],
  };
}

/** What is it about? Offers what the machine finds likeliest. */
export function categoryQuestion(draft: ReportDraft, env: Env): Question {
  const likely = categoriesToChoose(draft, env).map((category): readonly Choice[] => [
    { label: categoryLabels[category], choice: `category-${category}` },
  ]);
  return { text: texts.category, choices: [...likely, [{ label: buttons.otherCategory, choice: 'category-unknown' }]] };
}

/** The kind that a button of `kindQuestion` stands for. */
export function readKindChoice(draft: ReportDraft, choice: string, env: Env): ReportDraft['kind'] {
  const looksLike = kindToChoose(draft, env);
  if (looksLike === undefined) return undefined;
  return choice === looksLike ? looksLike : choice === 'phan-anh' ? 'phan-anh' : undefined;
}

/** The category that a button of `categoryQuestion` stands for. */
export function readCategoryChoice(draft: ReportDraft, choice: string, env: Env): ReportDraft['category'] {
  if (choice === 'category-unknown') return 'unknown';
  return categoriesToChoose(draft, env).find((category) => choice === `category-${category}`);
}
