import { otherLimit } from '../../core/survey-rules.js';
import { otherName, own, unknownChoice, type Fault, type Row } from './sheets.js';

type ReadQuestion =
  | { readonly type: 'question'; readonly question: Readonly<Record<string, unknown>> }
  | { readonly type: 'faults'; readonly faults: readonly Fault[] };

/** Reads one row of the sheet "survey" as a question; `next` may say what its "other" stands for. */
export function readQuestion(
  row: Row,
  next: Row | undefined,
  lists: ReadonlyMap<string, readonly Row[]>,
): ReadQuestion {
  const { cells } = row;
  const faults: Fault[] = [];
  const fault = (message: string) => {
    faults.push({ sheet: 'survey', row: row.at, message });
  };
  const yes = (column: string): boolean => {
    const value = cells[column]?.trim().toLowerCase() ?? 'no';
    if (!['yes', 'true', 'true()', 'no', 'false', 'false()'].includes(value))
      fault(`"${column}" must be yes or no, not "${value}"`);
    return value.startsWith('yes') || value.startsWith('true');
  };
  const when = cells['relevant'] === undefined ? undefined : readRelevant(cells['relevant']);
  if (when === 'unreadable')
    fault(`"relevant" can only ask for answers of one question, not: ${cells['relevant'] ?? ''}`);

  const common = {
    id: cells['name'],
    text: cells['label'],
    optional: !yes('required'),
    ...(cells[own.short] === undefined ? {} : { short: cells[own.short] }),
    ...(yes(own.sensitive) ? { sensitive: true } : {}),
    ...(typeof when === 'object' ? { when } : {}),
  };
  const [kind = '', list = '', ...more] = (cells['type'] ?? '').trim().split(/\s+/);
  if (more.length > 0) fault(`the type "${cells['type'] ?? ''}" is not supported`);
  const done = (question: Readonly<Record<string, unknown>>): ReadQuestion =>
    faults.length > 0 ? { type: 'faults', faults } : { type: 'question', question: { ...common, ...question } };

  switch (kind) {
    case 'select_one':
    case 'select_multiple': {
      const choices = lists.get(list);
      if (choices === undefined) fault(`the sheet "choices" has no list "${list}"`);
      const isScale = cells['appearance'] === 'likert';
      if (cells['appearance'] !== undefined && !isScale)
        fault(`the appearance "${cells['appearance']}" is not supported`);
      const named = (choices ?? []).map((choice) => ({ id: choice.cells['name'], label: choice.cells['label'] }));
      const options = named.filter(({ id }) => id !== unknownChoice.name);
      const unknown = options.length < named.length;
      if (kind === 'select_multiple') {
        if (unknown) fault(`a question with several answers cannot offer "${unknownChoice.name}"`);
        return done({ type: 'multiple', options });
      }
      const satisfied = cells[own.satisfied]?.split(/\s+/);
      const alert = cells[own.alert]?.split(/\s+/);
      const other = next?.cells['name'] === otherName(cells['name'] ?? '');
      if (other && !isOtherRow(next, cells['name'] ?? '', options.at(-1)?.id)) {
        fault(
          `the row after it, "${next.cells['name'] ?? ''}", must be an optional text asked when the last choice is chosen`,
        );
      }
      if (other && isScale) fault('a scale has no "other"');
      return done({
        type: isScale ? 'scale' : 'single',
        options,
        ...(unknown ? { unknown } : {}),
        ...(satisfied === undefined ? {} : { satisfied }),
        ...(alert === undefined ? {} : { alert }),
        ...(other ? { other } : {}),
      });
    }
    case 'integer': {
      const bounds = /^\. >= (\d+) and \. <= (\d+)$/.exec(cells['constraint']?.trim() ?? '');
      if (bounds === null) fault('an integer needs the constraint ". >= 0 and . <= 20", with your bounds');
      if (cells['hint'] === undefined) fault('an integer needs a hint that says what is counted, for example "lần"');
      return done({
        type: 'number',
        min: Number(bounds?.[1]),
        max: Number(bounds?.[2]),
        measure: cells['hint'],
        ...(yes(own.unknown) ? { unknown: true } : {}),
      });
    }
    case 'text': {
      const limit = readLength(cells['constraint']);
      if (limit === 'unreadable') fault(`the constraint must be "string-length(.) <= 1000", with your limit`);
      return done({
        type: 'text',
        ...(typeof limit === 'number' ? { maxLength: limit } : {}),
        ...(yes(own.comment) ? { comment: true } : {}),
      });
    }
    default:
      fault(`the type "${cells['type'] ?? ''}" is not supported`);
      return { type: 'faults', faults };
  }
}

/** `${tre} = 'co' or ${tre} = 'khong'`, also written `selected(${tre}, 'co')`. */
function readRelevant(text: string): { readonly question: string; readonly answers: readonly string[] } | 'unreadable' {
  const parts = text
    .replace(/\s+/g, ' ')
    .split(' or ')
    .map((part) => {
      const found =
        /^\$\{([\w.-]+)\} ?= ?'([\w.-]+)'$/.exec(part.trim()) ??
        /^selected\( ?\$\{([\w.-]+)\} ?, ?'([\w.-]+)' ?\)$/.exec(part.trim());
      return found?.[1] === undefined || found[2] === undefined ? undefined : { question: found[1], answer: found[2] };
    });
  const [first] = parts;
  const answers = parts.flatMap((part) =>
    part !== undefined && part.question === first?.question ? [part.answer] : [],
  );
  return first === undefined || answers.length < parts.length ? 'unreadable' : { question: first.question, answers };
}

function readLength(constraint: string | undefined): number | 'unreadable' | undefined {
  if (constraint === undefined) return undefined;
  const limit = /^string-length\(\.\) <= (\d+)$/.exec(constraint.trim())?.[1];
  return limit === undefined ? 'unreadable' : Number(limit);
}

function isOtherRow({ cells }: Row, id: string, last: string | undefined): boolean {
  const when = readRelevant(cells['relevant'] ?? '');
  return (
    cells['type'] === 'text' &&
    !(cells['required'] ?? 'no').startsWith('y') &&
    readLength(cells['constraint']) === otherLimit &&
    when !== 'unreadable' &&
    when.question === id &&
    when.answers.length === 1 &&
    when.answers[0] === last
  );
}
