// npm run forms -- check                         looks through data/forms: file, line and field of what is wrong
// npm run forms -- list                          the forms, who is asked and when
// npm run forms -- preview PKS03                 the whole form to read, before somebody approves it
// npm run forms -- export PKS03 [--out X.xlsx]   as XLSForm, to be edited in Excel, ODK or Kobo
// npm run forms -- import X.xlsx [--out Y.yaml]  back into data/forms
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { surveyForm, type SurveyForm } from '../core/survey-form.js';
import { questionCount } from '../core/survey-rules.js';
import { loadForms } from '../runtime/load-forms.js';
import { packageRoot } from '../runtime/paths.js';
import { checkYaml } from '../runtime/read-data.js';
import { preview } from './forms/preview.js';
import { commentOf, toYaml } from './forms/to-yaml.js';
import { usage } from './open-store.js';
import { fromSheets } from './xlsform/from-sheets.js';
import { toSheets } from './xlsform/to-sheets.js';
import { readWorkbook, writeToWorkbook } from './xlsform/workbook.js';

const help =
  'usage: npm run forms -- check | list | preview FORM | export FORM [--out FILE.xlsx] | import FILE.xlsx [--out FILE.yaml]';

const { action, of, out } = readArguments();
try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  switch (action) {
    case 'check':
      print(`${(await loadForms()).length} forms are right`);
      return;
    case 'list':
      for (const form of await loadForms())
        print(
          [
            form.id,
            `v${form.version}`,
            form.source,
            form.audience,
            form.offered,
            `quarter ${form.quarter}`,
            `${questionCount(form)} questions`,
            form.title,
          ].join('\t'),
        );
      return;
    case 'preview':
      print(preview(await formNamed(of)));
      return;
    case 'export': {
      const form = await formNamed(of);
      const file = out ?? `${form.id}.xlsx`;
      await writeToWorkbook(toSheets(form), file);
      print(`wrote ${file}`);
      return;
    }
    case 'import':
      await importForm(of);
  }
}

async function formNamed(id: string): Promise<SurveyForm> {
  const forms = await loadForms();
  const form = forms.find((one) => one.id === id.toLowerCase());
  if (form === undefined) throw new Error(`there is no form ${id}: ${forms.map((one) => one.id).join(', ')}`);
  return form;
}

async function importForm(workbook: string): Promise<void> {
  const read = fromSheets(await readWorkbook(workbook));
  if (read.type === 'faults')
    throw new Error(
      read.faults.map(({ sheet, row, message }) => `${workbook}: ${sheet}, row ${row}: ${message}`).join('\n'),
    );
  const { form } = read;
  const file = out ?? path.join(packageRoot, 'data/forms', `${form.id}.yaml`);
  const before = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  if (before !== undefined) mustBeNewer(form, checkYaml(before, file, surveyForm), file);
  await writeFile(file, toYaml(form, before === undefined ? '' : commentOf(before)));
  print(`wrote ${path.relative('.', file)}`);
}

/** Answers keep the version they were given under: two forms of one version would be counted together. */
function mustBeNewer(form: SurveyForm, before: SurveyForm, file: string): void {
  if (isDeepStrictEqual(form, before) || form.version > before.version) return;
  throw new Error(
    `${file} is version ${before.version} already: the changed form needs a higher one (sheet "settings", column "version")`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readArguments(): {
  readonly action: 'check' | 'list' | 'preview' | 'export' | 'import';
  readonly of: string;
  readonly out: string | undefined;
} {
  try {
    const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
    const [action, of = '', ...more] = positionals;
    if (more.length === 0 && of === '' && (action === 'check' || action === 'list'))
      return { action, of, out: values.out };
    if (more.length === 0 && of !== '' && (action === 'preview' || action === 'export' || action === 'import'))
      return { action, of, out: values.out };
  } catch {
    // an option that is not known
  }
  return usage(help);
}
