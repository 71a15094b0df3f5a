import { surveyForm, type SurveyForm } from '../../core/survey-form.js';
import { readQuestion } from './read-question.js';
import { consentName, otherName, own, type Fault, type Row, type Sheets } from './sheets.js';

export type ReadForm =
  { readonly type: 'form'; readonly form: SurveyForm } | { readonly type: 'faults'; readonly faults: readonly Fault[] };

const columns: Readonly<Record<keyof Sheets, readonly string[]>> = {
  survey: [
    ...['type', 'name', 'label', 'hint', 'required', 'relevant', 'constraint', 'appearance'],
    ...[own.short, own.sensitive, own.comment, own.satisfied, own.alert, own.unknown],
  ],
  choices: ['list_name', 'name', 'label'],
  settings: [
    ...['form_title', 'form_id', 'version', 'default_language'],
    ...[own.short, own.source, own.audience, own.offered, own.quarter, own.partner],
  ],
};

/** Reads an XLSForm. What a form of ours cannot hold is named with its row, and nothing is dropped silently. */
export function fromSheets(sheets: Sheets): ReadForm {
  const faults: Fault[] = (['survey', 'choices', 'settings'] as const).flatMap((sheet) =>
    sheets[sheet].flatMap(({ at, cells }) =>
      Object.keys(cells)
        .filter((column) => !columns[sheet].includes(column))
        .map((column) => ({ sheet, row: at, message: `the column "${column}" is not supported` })),
    ),
  );
  const [settings, another] = sheets.settings;
  if (settings === undefined || another !== undefined)
    faults.push({ sheet: 'settings', row: another?.at ?? 1, message: 'exactly one row is needed' });

  const lists = new Map<string, Row[]>();
  for (const row of sheets.choices)
    lists.set(row.cells['list_name'] ?? '', [...(lists.get(row.cells['list_name'] ?? '') ?? []), row]);

  const [first, ...rest] = sheets.survey;
  const hasConsent = first?.cells['type'] === 'note' && first.cells['name'] === consentName;
  if (!hasConsent)
    faults.push({
      sheet: 'survey',
      row: first?.at ?? 2,
      message: `the first row must be a note named "${consentName}"`,
    });

  const rows = hasConsent ? rest : sheets.survey;
  const questions: { readonly row: number; readonly value: unknown }[] = [];
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    if (before !== undefined && row.cells['name'] === otherName(before.cells['name'] ?? '')) continue; // read with it
    const read = readQuestion(row, rows[at + 1], lists);
    if (read.type === 'faults') faults.push(...read.faults);
    else questions.push({ row: row.at, value: read.question });
  }
  if (faults.length > 0) return { type: 'faults', faults };

  const cells = settings?.cells ?? {};
  const parsed = surveyForm.safeParse({
    id: cells['form_id'],
    version: Number(cells['version']),
    source: cells[own.source] ?? 'du-thao',
    title: cells['form_title'],
    ...(cells[own.short] === undefined ? {} : { short: cells[own.short] }),
    audience: cells[own.audience],
    offered: cells[own.offered] ?? 'link',
    quarter: Number(cells[own.quarter]),
    partner: cells[own.partner],
    consent: first?.cells['label'],
    questions: questions.map(({ value }) => value),
  });
  if (parsed.success) return { type: 'form', form: parsed.data };
  return {
    type: 'faults',
    faults: parsed.error.issues.map(({ path: [top, at, ...more], message }): Fault => {
      const question = top === 'questions' ? questions[Number(at)] : undefined;
      if (question !== undefined) return { sheet: 'survey', row: question.row, message: [...more, message].join(': ') };
      return top === 'consent'
        ? { sheet: 'survey', row: first?.at ?? 2, message }
        : { sheet: 'settings', row: settings?.at ?? 2, message: `${String(top)}: ${message}` };
    }),
  };
}
