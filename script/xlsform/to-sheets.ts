import {
  isChoice,
  mayBeUnknown,
  optionsOf,
  type Option,
  type Question,
  type SurveyForm,
} from '../../core/survey-form.js';
import { otherLimit } from '../../core/survey-rules.js';
import { consentName, otherName, own, unknownChoice, type Row, type Sheets } from './sheets.js';

type Cells = Readonly<Record<string, string>>;

/** Writes a form as an XLSForm, which fromSheets reads back without loss. */
export function toSheets(form: SurveyForm): Sheets {
  const lists = nameLists(form);
  const note: Cells = { type: 'note', name: consentName, label: form.consent };
  return {
    survey: numbered([note, ...form.questions.flatMap((question) => questionRows(question, lists))]),
    choices: numbered(
      [...lists].flatMap(([, { name, choices }]) => choices.map((choice) => ({ list_name: name, ...choice }))),
    ),
    settings: numbered([
      {
        form_title: form.title,
        form_id: form.id,
        version: String(form.version),
        default_language: 'vi',
        ...(form.short === undefined ? {} : { [own.short]: form.short }),
        [own.source]: form.source,
        [own.audience]: form.audience,
        [own.offered]: form.offered,
        [own.quarter]: String(form.quarter),
        [own.partner]: form.partner,
      },
    ]),
  };
}

type List = { readonly name: string; readonly choices: readonly { readonly name: string; readonly label: string }[] };

/** Questions with the same options share a list, called by the first of them. */
function nameLists(form: SurveyForm): ReadonlyMap<string, List> {
  const lists = new Map<string, List>();
  for (const question of form.questions) {
    const key = listKey(question);
    if (key !== undefined && !lists.has(key)) lists.set(key, { name: question.id, choices: choicesOf(question) });
  }
  return lists;
}

const listKey = (question: Question): string | undefined =>
  'options' in question ? JSON.stringify(choicesOf(question)) : undefined;

const choicesOf = (question: Question) => [
  ...optionsOf(question).map(({ id, label }: Option) => ({ name: id, label })),
  ...(mayBeUnknown(question) ? [unknownChoice] : []),
];

function questionRows(question: Question, lists: ReadonlyMap<string, List>): readonly Cells[] {
  const list = lists.get(listKey(question) ?? '')?.name ?? '';
  const row: Cells = {
    ...typeCells(question, list),
    name: question.id,
    label: question.text,
    required: question.optional ? 'no' : 'yes',
    ...(question.when === undefined ? {} : { relevant: anyOf(question.when.question, question.when.answers) }),
    ...(question.short === undefined ? {} : { [own.short]: question.short }),
    ...(question.sensitive ? { [own.sensitive]: 'yes' } : {}),
    ...namedOptions(question, 'satisfied'),
    ...namedOptions(question, 'alert'),
  };
  const last = optionsOf(question).at(-1);
  if (question.type !== 'single' || !question.other || last === undefined) return [row];
  return [
    row,
    {
      type: 'text',
      name: otherName(question.id),
      label: `${last.label}:`,
      required: 'no',
      relevant: anyOf(question.id, [last.id]),
      constraint: `string-length(.) <= ${otherLimit}`,
    },
  ];
}

function typeCells(question: Question, list: string): Cells {
  switch (question.type) {
    case 'single':
      return { type: `select_one ${list}` };
    case 'scale':
      return { type: `select_one ${list}`, appearance: 'likert' };
    case 'multiple':
      return { type: `select_multiple ${list}` };
    case 'number':
      return {
        type: 'integer',
        hint: question.measure,
        constraint: `. >= ${question.min} and . <= ${question.max}`,
        ...(question.unknown ? { [own.unknown]: 'yes' } : {}),
      };
    case 'text':
      return {
        type: 'text',
        constraint: `string-length(.) <= ${question.maxLength}`,
        ...(question.comment ? { [own.comment]: 'yes' } : {}),
      };
  }
}

function namedOptions(question: Question, list: 'satisfied' | 'alert'): Cells {
  const named = isChoice(question) ? question[list] : undefined;
  return named === undefined ? {} : { [own[list]]: named.join(' ') };
}

const anyOf = (question: string, answers: readonly string[]): string =>
  answers.map((answer) => `\${${question}} = '${answer}'`).join(' or ');

/** Row 1 holds the headings. */
const numbered = (rows: readonly Cells[]): readonly Row[] => rows.map((cells, at) => ({ at: at + 2, cells }));
