import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { ask, type Choice, type Question } from '../prompt.js';
import { hasText, placeTitle } from './draft.js';
import { summaryText } from './summary.js';
import { texts } from './texts.vi.js';

const { buttons } = texts;
const way: readonly Choice[] = [
  { label: buttons.back, choice: 'back' },
  { label: buttons.stop, choice: 'stop' },
];
const first: readonly Choice[] = [
  { label: buttons.stop, choice: 'stop' },
  { label: buttons.cancel, choice: 'cancel', tone: 'danger' },
];

/** The present question of a report. */
export function reportQuestion(state: Conversation, draft: ReportDraft, env: Env): Question {
  switch (draft.at) {
    case 'what':
      return hasText(draft)
        ? { text: texts.rewrite, choices: [[{ label: buttons.keep, choice: 'keep' }], way], expectsText: true }
        : { text: texts.what, choices: [first], expectsText: true };
    case 'more':
      return {
        text: texts.more,
        choices: [[{ label: buttons.done, choice: 'done', tone: 'primary' }], way],
        expectsText: true,
      };
    case 'commune':
      return {
        text: texts.commune,
        choices: [...lastCommune(state, env), [{ label: buttons.unknown, choice: 'unknown' }], way],
        expectsText: true,
        expectsLocation: true,
      };
    case 'village':
      return {
        text: texts.village(placeTitle(draft, env)),
        choices: [[{ label: buttons.skip, choice: 'skip' }], way],
        expectsText: true,
        expectsLocation: true,
      };
    case 'share':
      return {
        text: texts.share,
        choices: [
          [
            { label: buttons.share, choice: 'share' },
            { label: buttons.hide, choice: 'hide' },
          ],
          way,
        ],
      };
    case 'name':
    case 'phone':
      return {
        text: texts[draft.at],
        choices: [[{ label: buttons.hideAfterAll, choice: 'hide' }], way],
        expectsText: true,
      };
    case 'summary':
      return { text: summaryText(draft, env), choices: summaryChoices };
    case 'change':
      return { text: texts.change, choices: changeChoices(draft) };
  }
}

/** Asks the present question; `before` is said first, in the same message. */
export function askReport(
  state: Conversation,
  draft: ReportDraft,
  env: Env,
  before?: string,
  effects: readonly Effect[] = [],
): StepResult {
  const question = reportQuestion(state, draft, env);
  const text = before === undefined ? question.text : `${before}\n\n${question.text}`;
  return ask(state, { type: 'report', draft }, { ...question, text }, effects);
}

const summaryChoices: readonly (readonly Choice[])[] = [
  [{ label: buttons.send, choice: 'send', tone: 'primary' }],
  [
    { label: buttons.change, choice: 'change' },
    { label: buttons.stop, choice: 'stop' },
  ],
  [{ label: buttons.cancel, choice: 'cancel', tone: 'danger' }],
];

function changeChoices(draft: ReportDraft): readonly (readonly Choice[])[] {
  return [
    [
      { label: buttons.changeWhat, choice: 'what' },
      { label: buttons.changeMore, choice: 'more' },
    ],
    ...(draft.attachments.length === 0 ? [] : [[{ label: buttons.dropFiles, choice: 'drop-files' }]]),
    [
      { label: buttons.changeCommune, choice: 'commune' },
      { label: buttons.changeShare, choice: 'share' },
    ],
    [{ label: buttons.back, choice: 'back' }],
  ];
}

/** The commune named last time, offered first. */
function lastCommune(state: Conversation, env: Env): readonly (readonly Choice[])[] {
  const unit = state.lastUnit === undefined ? undefined : env.directory.unit(state.lastUnit);
  return unit === undefined ? [] : [[{ label: env.directory.title(unit), choice: `unit-${unit.code}` }]];
}
