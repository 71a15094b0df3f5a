import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Campaign } from '../../../core/campaign.js';
import type { CampaignId } from '../../../core/ids.js';
import { resultsSettings, type ResultsSettings } from '../../../core/results/settings.js';
import { summarise } from '../../../core/results/summarise.js';
import { tallyResponses } from '../../../core/results/tally.js';
import type { Results } from '../../../core/results/results.js';
import type { SurveyForm } from '../../../core/survey-form.js';
import { surveyForm } from '../../../core/survey-form.js';
import { unitCode } from '../../support/directory.js';

/** As officials have them. */
export const settings: ResultsSettings = resultsSettings.parse(
  parse(readFileSync(new URL('../../../data/results.yaml', import.meta.url), 'utf8')),
);

export const campaign: Campaign = {
  id: 'pks05-2026-q3' as CampaignId,
  form: 'pks05',
  access: 'counter-code',
  opensOn: '2026-07-01',
  closesOn: '2026-09-30',
  partner: 'Tỉnh đoàn',
  margin: 0.05,
  isPaused: false,
  isStanding: false,
};

const scale = ['rat-kem', 'kem', 'thuong', 'tot', 'rat-tot'].map((id) => ({ id, label: id }));

/** Two judgements, of which the second is sensitive, and what hangs on a sensitive answer. */
export const form: SurveyForm = surveyForm.parse({
  id: 'pks05',
  version: 1,
  source: 'du-thao',
  title: 'Phiếu thử',
  audience: 'nguoi-dan',
  offered: 'link',
  quarter: 3,
  partner: 'Tỉnh đoàn',
  consent: 'Thử.',
  questions: [
    { id: 'chung', text: 'Chung?', type: 'scale', options: scale, satisfied: ['tot', 'rat-tot'] },
    { id: 'lan', text: 'Mấy lần?', type: 'number', min: 0, max: 60, measure: 'lần' },
    {
      id: 'tien',
      text: 'Thêm tiền?',
      type: 'single',
      sensitive: true,
      optional: true,
      options: [
        { id: 'co', label: 'Có' },
        { id: 'khong', label: 'Không' },
      ],
    },
    {
      id: 'o-dau',
      text: 'Ở đâu?',
      type: 'single',
      when: { question: 'tien', answers: ['co'] },
      options: [
        { id: 'day', label: 'Đây' },
        { id: 'kia', label: 'Kia' },
      ],
    },
  ],
});

/** So many times each packed response. */
export const lines = (...responses: readonly (readonly [number, string])[]): string =>
  responses.flatMap(([times, packed]) => Array.from({ length: times }, () => packed)).join('\n');

export type Unit = { readonly lines: string; readonly population?: number; readonly peak?: number };

/** Results of communes 00001, 00002 … */
export function resultsOf(units: readonly Unit[], more: Partial<Parameters<typeof summarise>[0]> = {}): Results {
  const code = (at: number) => unitCode(String(at + 1).padStart(5, '0'));
  const asked = more.form ?? form;
  return summarise({
    campaign,
    form: asked,
    units: units.map(({ population }, at) => ({ code: code(at), ...(population === undefined ? {} : { population }) })),
    tallies: new Map(
      units.flatMap((unit, at) => (unit.lines === '' ? [] : [[code(at), tallyResponses(unit, asked, 5)] as const])),
    ),
    signs: new Map(units.map(({ peak }, at) => [code(at), { peak }])),
    comments: [],
    settings,
    ...more,
  });
}
