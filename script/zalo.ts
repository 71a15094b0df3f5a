// npm run zalo -- login [--redirect https://…]   gets tokens from an administrator of the Official Account
// npm run zalo -- status                         whether it works, and what Zalo lets us send
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usage, withStore } from './open-store.js';
import { login } from './zalo/login.js';
import { statusLines } from './zalo/status.js';

const help = `usage: npm run zalo -- login [--redirect <URL that is set up at developers.zalo.me>]
       npm run zalo -- status`;

const asked = readArguments();

await withStore(async (store, config) => {
  if (asked.action === 'login') return login(store, config, asked.redirect);
  for (const line of await statusLines(store, config.zalo, Date.now())) process.stdout.write(`${line}\n`);
});

function readArguments(): { readonly action: 'login' | 'status'; readonly redirect: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ options: { redirect: { type: 'string' } }, allowPositionals: true });
    const [action, ...others] = positionals;
    const { redirect } = values;
    const isAddress = redirect === undefined || z.url({ protocol: /^https?$/ }).safeParse(redirect).success;
    if (others.length === 0 && isAddress && action === 'login') return { action, redirect };
    if (others.length === 0 && redirect === undefined && action === 'status') return { action, redirect };
    return usage(help);
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}
