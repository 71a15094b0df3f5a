import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newSecretKey, readConfig, variableNames, type Config } from '../../runtime/config.js';
import { packageRoot } from '../../runtime/paths.js';

const key = newSecretKey();

describe('a right environment', () => {
  test('needs a key only', () => {
    expect(read({ SECRET_KEY: key })).toMatchObject({
      http: { port: 3000, host: '127.0.0.1', publicUrl: undefined },
      dataDir: path.resolve('data/run'),
      databaseFile: path.resolve('data/run/lang-nghe.db'),
      redisUrl: undefined,
      forwardMode: 'blackhole',
      telegram: undefined,
      zalo: undefined,
    });
  });

  test('an empty value counts as absent, as in a copied .env.example', () => {
    expect(read({ SECRET_KEY: key, PORT: '', REDIS_URL: '', ESCALATE_AFTER: '' })).toEqual(read({ SECRET_KEY: key }));
  });

  test('the key has 32 bytes, in either base64 alphabet', () => {
    const urlSafe = key.replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
    expect(read({ SECRET_KEY: key }).secretKey).toHaveLength(32);
    expect(read({ SECRET_KEY: urlSafe }).secretKey).toEqual(read({ SECRET_KEY: key }).secretKey);
  });

  test('minutes become milliseconds, a file: address a path', () => {
    const config = read({ SECRET_KEY: key, ESCALATE_AFTER: '0.5', DATABASE_URL: 'file:/srv/x.db', DATA_DIR: '/srv/d' });
    expect(config).toMatchObject({ escalateAfterMs: 30_000, databaseFile: '/srv/x.db', dataDir: '/srv/d' });
  });

  test('Telegram is polled, or calls us when there is an address for it', () => {
    const telegram = { SECRET_KEY: key, TELEGRAM_BOT_TOKEN: `1:${'a'.repeat(35)}` };
    const secret = 's'.repeat(32);
    expect(read(telegram).telegram?.receive).toEqual({ type: 'polling' });
    const reachable = { ...telegram, PUBLIC_URL: 'https://example.vn/', TELEGRAM_WEBHOOK_SECRET: secret };
    expect(read(reachable).telegram?.receive).toEqual({
      type: 'webhook',
      url: 'https://example.vn/webhook/telegram',
      secret,
    });
  });
});

describe('Zalo', () => {
  const four = {
    SECRET_KEY: key,
    ZALO_APP_ID: '50554360515256678',
    ZALO_OA_ID: '1646843870823903717',
    ZALO_OA_SECRET_KEY: 'oa-secret',
    ZALO_APP_SECRET: 'app-secret',
  };

  test('is there when four values are; ids stay text', () => {
    expect(read(four).zalo).toEqual({
      appId: '50554360515256678',
      oaId: '1646843870823903717',
      oaSecretKey: 'oa-secret',
      appSecret: 'app-secret',
      refreshToken: undefined,
      apiRoot: 'https://openapi.zalo.me',
      oauthRoot: 'https://oauth.zaloapp.com',
      paysForMessages: false,
      messagesPerSecond: 10,
    });
  });

  test('a part of the four is a fault that names the rest', () => {
    const { ZALO_OA_ID: _, ...three } = four;
    const result = readConfig(three);
    expect(result).toMatchObject({ type: 'wrong', faults: [expect.stringMatching(/^ZALO_OA_ID: needed with/)] });
  });
});

describe('a wrong environment', () => {
  test.each([
    ['PORT', '70000'],
    ['PUBLIC_URL', 'example.vn'],
    ['DATABASE_URL', 'postgres://x'],
    ['REDIS_URL', 'http://127.0.0.1'],
    ['SECRET_KEY', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['PROVINCE', '240'],
    ['FORWARD_MODE', 'yes'],
    ['ESCALATE_AFTER', '-1'],
    ['SMTP_URL', 'mail.example.vn'],
    ['MAIL_FROM', 'nobody'],
    ['TELEGRAM_BOT_TOKEN', 'mistyped'],
    ['TELEGRAM_API_ROOT', 'x'],
    ['TELEGRAM_WEBHOOK_SECRET', 'short'],
    ['TELEGRAM_RATE', '0'],
  ])('%s=%s is named as the only fault', (name, value) => {
    const faults = faultsOf({ SECRET_KEY: key, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: \\S`));
    expect(faults[0]).not.toContain(` ${value}`);
  });

  test('every fault is named at once', () => {
    const faults = faultsOf({
      PORT: 'x',
      FORWARD_MODE: 'x',
      PUBLIC_URL: 'https://x.vn',
      TELEGRAM_BOT_TOKEN: `1:${'a'.repeat(35)}`,
    });
    const names = faults.map((fault) => fault.split(':')[0]);
    expect(names.sort()).toEqual(['FORWARD_MODE', 'PORT', 'SECRET_KEY', 'TELEGRAM_WEBHOOK_SECRET']);
  });

  test('stops the program with exit code 2 and one message, and .env is read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'config-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, '.env'), 'PORT=x\nFORWARD_MODE=y\n');
    const program = `import { loadConfig } from ${JSON.stringify(path.join(packageRoot, 'runtime/config.ts'))}; loadConfig();`;
    const tsx = import.meta.resolve('tsx');
    const run = spawnSync(process.execPath, ['--import', tsx, '--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(run.status).toBe(2);
    expect(run.stderr.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringContaining('.env.example'),
      expect.stringMatching(/^ {2}PORT: /),
      expect.stringMatching(/^ {2}SECRET_KEY: is missing; script\/bootstrap/),
      expect.stringMatching(/^ {2}FORWARD_MODE: /),
    ]);
  });
});

test('.env.example names every variable, and none that is not read', async () => {
  const example = await readFile(path.join(packageRoot, '.env.example'), 'utf8');
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...variableNames].sort());
});

test('the defaults of .env.example are those of the program', async () => {
  const example = await readFile(path.join(packageRoot, '.env.example'), 'utf8');
  const given = Object.fromEntries(
    [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  expect(read({ ...given, SECRET_KEY: key })).toEqual(read({ SECRET_KEY: key }));
});

function read(environment: Record<string, string>): Config {
  const result = readConfig(environment);
  if (result.type === 'wrong') throw new Error(result.faults.join('; '));
  return result.config;
}

function faultsOf(environment: Record<string, string>): readonly string[] {
  const result = readConfig(environment);
  return result.type === 'wrong' ? result.faults : [];
}
