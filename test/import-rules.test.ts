import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../runtime/paths.js';

/** What may be written: nobody finds fault with it. */
const lawful: Record<string, string> = {
  'core/case.ts': `import { z } from 'zod';\nexport const noun = z.string();`,
  'flows/step.ts': `import { noun } from '../core/case.js';\nexport const step = noun;`,
  'prisma/generated/client.ts': `export const client = 1;`,
  'prisma/store/cases.ts': `import '../../core/case.js';\nimport { client } from '../generated/client.js';\nimport '@prisma/client';\nexport const store = client;`,
  'runtime/queues.ts': `import '../core/case.js';\nimport 'bullmq';\nimport 'ioredis';\nexport const queues = 1;`,
  'runtime/logger.ts': `import 'pino';\nexport const log = 1;`,
  'handlers/handle-inbound.ts': `import '../flows/step.js';\nimport '../prisma/store/cases.js';\nimport '../runtime/queues.js';\nexport const handle = 1;`,
  'bot/channel.ts': `import '../core/case.js';\nexport const contract = 1;`,
  'bot/server.ts': `import 'express';\nimport './telegram/receive.js';\nimport './web/receive.js';\nexport const server = 1;`,
  'bot/telegram/receive.ts': `import 'grammy';\nimport '../channel.js';\nimport '../../handlers/handle-inbound.js';\nexport const receive = 1;`,
  'bot/telegram/payload.ts': `import './receive.js';`,
  'bot/web/receive.ts': `import '../channel.js';\nimport 'express';\nexport const receive = 1;`,
  'worker/route.ts': `import 'bullmq';\nimport '../prisma/store/cases.js';\nimport '../runtime/logger.js';\nexport const route = 1;`,
  'main.ts': `import './bot/server.js';\nimport './worker/route.js';`,
  'script/dead.ts': `import '../worker/route.js';\nimport '../prisma/store/cases.js';`,
  'test/support/fake.ts': `import 'vitest';\nimport '../../flows/step.js';\nimport 'grammy';\nexport const fake = 1;`,
};

