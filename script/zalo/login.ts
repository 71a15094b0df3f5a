import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { challengeOf, exchangeCode, newVerifier, permissionLink } from '../../bot/zalo/oauth.js';
import { createTokenVault } from '../../handlers/token-vault.js';
import type { Store } from '../../prisma/client.js';
import type { Config } from '../../runtime/config.js';
import { notSetUp } from './not-set-up.js';

/** Leads an administrator of the OA through Zalo's permission, and keeps the tokens that come of it. Throws what failed. */
export async function login(store: Store, { zalo, http }: Config, given: string | undefined): Promise<void> {
  if (zalo === undefined) throw new Error(notSetUp);
  const redirect = given ?? (http.publicUrl === undefined ? undefined : `${http.publicUrl}/zalo/da-cap-quyen`);
  if (redirect === undefined)
    throw new Error('PUBLIC_URL is not set: say where Zalo sends the browser with --redirect');

  const verifier = newVerifier();
  const state = randomBytes(16).toString('base64url');
  const lines = [
    'Open this in a browser where an administrator of the Official Account is signed in to Zalo, and agree:',
    '',
    `  ${permissionLink(zalo, { redirect, challenge: challengeOf(verifier), state })}`,
    '',
    `The browser is then sent to ${redirect}?…`,
    'It does not matter what that page shows. Within ten minutes, paste its whole address here, or the code in it:',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const code = readCode(await readLine(), { state, oaId: zalo.oaId });

  const from = Date.now();
  const answer = await exchangeCode(zalo, code, verifier);
  if (answer.type === 'refused')
    throw new Error(`Zalo refused the code (error ${answer.code}): it works once and for ten minutes; log in again`);
  if (answer.type === 'unknown') throw new Error('Zalo did not answer as it should; log in again');
  const { accessToken, refreshToken, lastsMs } = answer;
  await createTokenVault(store, 'zalo').put({ accessToken, refreshToken, endsAt: from + lastsMs }, Date.now());
  process.stdout.write(
    'Logged in. A running program takes the new tokens when it needs them, and renews them from now on.\n' +
      'See whether all is well with: npm run zalo -- status\n',
  );
}

/** What was pasted: an address as Zalo made it, or the code alone. Throws what is wrong with it. */
function readCode(pasted: string, { state, oaId }: { readonly state: string; readonly oaId: string }): string {
  if (pasted === '') throw new Error('nothing was entered');
  const isAddress = /^https?:/i.test(pasted);
  if (isAddress && !URL.canParse(pasted)) throw new Error('that is no address');
  const query = isAddress ? new URL(pasted).searchParams : new URLSearchParams({ code: pasted });
  if (isAddress && query.get('state') !== state)
    throw new Error('that address belongs to another login; open the link above and paste where it leads');
  const oa = query.get('oa_id');
  if (oa !== null && oa !== oaId) throw new Error('leave was given for another Official Account than ZALO_OA_ID');
  const code = query.get('code') ?? '';
  if (!/^[\w.~+/=-]{1,2000}$/.test(code)) throw new Error(isAddress ? 'that address has no code' : 'that is no code');
  return code;
}

/** The first line of standard input; empty where there is none. */
async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line.trim();
  }
  return '';
}
