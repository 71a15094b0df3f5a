// The import table of ARCHITECTURE.md as rules. Each comment says how to repair a breach; test/import-rules.test.ts
// proves that each rule bites.

const anyFolder = ['core', 'flows', 'handlers', 'bot', 'worker', 'prisma', 'runtime', 'script', 'data', 'test'];

/** Of our own folders, `folder` may import itself and `allowed`; data is read as files, never imported. */
function mayImport(folder, allowed) {
  const forbidden = anyFolder.filter((other) => other !== folder && !allowed.includes(other));
  return { from: { path: `^${folder}/` }, to: { path: `^(${forbidden.join('|')})/` } };
}

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const folders = [
  {
    name: 'core-is-alone',
    comment:
      'core/ holds nouns and rules that everybody speaks, without I/O: it imports itself and zod. ' +
      'Move what needs more to the folder that does it, and pass the result in as a value.',
    from: { path: '^core/' },
    to: { pathNot: ['^core/', '(^|/)node_modules/zod/'] },
  },
  {
    name: 'flows-are-pure',
    comment:
      'A conversation is a pure function: it imports flows/ and core/, nothing of npm and nothing of Node. ' +
      'Ask for what it must know with a lookup, take time and ids from env, and return an effect for what must happen.',
    from: { path: '^flows/' },
    to: { pathNot: ['^flows/', '^core/'] },
  },
  {
    name: 'handlers-know-no-channel',
    comment:
      'A use case serves every channel: it imports core/, flows/, prisma/ and runtime/. ' +
      'Let bot/<channel>/receive translate to an Inbound first, and leave what follows to an outbox row.',
    ...mayImport('handlers', ['core', 'flows', 'prisma', 'runtime']),
  },
  {
    name: 'bot-enters-by-handlers',
    comment:
      'bot/ translates between a channel and the use cases: it imports core/, runtime/ and handlers/. ' +
      'Call, or add, a use case in handlers/ instead of reaching for conversations, the store or the worker.',
    ...mayImport('bot', ['core', 'runtime', 'handlers']),
  },
  {
    name: 'channels-are-strangers',
    comment: 'A channel can be read, and removed, alone. Move what two channels share to bot/ itself or to core/.',
    from: { path: '^bot/([^/]+)/' },
    to: { path: '^bot/[^/]+/', pathNot: '^bot/$1/' },
  },
  {
    name: 'worker-knows-no-citizen',
    comment:
      'The worker handles cases, not conversations: it imports core/, prisma/ and runtime/. ' +
      'To tell a citizen or an official something, write a notice to the outbox; bot/ delivers it.',
    ...mayImport('worker', ['core', 'prisma', 'runtime']),
  },
  {
    name: 'prisma-knows-no-app',
    comment:
      'The store keeps what it is given: it imports core/ and runtime/. ' +
      'Pass what a caller decided in as a value of core/.',
    ...mayImport('prisma', ['core', 'runtime']),
  },
  {
    name: 'runtime-knows-no-app',
    comment: 'runtime/ connects to the machine, whoever needs it: it imports core/. Pass in what it is to work with.',
    ...mayImport('runtime', ['core']),
  },
  {
    name: 'nobody-imports-tests',
    comment: 'Move what the program needs out of test/ to where it belongs.',
    from: { pathNot: '^test/' },
    to: { path: '^test/' },
  },
  {
    name: 'nobody-imports-commands',
    comment:
      'script/ and main.ts are where things start. Move what is worth sharing to handlers/, worker/ or runtime/.',
    from: { pathNot: '^(script|test)/' },
    to: { path: '^(script/|main[.]ts$)' },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const libraries = [
  {
    name: 'sql-lives-in-prisma',
    comment: 'Only prisma/ speaks to the database. Add a function to the store file of the aggregate in prisma/store/.',
    from: { pathNot: ['^prisma/', '^test/', '^prisma[.]config[.]ts$'] },
    to: { path: ['(^|/)node_modules/(@prisma|[.]prisma|prisma|better-sqlite3)/', '^prisma/generated/'] },
  },
  {
    name: 'telegram-lives-in-its-channel',
    comment: 'Only bot/telegram/ knows grammY. Translate to the nouns of core/ there.',
    from: { pathNot: ['^bot/telegram/', '^script/', '^test/'] },
    to: { path: '(^|/)node_modules/(grammy|@grammyjs/[^/]+)/' },
  },
  {
    name: 'http-lives-in-bot',
    comment: 'Only bot/ serves HTTP. Give handlers and the worker values, not requests.',
    from: { pathNot: ['^bot/', '^script/', '^test/'] },
    to: { path: '(^|/)node_modules/(express|express-rate-limit|helmet|@types/express)/' },
  },
  {
    name: 'queues-live-in-runtime',
    comment:
      'Use the queues of runtime/queues.ts; BullMQ itself is for runtime/ and worker/, a bare Redis for runtime/.',
    from: { pathNot: ['^runtime/', '^worker/', '^script/', '^test/'] },
    to: { path: '(^|/)node_modules/(bullmq|ioredis)/' },
  },
  {
    name: 'redis-lives-in-runtime',
    comment: 'Only runtime/ opens connections to Redis. Ask runtime/queues.ts for what is missing.',
    from: { path: '^worker/' },
    to: { path: '(^|/)node_modules/ioredis/' },
  },
  {
    name: 'one-log',
    comment: 'Make loggers with runtime/logger.ts, which knows what must not be logged.',
    from: { pathNot: ['^runtime/logger[.]ts$', '^test/'] },
    to: { path: '(^|/)node_modules/pino/' },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const order = [
  {
    name: 'no-circular',
    comment: 'Files that import each other are one thing, or hide a third. Move what both need to a file of its own.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'Nobody imports this file, and it imports nobody. Use it or delete it.',
    from: {
      orphan: true,
      pathNot: [
        '[.]d[.]ts$',
        '^(main|bot/main|worker/main)[.]ts$',
        '^script/[^/]+[.]ts$',
        '^([.][^/]+|[^/]+[.]config)[.](mjs|js|ts)$',
        '^test/',
        '^bot/web/page/',
      ],
    },
    to: {},
  },
  {
    name: 'not-to-unresolvable',
    comment: 'There is no such file or package. Correct the path (with .js at its end), or add the package.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'The package came along with another one and may vanish with it. Add it to package.json.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-development-packages',
    comment: 'A server installs only "dependencies". Move the package there in package.json.',
    from: { pathNot: ['^test/', '^script/', '[.]config[.](ts|js)$', '^prisma/new-migration[.]ts$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...folders, ...libraries, ...order].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // Type-only imports are imports: the compiler drops them, the reader does not.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['(^|/)node_modules/', '^prisma/generated/'] },
    exclude: { path: ['^dist/', '^data/', '^node_modules/[.]'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
