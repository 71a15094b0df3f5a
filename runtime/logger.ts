import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * The log. It gets ids, counts and names of failures, never text, names, phones, addresses or tokens;
 * the redaction below is the second line of defence.
 */
export function createLogger(level: string, destination?: { write: (line: string) => void }): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'text',
          'address',
          'phone',
          'name',
          'token',
          'reply',
          'payload',
          'secret',
          'url',
          '*.text',
          '*.address',
          '*.phone',
          '*.name',
          '*.token',
          '*.reply',
          '*.payload',
          '*.secret',
          '*.url',
        ],
        censor: '[removed]',
      },
      serializers: { err: describeError },
    },
    ...(destination === undefined ? [] : [destination]),
  );
}

/** Error messages of libraries may quote what a person typed or a URL with a token: class, code and place are enough. */
function describeError(error: unknown): { type: string; code?: string | undefined; at?: string | undefined } {
  if (!(error instanceof Error)) return { type: typeof error };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? String(error.code)
      : undefined;
  // The message stands at the head of the stack and may itself hold lines that look like places.
  const stack = error.stack ?? '';
  const places = stack.includes(error.message) ? stack.slice(stack.indexOf(error.message) + error.message.length) : '';
  const at = places.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { type: error.constructor.name, code, at: at?.trim() };
}
