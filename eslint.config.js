import js from '@eslint/js';
import n from 'eslint-plugin-n';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const impure = [
  ['process', 'Read the environment in runtime/config.ts and pass in what it says.'],
  ['fetch', 'Return an effect; whoever carries it out may fetch.'],
  ['setTimeout', 'Return an effect with the time when it is due.'],
  ['setInterval', 'Return an effect with the time when it is due.'],
  ['setImmediate', 'A step is one function call: nothing runs after it.'],
  ['queueMicrotask', 'A step is one function call: nothing runs after it.'],
  ['console', 'Return what is to be told as an effect or a value.'],
  ['crypto', 'Take ids from env.newId, hashes from env.'],
  ['performance', 'Take the time from env.now.'],
];

const pure = {
  files: ['core/**/*.ts', 'flows/**/*.ts'],
  rules: {
    'no-restricted-globals': ['error', ...impure.map(([name, message]) => ({ name, message }))],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'MemberExpression[object.name="Date"][property.name="now"]',
        message: 'Take the time from env.now.',
      },
      { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time from env.now.' },
      { selector: 'CallExpression[callee.name="Date"]', message: 'Take the time from env.now.' },
      {
        selector: 'MemberExpression[object.name="Math"][property.name="random"]',
        message: 'Take ids from env.newId; nothing else here is random.',
      },
      {
        selector: 'MemberExpression[object.name="globalThis"]',
        message: 'Everything a step knows is in its arguments.',
      },
    ],
  },
};

/** Conversations wait for nothing: what must happen is an effect. */
const synchronous = {
  files: ['flows/**/*.ts'],
  rules: {
    'no-restricted-syntax': [
      ...pure.rules['no-restricted-syntax'],
      { selector: ':function[async=true]', message: 'A step waits for nothing: name a lookup, or return an effect.' },
      { selector: 'AwaitExpression', message: 'A step waits for nothing: name a lookup, or return an effect.' },
    ],
  },
};

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'prisma/generated/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  regexp.configs['flat/recommended'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { n },
    rules: {
      // Our unions are `type`; `interface` is for a contract that several classes or channels fulfil.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { args: 'all', argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'n/no-process-env': 'error',
      'n/prefer-node-protocol': 'error',
      // Regular expressions run on what strangers typed.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
      // Control characters are just what we take out of such text.
      'no-control-regex': 'off',
    },
  },
  pure,
  synchronous,
  { files: ['runtime/config.ts', 'test/**/*.ts'], rules: { 'n/no-process-env': 'off' } },
  // tsconfig.json beside the page knows the browser's names; this rule does not.
  { files: ['bot/web/page/**/*.js'], rules: { 'no-undef': 'off' } },
  // Tools demand a default export of their configuration.
  { files: ['*.config.{ts,js}', '.dependency-cruiser.mjs'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['*.js', '.*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
