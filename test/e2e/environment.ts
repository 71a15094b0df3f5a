import { randomBytes } from 'node:crypto';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** An empty value counts as none, and keeps out what the developer's shell or `.env` says. */
const unset = {
  REDIS_URL: '',
  DATABASE_URL: '',
  PUBLIC_URL: '',
  TELEGRAM_BOT_TOKEN: '',
  SMTP_URL: '',
  ESCALATE_AFTER: '',
};

/** What the program is told, whatever is set on the machine that runs the tests. */
export function programEnvironment(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    ...unset,
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    SECRET_KEY: randomBytes(32).toString('base64'),
    ...more,
  };
}
