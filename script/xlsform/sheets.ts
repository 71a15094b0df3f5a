import { texts } from '../../flows/survey/texts.vi.js';

/** A row of a sheet: its cells by the heading of their column; empty cells are absent. */
export type Row = { readonly at: number; readonly cells: Readonly<Record<string, string>> };

/** The three sheets of an XLSForm (https://xlsform.org/en/ref-table/). */
export type Sheets = {
  readonly survey: readonly Row[];
  readonly choices: readonly Row[];
  readonly settings: readonly Row[];
};

/** What in a workbook cannot be taken over, and where. */
export type Fault = { readonly sheet: keyof Sheets; readonly row: number; readonly message: string };

/** Columns of ours beside those of the standard; other programs pass over them. */
export const own = {
  short: 'lang_nghe_short',
  sensitive: 'lang_nghe_sensitive',
  comment: 'lang_nghe_comment',
  satisfied: 'lang_nghe_satisfied',
  alert: 'lang_nghe_alert',
  unknown: 'lang_nghe_unknown',
  source: 'lang_nghe_source',
  audience: 'lang_nghe_audience',
  offered: 'lang_nghe_offered',
  quarter: 'lang_nghe_quarter',
  partner: 'lang_nghe_partner',
} as const;

/** The note with which a form begins: what the citizen agrees to. */
export const consentName = 'consent';
/** Behind a question with "other": the question what that stands for. */
export const otherName = (id: string) => `${id}_khac`;
/** The choice "không biết, không trả lời". */
export const unknownChoice = { name: 'khong-biet', label: texts.buttons.unknown } as const;
