import { expect, test } from 'vitest';
import { createLogger } from '../../runtime/logger.js';

const secret = 'Nhà ông bà ở thôn Đoài, 0912345678';

test.each(['text', 'address', 'phone', 'name', 'token', 'reply', 'payload', 'secret', 'url'])(
  '%s is removed, at the top and one level down',
  (field) => {
    expect(logged({ [field]: secret, chat: 'cht_1' })).toMatchObject({ [field]: '[removed]', chat: 'cht_1' });
    expect(logged({ job: { [field]: secret, id: '7' } })).toMatchObject({ job: { [field]: '[removed]', id: '7' } });
  },
);

test('of an error its class, code and place are told, never its message', () => {
  class StoreBusy extends Error {
    readonly code = 'SQLITE_BUSY';
  }
  const line = logged({ err: new StoreBusy(secret) });
  expect(line['err']).toMatchObject({ type: 'StoreBusy', code: 'SQLITE_BUSY' });
  expect(line).toHaveProperty('err.at', expect.stringMatching(/^at .*logger\.test/));
  expect(JSON.stringify(line)).not.toContain(secret);
});

test('an error whose message has many lines, or its cause, leaks none of them', () => {
  const line = logged({ err: new Error(`first\n    at ${secret}`, { cause: new Error(secret) }) });
  expect(JSON.stringify(line)).not.toContain(secret);
});

test('an error whose message was changed after the fact leaks neither message', () => {
  const error = new Error(`first\n    at ${secret}`);
  expect(error.stack).toContain(secret); // it is written down at the first look
  error.message = 'second';
  expect(JSON.stringify(logged({ err: error }))).not.toContain(secret);
});

test('a thrown value that is no error is told by its type only', () => {
  expect(logged({ err: secret })['err']).toEqual({ type: 'string' });
});

test('what is below the level is not written', () => {
  const lines: string[] = [];
  createLogger('warn', { write: (line) => lines.push(line) }).info('quiet');
  expect(lines).toEqual([]);
});

function logged(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  createLogger('info', { write: (line) => lines.push(line) }).info(fields, 'message');
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}
