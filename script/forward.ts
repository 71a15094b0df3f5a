// npm run forward -- --commune 07351 --email mot-cua@example.org
// npm run forward -- --commune 07351 --webhook https://example.org/cases
// npm run forward -- --commune 07351                                        what is set up
// npm run forward -- --remove tgt_…
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseProvinceCode, parseUnitCode } from '../core/ids.js';
import type { Jurisdiction } from '../core/jurisdiction.js';
import { addForwardTarget, forwardTargetsOf, removeForwardTarget } from '../prisma/store/forwardings.js';
import { usage, withStore } from './open-store.js';

const help = `usage: npm run forward -- --commune 07351 [--email <address> | --webhook <https URL>]
       npm run forward -- --province 24 [--email <address> | --webhook <https URL>]
       npm run forward -- --remove <id>
Without an address it lists what is set up. Mail needs SMTP_URL, and both need FORWARD_MODE=live.`;

const given = readArguments();

await withStore(async (store) => {
  if (given.remove !== undefined) {
    if (!(await removeForwardTarget(store, given.remove))) throw new Error(`nothing is set up under ${given.remove}`);
    process.stdout.write('removed\n');
    return;
  }
  const jurisdiction = readJurisdiction();
  if (given.email !== undefined) {
    const address = z.email().parse(given.email);
    process.stdout.write(
      `${await addForwardTarget(store, { jurisdiction, kind: 'email', address, secret: undefined })}\n`,
    );
  } else if (given.webhook !== undefined) {
    const address = z.url({ protocol: /^https?$/ }).parse(given.webhook);
    const secret = randomBytes(32).toString('base64url');
    const id = await addForwardTarget(store, { jurisdiction, kind: 'webhook', address, secret });
    process.stdout.write(`${id}\nsigning key, shown only now: ${secret}\n`);
  } else {
    const targets = await forwardTargetsOf(store, jurisdiction);
    for (const target of targets) process.stdout.write(`${target.id}\t${target.kind}\t${target.address}\n`);
    if (targets.length === 0) process.stdout.write('nothing is set up\n');
  }
});

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { commune: text, province: text, email: text, webhook: text, remove: text } }).values;
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}

function readJurisdiction(): Jurisdiction {
  const commune = given.commune === undefined ? undefined : parseUnitCode(given.commune);
  if (commune !== undefined) return { level: 'commune', code: commune };
  const province = given.province === undefined ? undefined : parseProvinceCode(given.province);
  return province === undefined ? usage(help) : { level: 'province', code: province };
}
