// A process of its own that renews the tokens and stands still at a point where it can be killed:
// `tsx renewal-holder.ts answered|written <file> <secret key, base64> <settings as JSON>`.
import { createAccessTokens } from '../../../bot/zalo/access-token.js';
import { createTokenVault, type TokenVault } from '../../../handlers/token-vault.js';
import { openStore } from '../../../prisma/client.js';
import type { ZaloConfig } from '../../../runtime/config.js';
import { createLogger } from '../../../runtime/logger.js';
import { createSeal } from '../../../runtime/seal.js';

const [, , point, file = '', key = '', settings = ''] = process.argv;
const config = JSON.parse(settings) as ZaloConfig;
const log = createLogger('silent');
const store = await openStore({ file, seal: createSeal(Buffer.from(key, 'base64')), log });
const vault = createTokenVault(store, 'zalo');
setInterval(() => undefined, 1000);

const standStill = (): Promise<never> => {
  process.stdout.write(`${point ?? ''}\n`);
  return new Promise(() => undefined);
};
/** Zalo has answered, and the pair is nowhere but in this process. */
const neverWrites: TokenVault = {
  ...vault,
  begin: async (kept, now) => {
    const renewal = await vault.begin(kept, now);
    return renewal === undefined ? undefined : { ...renewal, write: standStill };
  },
};

await createAccessTokens({ config, vault: point === 'answered' ? neverWrites : vault, log }).current();
await standStill();
