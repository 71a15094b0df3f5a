import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseUnitCode } from '../../core/ids.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { codeAlphabet, oneTimeCodeLength, showVotingCode, type VotingCode } from '../../core/voting-code.js';
import type { Store } from '../../prisma/client.js';
import { addCount } from '../../prisma/store/campaign-counts.js';
import { insertVotingCodes } from '../../prisma/store/voting-codes.js';
import { webAddress, type Config } from '../../runtime/config.js';
import { codeSlips } from '../qr/code-slips.js';
import { openDirectory, titled } from '../open-directory.js';
import type { Options } from './read-arguments.js';
import { mustFind } from './show.js';

const codeLimit = 2000;

/**
 * Makes codes that let somebody answer once, as slips to cut out. They are in the file that is written and nowhere else:
 * the store knows hashes, and nobody knows who draws which.
 */
export async function makeCodes(
  store: Store,
  config: Pick<Config, 'http'>,
  forms: readonly SurveyForm[],
  name: string,
  options: Options,
): Promise<readonly string[]> {
  const { campaign, units } = await mustFind(store, name);
  if (campaign.access !== 'one-time-code')
    throw new Error(`${name} lets people in by ${campaign.access}, not by codes`);
  if (campaign.finishedOn !== undefined) throw new Error(`${name} is finished`);
  const unit = parseUnitCode(options.unit ?? '');
  const isThere = units.length === 0 || units.some(({ code }) => code === unit);
  if (unit === undefined || !isThere) throw new Error(`--unit must be a commune of ${name}`);
  const count = Number(options.count);
  if (!Number.isInteger(count) || count < 1 || count > codeLimit)
    throw new Error(`--count must be a number from 1 to ${codeLimit}`);

  const codes = Array.from({ length: count }, newCode);
  const directory = await openDirectory(store);
  const place = directory.unit(unit);
  if (place === undefined) throw new Error(`no commune has the code ${unit}`);
  const out = options.out ?? `${campaign.id}-${unit}.pdf`;
  const base = webAddress(config.http);
  const link = `${base}/?start=${unit}-${campaign.form}`;
  const pdf = await codeSlips(
    {
      formTitle: forms.find(({ id }) => id === campaign.form)?.title ?? campaign.form.toUpperCase(),
      unitTitle: titled(directory.title(place)),
      address: link,
      closesOn: campaign.closesOn,
    },
    codes.map(showVotingCode),
    (code) => `${link}-${code.replace('-', '').toLowerCase()}`,
  );
  // Stored first: a slip whose code is not known would turn its bearer away.
  await store.write(async (tx) => {
    await insertVotingCodes(tx, store.seal, campaign.id, unit, codes);
    await addCount(tx, { campaign: campaign.id, unit, kind: 'codes' }, count);
  });
  await writeFile(out, pdf);
  return [`wrote ${count} codes to ${out}: print it, cut it, let everybody draw one, and delete the file`];
}

const newCode = (): VotingCode =>
  Array.from({ length: oneTimeCodeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)] ?? '').join('');
