import type { Effect } from '../../core/effect.js';
import type { Env } from '../../core/flow.js';
import { category, type Category } from '../../core/labels.js';
import { categoryLabels } from '../../core/labels.vi.js';
import { caseButton } from '../case/case-button.js';
import { inPairs } from './card.js';
import { texts } from './texts.vi.js';
import type { Work } from './work.js';

/** All categories but the present one, the likeliest first. The buttons act however old the message is, as a card's do. */
export function askCategory({ subject }: Work, env: Env): Effect {
  const { likeliest } = env.understand(subject.text);
  const offered = [...new Set([...likeliest, ...category.options])].filter((one) => one !== subject.category);
  const buttons = offered.map((one) => caseButton(subject.code, `as-${one}`, categoryLabels[one]));
  return { type: 'reply', reply: { text: texts.chooseCategory(subject.code), buttons: inPairs(buttons) } };
}

/** The category that a button of `askCategory` stands for. */
export function readCategoryAction(action: string): Category | undefined {
  const read = category.safeParse(action.replace(/^as-/, ''));
  return action.startsWith('as-') && read.success ? read.data : undefined;
}
