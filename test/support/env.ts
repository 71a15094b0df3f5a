import { noFacts, type Env } from '../../core/flow.js';
import { nationalDirectory, provinceCode } from './directory.js';
import { allForms } from './forms.js';
import { understandAs } from './understand.js';

/** The env of a step in a private chat, with all places and forms and an empty store; Monday 23 November 2026, 9:00 in Vietnam. */
export const privateEnv = (): Env => ({
  channel: 'web',
  chat: { id: 'cht_here', kind: 'private' },
  person: 'per_here',
  now: Date.UTC(2026, 10, 23, 2, 0),
  newId: (prefix) => `${prefix}_1` as never,
  newCaseCode: () => 'PA-7K3F-Q2',
  hashInvite: (code) => code,
  newLinkCode: () => '123456',
  directory: nationalDirectory(),
  homeProvince: provinceCode('24'),
  forms: allForms(),
  understand: understandAs(),
  seats: [],
  facts: noFacts,
});
