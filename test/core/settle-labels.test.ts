import { expect, it } from 'vitest';
import type { ChosenLabels, Labels } from '../../core/labels.js';
import { settleLabels, type SettledLabels } from '../../core/settle-labels.js';
import { understandAs } from '../support/understand.js';

const sure = understandAs({ category: 'giao-thong', kind: 'phan-anh' })('');
const unsure: Labels = { ...sure, abstained: true, confidence: 0.3 };
const accusing: Labels = { ...sure, category: 'can-bo', kind: 'to-cao', aboutOfficial: true, bypass: true };
const accusingNeighbour: Labels = { ...sure, category: 'an-ninh', kind: 'to-cao' };

it.each<[string, Labels, ChosenLabels, Partial<SettledLabels>]>([
  ['nothing was asked', sure, {}, { category: 'giao-thong', kind: 'phan-anh', bypass: false }],
  ['nothing was asked and the machine cannot tell', unsure, {}, { category: 'giao-thong', labelledBy: 'nobody' }],
  ['the citizen named the category', unsure, { category: 'dat-dai' }, { category: 'dat-dai', labelledBy: 'citizen' }],
  ['the citizen could not tell either', unsure, { category: 'unknown' }, { labelledBy: 'nobody' }],
  ['he could not tell, and a newer machine could', sure, { category: 'unknown' }, { labelledBy: 'nobody' }],
  ['tố cáo as such', accusing, { kind: 'to-cao' }, { kind: 'to-cao', bypass: true, labelledBy: 'citizen' }],
  ['tố cáo as such, of no official', accusingNeighbour, { kind: 'to-cao' }, { kind: 'to-cao', bypass: true }],
  ['tố cáo as phản ánh', accusing, { kind: 'phan-anh' }, { kind: 'phan-anh', bypass: true, aboutOfficial: true }],
  ['tố cáo of no official as phản ánh', accusingNeighbour, { kind: 'phan-anh' }, { kind: 'phan-anh', bypass: false }],
  ['khiếu nại of the leadership', { ...accusing, kind: 'khieu-nai' }, { kind: 'khieu-nai' }, { bypass: true }],
  ['khiếu nại', { ...sure, kind: 'khieu-nai' }, { kind: 'khieu-nai' }, { kind: 'khieu-nai', bypass: false }],
  [
    'the kind was chosen and the category could not be told',
    { ...accusing, abstained: true },
    { kind: 'phan-anh', category: 'unknown' },
    { kind: 'phan-anh', bypass: true, labelledBy: 'nobody' },
  ],
  [
    'what a choice does not touch stays the machine’s',
    { ...unsure, urgent: true, aboutOfficial: true },
    { category: 'an-ninh', kind: 'phan-anh' },
    { urgent: true, aboutOfficial: true, confidence: 0.3 },
  ],
])('%s', (_name, machine, chosen, expected) => {
  expect(settleLabels(machine, chosen)).toMatchObject(expected);
});

it('says of what was left to the machine that nobody chose it', () => {
  const { abstained: _abstained, likeliest: _likeliest, bypassInDoubt: _inDoubt, ...labels } = sure;
  expect(settleLabels(sure, {})).toEqual(labels);
});

it('never lifts what keeps a text from the one it is about', () => {
  for (const kind of ['khieu-nai', 'to-cao', 'phan-anh', undefined] as const) {
    for (const category of ['dat-dai', 'unknown', undefined] as const) {
      const chosen = { ...(kind === undefined ? {} : { kind }), ...(category === undefined ? {} : { category }) };
      expect(settleLabels(accusing, chosen).bypass).toBe(true);
    }
  }
});