/** For each rule, what it must forbid: file and its content. */
const breaches: readonly (readonly [rule: string, file: string, content: string])[] = [
  ['core-is-alone', 'core/reads-file.ts', `import 'node:fs';`],
  ['core-is-alone', 'core/logs.ts', `import 'pino';`],
  [
    'core-is-alone',
    'core/knows-flow.ts',
    `import type { step } from '../flows/step.js';\nexport type X = typeof step;`,
  ],
  ['flows-are-pure', 'flows/reads-file.ts', `import 'node:fs';`],
  ['flows-are-pure', 'flows/reads-file-2.ts', `import 'fs/promises';`],
  ['flows-are-pure', 'flows/uses-npm.ts', `import 'zod';`],
  ['flows-are-pure', 'flows/stores.ts', `import '../prisma/store/cases.js';`],
  ['flows-are-pure', 'flows/logs-later.ts', `export const later = () => import('../runtime/logger.js');`],
  ['handlers-know-no-channel', 'handlers/answers.ts', `import '../bot/telegram/receive.js';`],
  ['handlers-know-no-channel', 'handlers/works.ts', `import '../worker/route.js';`],
  ['telegram-lives-in-its-channel', 'handlers/grammy.ts', `import type { Bot } from 'grammy';\nexport type X = Bot;`],
  ['telegram-lives-in-its-channel', 'bot/web/grammy.ts', `import '@grammyjs/auto-retry';`],
  ['bot-enters-by-handlers', 'bot/web/flows.ts', `import '../../flows/step.js';`],
  ['bot-enters-by-handlers', 'bot/stores.ts', `import '../prisma/store/cases.js';`],
  ['bot-enters-by-handlers', 'bot/works.ts', `import '../worker/route.js';`],
  ['channels-are-strangers', 'bot/telegram/web.ts', `import '../web/receive.js';`],
  [
    'channels-are-strangers',
    'bot/web/telegram.ts',
    `import type { receive } from '../telegram/receive.js';\nexport type X = typeof receive;`,
  ],
  ['worker-knows-no-citizen', 'worker/bot.ts', `import '../bot/server.js';`],
  ['worker-knows-no-citizen', 'worker/flows.ts', `import '../flows/step.js';`],
  ['worker-knows-no-citizen', 'worker/handlers.ts', `import '../handlers/handle-inbound.js';`],
  ['prisma-knows-no-app', 'prisma/store/flows.ts', `import '../../flows/step.js';`],
  ['prisma-knows-no-app', 'prisma/store/worker.ts', `import '../../worker/route.js';`],
  ['runtime-knows-no-app', 'runtime/stores.ts', `import '../prisma/store/cases.js';`],
  ['runtime-knows-no-app', 'runtime/handles.ts', `import '../handlers/handle-inbound.js';`],
  ['nobody-imports-tests', 'worker/tests.ts', `import '../test/support/fake.js';`],
  ['nobody-imports-tests', 'script/tests.ts', `import '../test/support/fake.js';`],
  ['nobody-imports-commands', 'worker/commands.ts', `import '../script/dead.js';`],
  ['nobody-imports-commands', 'bot/begins.ts', `import '../main.js';`],
  ['sql-lives-in-prisma', 'worker/sql.ts', `import 'better-sqlite3';`],
  ['sql-lives-in-prisma', 'handlers/sql.ts', `import '@prisma/client';`],
  [
    'sql-lives-in-prisma',
    'handlers/rows.ts',
    `import type { client } from '../prisma/generated/client.js';\nexport type X = typeof client;`,
  ],
  ['http-lives-in-bot', 'handlers/http.ts', `import type { Request } from 'express';\nexport type X = Request;`],
  ['http-lives-in-bot', 'worker/http.ts', `import 'helmet';`],
  ['queues-live-in-runtime', 'bot/queue.ts', `import 'bullmq';`],
  ['queues-live-in-runtime', 'prisma/queue.ts', `import 'ioredis';`],
  ['redis-lives-in-runtime', 'worker/redis.ts', `import 'ioredis';`],
  ['one-log', 'worker/log.ts', `import 'pino';`],
  ['no-circular', 'worker/egg.ts', `import './hen.js';`],
  ['no-orphans', 'worker/forgotten.ts', `export const forgotten = 1;`],
  ['not-to-unresolvable', 'worker/typo.ts', `import './rout.js';`],
  ['no-undeclared-packages', 'worker/undeclared.ts', `import 'accepts';`],
  ['no-development-packages', 'worker/development.ts', `import 'tsx';`],
];
/** The other half of a breach, where it takes two; the fault is told once. */
const accomplices: Record<string, string> = { 'worker/hen.ts': `import './egg.js';` };

const config = await extractConfig(path.join(packageRoot, '.dependency-cruiser.mjs'));
let folder: string;
let result: ICruiseResult;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-rules-'));
  const files = {
    ...lawful,
    ...accomplices,
    ...Object.fromEntries(breaches.map(([, file, content]) => [file, content])),
  };
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  for (const shared of ['node_modules', 'package.json', 'tsconfig.json']) {
    await symlink(path.join(packageRoot, shared), path.join(folder, shared));
  }
  const { options, ...ruleSet } = config;
  const { output } = await cruise(
    ['.'],
    { ...options, ruleSet, validate: true, baseDir: folder, preserveSymlinks: true },
    options?.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new TypeError('the cruise gave a text');
  result = output;
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each(breaches)('%s: finds fault with %s', (rule, file) => {
  const found = result.summary.violations.filter((violation) => violation.from === file);
  expect(found.map((violation) => violation.rule.name)).toContain(rule);
});

test.each(Object.keys(lawful))('nobody finds fault with %s', (file) => {
  expect(result.modules.map((module) => module.source)).toContain(file);
  expect(result.summary.violations.filter((violation) => violation.from === file)).toEqual([]);
});

test('every rule has a breach that it finds, and says how to repair it', () => {
  const rules = config.forbidden ?? [];
  expect(rules.map((rule) => rule.name).sort()).toEqual([...new Set(breaches.map(([rule]) => rule))].sort());
  for (const rule of rules) expect(rule.comment, rule.name).toMatch(/\S{3}/);
});
