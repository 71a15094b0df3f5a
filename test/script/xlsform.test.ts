import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SurveyForm } from '../../core/survey-form.js';
import { loadForms } from '../../runtime/load-forms.js';
import { fromSheets } from '../../script/xlsform/from-sheets.js';
import type { Row, Sheets } from '../../script/xlsform/sheets.js';
import { toSheets } from '../../script/xlsform/to-sheets.js';
import { readWorkbook, writeToWorkbook } from '../../script/xlsform/workbook.js';

let forms: readonly SurveyForm[];
let folder: string;
beforeAll(async () => {
  forms = await loadForms();
  folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-forms-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('every form comes back from a workbook as it was', async () => {
  expect(forms).toHaveLength(7);
  for (const form of forms) {
    const file = path.join(folder, `${form.id}.xlsx`);
    await writeToWorkbook(toSheets(form), file);
    expect(fromSheets(await readWorkbook(file))).toEqual({ type: 'form', form });
  }
});

it('a file that is no workbook, and one without the sheets, are refused', async () => {
  await expect(readWorkbook(path.join(folder, 'none.xlsx'))).rejects.toThrow();
  await expect(readWorkbook(import.meta.filename)).rejects.toThrow();
});

describe('a workbook somebody else made', () => {
  const rows = (...cells: readonly Row['cells'][]): readonly Row[] =>
    cells.map((row, at) => ({ at: at + 2, cells: row }));
  const sheets = (survey: readonly Row['cells'][], change: Partial<Sheets> = {}): Sheets => ({
    survey: rows({ type: 'note', name: 'consent', label: 'Phiếu ẩn danh.' }, ...survey),
    choices: rows(
      { list_name: 'ck', name: 'co', label: 'Có' },
      { list_name: 'ck', name: 'khong', label: 'Không' },
      { list_name: 'ck', name: 'khong-biet', label: 'Không biết' },
    ),
    settings: rows({
      form_title: 'Phiếu thử',
      form_id: 'pks03',
      version: '2',
      lang_nghe_audience: 'nguoi-dan',
      lang_nghe_quarter: '2',
      lang_nghe_partner: 'Hội Nông dân',
    }),
    ...change,
  });
  const asked = { type: 'select_one ck', name: 'biet', label: 'Ông/bà có biết không?', required: 'yes' };

  it('is read with the usual ways of writing', () => {
    const read = fromSheets(
      sheets([
        asked,
        {
          type: 'integer',
          name: 'lan',
          label: 'Mấy lần?',
          hint: 'lần',
          constraint: '. >= 0 and . <= 9',
          relevant: "selected(${biet}, 'co')",
        },
        { type: 'text', name: 'y-kien', label: 'Góp ý', required: 'no' },
      ]),
    );
    expect(read).toMatchObject({
      type: 'form',
      form: {
        id: 'pks03',
        version: 2,
        source: 'du-thao',
        offered: 'link',
        questions: [
          { type: 'single', unknown: true, options: [{ id: 'co' }, { id: 'khong' }] },
          {
            type: 'number',
            min: 0,
            max: 9,
            measure: 'lần',
            optional: true,
            when: { question: 'biet', answers: ['co'] },
          },
          { type: 'text', optional: true, maxLength: 1000 },
        ],
      },
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a group', { type: 'begin_group', name: 'g', label: 'Nhóm' }, 'the type "begin_group" is not supported'],
    ['a calculation', { type: 'calculate', name: 'c', label: 'c' }, 'the type "calculate" is not supported'],
    ['a list that is not there', { ...asked, type: 'select_one la' }, 'no list "la"'],
    ['choices from a file', { ...asked, type: 'select_one ck or_other' }, 'is not supported'],
    ['another appearance', { ...asked, appearance: 'minimal' }, 'the appearance "minimal" is not supported'],
    ['a filter', { ...asked, choice_filter: 'a=b' }, 'the column "choice_filter" is not supported'],
    ['a translation', { ...asked, 'label::English': 'x' }, 'the column "label::English" is not supported'],
    ['a condition of another sort', { ...asked, relevant: "${biet} != 'co'" }, '"relevant" can only ask'],
    ['two questions in a condition', { ...asked, relevant: "${a} = 'co' or ${b} = 'co'" }, '"relevant" can only ask'],
    ['an unclear yes', { ...asked, required: 'maybe' }, '"required" must be yes or no'],
    [
      'a number without bounds',
      { type: 'integer', name: 'n', label: 'n', hint: 'lần' },
      'an integer needs the constraint',
    ],
    [
      'a number of nothing',
      { type: 'integer', name: 'n', label: 'n', constraint: '. >= 0 and . <= 9' },
      'an integer needs a hint',
    ],
    [
      'a text with another constraint',
      { type: 'text', name: 't', label: 't', constraint: "regex(., 'x')" },
      'the constraint must be',
    ],
    ['several answers and not knowing', { ...asked, type: 'select_multiple ck' }, 'cannot offer "khong-biet"'],
    ['a name that cannot be one', { ...asked, name: 'Có biết' }, 'id: lower-case'],
    ['a condition on nothing', { ...asked, relevant: "${ai} = 'co'" }, '"when" must name an earlier question'],
  ])('is refused with its row: %s', (_what, row, message) => {
    const read = fromSheets(sheets([row]));
    expect(read.type).toBe('faults');
    const faults = read.type === 'faults' ? read.faults : [];
    expect(faults.map(({ sheet, row: at }) => `${sheet} ${at}`)).toContain('survey 3');
    expect(faults.map((fault) => fault.message).join('\n')).toContain(message);
  });

  it('says all that is wrong at once', () => {
    const read = fromSheets(
      sheets([{ type: 'range', name: 'r', label: 'r' }], {
        settings: rows({ form_id: 'pks03' }, { form_id: 'pks04' }),
      }),
    );
    expect(read).toMatchObject({
      type: 'faults',
      faults: [
        { sheet: 'settings', row: 3 },
        { sheet: 'survey', row: 3 },
      ],
    });
    expect(fromSheets(sheets([asked], { survey: rows(asked) }))).toMatchObject({
      type: 'faults',
      faults: [{ sheet: 'survey', row: 2, message: expect.stringContaining('consent') as string }],
    });
  });
});
