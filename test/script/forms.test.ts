import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveyForm } from '../../core/survey-form.js';
import { packageRoot } from '../../runtime/paths.js';
import { checkYaml } from '../../runtime/read-data.js';
import { toSheets } from '../../script/xlsform/to-sheets.js';
import { writeToWorkbook } from '../../script/xlsform/workbook.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-forms-'));
});
afterAll(() => rm(folder, { recursive: true }));

const forms = (...command: readonly string[]) =>
  new Promise<{ readonly code: number; readonly printed: string; readonly errors: string }>((resolve) => {
    execFile(process.execPath, ['dist/script/forms.js', ...command], { cwd: packageRoot }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, printed: stdout, errors: stderr });
    });
  });

describe('npm run forms', () => {
  it('checks, lists and shows them', async () => {
    expect(await forms('check')).toEqual({ code: 0, printed: '7 forms are right\n', errors: '' });
    const { printed } = await forms('list');
    expect(
      printed
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `pks0${n}`));
    const shown = await forms('preview', 'PKS05');
    expect(shown.printed).toContain('Câu 3/10\n');
    expect(shown.printed).toContain('(only when 4 is “Rất lâu”)');
  });

  it('takes a form out, and a newer version of it back in', async () => {
    const [sheet, yaml] = [path.join(folder, 'pks05.xlsx'), path.join(folder, 'pks05.yaml')];
    const before = await readFile(path.join(packageRoot, 'data/forms/pks05.yaml'), 'utf8');
    await writeFile(yaml, before);
    expect(await forms('export', 'PKS05', '--out', sheet)).toMatchObject({ code: 0, errors: '' });
    expect(await forms('import', sheet, '--out', yaml)).toMatchObject({ code: 0, errors: '' });
    const after = await readFile(yaml, 'utf8');
    expect(checkYaml(after, 'after', surveyForm)).toEqual(checkYaml(before, 'before', surveyForm));
    expect(after).toMatch(/^# PKS05: /);

    const form = checkYaml(before, 'before', surveyForm);
    await writeToWorkbook(toSheets({ ...form, title: 'Tên khác' }), sheet);
    const refused = await forms('import', sheet, '--out', yaml);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain('is version 1 already');
    await writeToWorkbook(toSheets({ ...form, title: 'Tên khác', version: 2 }), sheet);
    expect(await forms('import', sheet, '--out', yaml)).toMatchObject({ code: 0 });
    expect(checkYaml(await readFile(yaml, 'utf8'), 'after', surveyForm)).toMatchObject({
      title: 'Tên khác',
      version: 2,
    });
  });

  it('says what is wrong, and how it is called', async () => {
    expect(await forms('preview', 'PKS09')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('there is no form PKS09') as string,
    });
    expect(await forms('import', path.join(folder, 'none.xlsx'))).toMatchObject({ code: 1, printed: '' });
    for (const command of [[], ['check', 'x'], ['preview'], ['list', '--to', 'x']])
      expect(await forms(...command)).toMatchObject({
        code: 2,
        errors: expect.stringContaining('usage: npm run forms') as string,
      });
  });
});

describe('a form file', () => {
  const good = [
    'id: pks03',
    'version: 1',
    'questions:',
    '  - id: a',
    '    type: single',
    '    text: Có không?',
    '    options:',
    '      - { id: co, label: Có }',
    '',
  ];
  it('that is wrong is named with line and field', () => {
    expect(() => checkYaml(good.join('\n'), 'data/forms/pks03.yaml', surveyForm)).toThrow(
      /pks03\.yaml:8: questions\.0\.options: /,
    );
    expect(() => checkYaml(good.join('\n'), 'data/forms/pks03.yaml', surveyForm)).toThrow(/pks03\.yaml:1: title: /);
    expect(() => checkYaml('id: [', 'data/forms/pks03.yaml', surveyForm)).toThrow(/pks03\.yaml:1: /);
  });
});
