import { randomBytes } from 'node:crypto';
import { phaseOf, type Day } from '../../core/campaign.js';
import type { Effect } from '../../core/effect.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import type { Seal } from '../../runtime/seal.js';
import type { Tx } from '../client.js';
import { castBallot } from './ballots.js';
import { countResponse } from './campaign-counts.js';
import { campaignsOf, insertCampaign } from './campaigns.js';
import { enoughToHide, holdComment, releaseComments } from './held-comments.js';
import type { NewOutboxRow } from './outbox.js';
import { useVotingCode } from './voting-codes.js';

/**
 * Casts the ballot and stores the answers, apart from each other: no shared id, no time, and a key that is random.
 * Returns the work it leads to; undefined, with nothing stored, when this person may not answer (any more).
 */
export async function recordResponse(
  tx: Tx,
  seal: Seal,
  response: Extract<Effect, { type: 'record-response' }>,
  person: string,
  at: number,
): Promise<readonly NewOutboxRow[] | undefined> {
  const { campaign, unit, visit } = response;
  const day = vietnamDay(at);
  if (campaign.isStanding) await insertCampaign(tx, { campaign, units: [] }, '', day);
  if (!(await mayAnswer(tx, seal, response, day))) return undefined;
  if (
    !(await castBallot(tx, seal, { campaign, person, ...(visit === undefined ? {} : { visit: { unit, day: visit } }) }))
  )
    return undefined;
  const written = Object.keys(response.written).length === 0 ? null : JSON.stringify(response.written);
  await tx.$executeRaw`
    INSERT INTO "SurveyResponse" ("campaignId", "unitCode", "id", "formVersion", "answers", "written")
    VALUES (${campaign.id}, ${unit}, ${randomId()}, ${response.formVersion}, ${response.answers}, ${written})`;
  if (response.comment !== undefined) await holdComment(tx, campaign.id, unit, { id: randomId(), ...response.comment });
  const since = await countResponse(tx, { campaign: campaign.id, unit, signals: response.signals }, day, at);
  return since < enoughToHide ? [] : releaseComments(tx, campaign.id, unit, at);
}

/** Is the campaign open, and did the person come in as it lets people in? Uses up a code that works once. */
async function mayAnswer(
  tx: Tx,
  seal: Seal,
  { campaign: { id, form }, unit, code = '', visit }: Extract<Effect, { type: 'record-response' }>,
  day: Day,
): Promise<boolean> {
  const known = await campaignsOf(tx, form, unit, id);
  const stored = known.find(({ campaign, asksThere }) => campaign.id === id && asksThere)?.campaign;
  if (stored === undefined || phaseOf(stored, day) !== 'open') return false;
  switch (stored.access) {
    case 'open':
      return true;
    case 'counter-code':
      return visit !== undefined;
    case 'one-time-code':
      return useVotingCode(tx, seal, id, unit, code);
  }
}

/** Wholly random: an id that begins with the time would tell it. */
const randomId = () => randomBytes(12).toString('base64url');
