import type { Conversation, ReportDraft } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { ask, type Choice, type Question } from '../prompt.js';
import { hasText, placeTitle } from './draft.js';
import { categoryQuestion, kindQuestion } from './sort-questions.js';
import { asksWhoMayRead, categoriesToChoose, kindToChoose } from './sorting.js';
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
    case 'kind':
      // Asked by `atQuestion` only where there is something to choose.
      return withWay(kindQuestion(draft, env) ?? { text: texts.kindQuestion });
    case 'reader':
      return withWay({
        text: texts.reader,
        choices: [
          [{ label: buttons.pastCommune, choice: 'past-commune' }],
          [{ label: buttons.toCommune, choice: 'to-commune' }],
        ],
      });
    case 'category':
      return withWay(categoryQuestion(draft, env));
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
        text: shareText(draft),
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
      return { text: texts.change, choices: changeChoices(draft, env) };
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

function withWay(question: Question): Question {
  return { ...question, choices: [...(question.choices ?? []), way] };
}

/** Whoever sends a khiếu nại or tố cáo learns here what it is worth without a name. */
function shareText({ kind }: ReportDraft): string {
  return kind === 'khieu-nai' || kind === 'to-cao' ? `${texts.share}\n\n${texts.shareKind[kind]}` : texts.share;
}

function changeChoices(draft: ReportDraft, env: Env): readonly (readonly Choice[])[] {
  const sorting: readonly Choice[] = [
    ...(kindToChoose(draft, env) === undefined ? [] : [{ label: buttons.changeKind, choice: 'kind' }]),
    ...(asksWhoMayRead(draft, env) ? [{ label: buttons.changeReader, choice: 'reader' }] : []),
    ...(categoriesToChoose(draft, env).length === 0 ? [] : [{ label: buttons.changeCategory, choice: 'category' }]),
  ];
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
    ...(sorting.length === 0 ? [] : [sorting]),
    [{ label: buttons.back, choice: 'back' }],
  ];
}

/** The commune named last time, offered first. */
function lastCommune(state: Conversation, env: Env): readonly (readonly Choice[])[] {
  const unit = state.lastUnit === undefined ? undefined : env.directory.unit(state.lastUnit);
  return unit === undefined ? [] : [[{ label: env.directory.title(unit), choice: `unit-${unit.code}` }]];
}
