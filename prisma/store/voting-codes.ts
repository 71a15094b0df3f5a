import type { CampaignId, UnitCode } from '../../core/ids.js';
import type { VotingCode } from '../../core/voting-code.js';
import type { Seal } from '../../runtime/seal.js';
import type { Tx } from '../client.js';

// Codes that let somebody answer once. Who got which is known to nobody: a commune is given a number of them.

export async function insertVotingCodes(
  tx: Tx,
  seal: Seal,
  campaign: CampaignId,
  unit: UnitCode,
  codes: readonly VotingCode[],
): Promise<void> {
  for (const code of codes)
    await tx.$executeRaw`
      INSERT INTO "VotingCode" ("campaignId", "unitCode", "hash")
      VALUES (${campaign}, ${unit}, ${seal.hashVotingCode(campaign, code)}) ON CONFLICT DO NOTHING`;
}

/** Is this a code of the campaign in this commune that nobody has used? */
export async function isVotingCode(
  tx: Tx,
  seal: Seal,
  campaign: CampaignId,
  unit: UnitCode,
  code: VotingCode,
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "VotingCode"
    WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit} AND "hash" = ${seal.hashVotingCode(campaign, code)}`;
  return found.length > 0;
}

/** Uses a code up; false when it is wrong or was used. */
export async function useVotingCode(
  tx: Tx,
  seal: Seal,
  campaign: CampaignId,
  unit: UnitCode,
  code: VotingCode,
): Promise<boolean> {
  const used = await tx.$executeRaw`
    DELETE FROM "VotingCode"
    WHERE "campaignId" = ${campaign} AND "unitCode" = ${unit} AND "hash" = ${seal.hashVotingCode(campaign, code)}`;
  return used > 0;
}
