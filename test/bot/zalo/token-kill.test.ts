import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createAccessTokens } from '../../../bot/zalo/access-token.js';
import { createTokenVault, renewalLockMs, type TokenVault } from '../../../handlers/token-vault.js';
import { openStore, type Store } from '../../../prisma/client.js';
import { createLogger } from '../../../runtime/logger.js';
import { createSeal } from '../../../runtime/seal.js';
import { startFakeZalo, type FakeZalo } from '../../fakes/zalo/server.js';
import { openTestStore, quiet, type TestStore } from '../../support/store.js';

const key = randomBytes(32);

let zalo: FakeZalo;
let world: TestStore;
let store: Store;
let vault: TokenVault;
beforeEach(async () => {
  [zalo, world] = await Promise.all([startFakeZalo(), openTestStore()]);
  store = await openStore({ file: world.file, seal: createSeal(key), log: quiet });
  vault = createTokenVault(store, 'zalo');
});
afterEach(async () => {
  await store.close();
  await Promise.all([zalo.stop(), world.remove()]);
});

/** A process that begins a renewal, and is killed at this point. */
async function isKilledWhen(point: 'answered' | 'written'): Promise<void> {
  const program = path.join(import.meta.dirname, 'renewal-holder.ts');
  const given = [point, world.file, key.toString('base64'), JSON.stringify(zalo.config)];
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const gone = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  expect(line).toBe(point);
  child.kill('SIGKILL');
  expect((await gone)[1]).toBe('SIGKILL');
}

/** The next process, when the lock of the killed one has ended. */
function next() {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => lines.push(line) });
  const now = () => Date.now() + renewalLockMs;
  return { tokens: createAccessTokens({ config: zalo.config, vault, log, now }), lines };
}

describe('a process killed in a renewal', () => {
  it('after Zalo has answered and before the pair is written, has lost it, and the next one tells', async () => {
    await isKilledWhen('answered');
    expect(zalo.tokens.refreshes()).toBe(1);
    expect(await vault.read()).toMatchObject({ refreshingSince: expect.any(Number) as number });

    const { tokens, lines } = next();
    expect(await tokens.current()).toEqual({ type: 'none', because: 'lost' });
    expect(await tokens.current()).toEqual({ type: 'none', because: 'lost' });
    const alarms = lines.filter((line) => line.includes('"alarm":true'));
    expect(alarms).toEqual([expect.stringMatching(/"wasInterrupted":true.*npm run zalo -- login/)]);
    // It could not know better than to try the old one again, and once.
    expect(() => {
      zalo.verify();
    }).toThrow(/second time/);
    expect(zalo.calls.filter(({ endpoint }) => endpoint === 'token').map(({ error }) => error)).toEqual([0, -14020]);
  });

  it('after the pair is written and before it is used, has lost nothing: the next one uses it', async () => {
    await isKilledWhen('written');
    const kept = await vault.read();
    expect(kept).toMatchObject({ refreshingSince: undefined, lockedUntil: 0 });

    const { tokens, lines } = next();
    const found = await tokens.current();
    expect(found).toEqual({ type: 'token', token: kept?.pair.accessToken });
    expect(zalo.tokens.refreshes()).toBe(1);
    expect(lines).toEqual([]);
    const headers = { access_token: kept?.pair.accessToken ?? '' };
    const answer = await fetch(`${zalo.url}/v2.0/oa/quota/message`, { method: 'POST', headers });
    expect(await answer.json()).toMatchObject({ error: 0 });
    zalo.verify();
  });
});
