import { GrammyError, HttpError } from 'grammy';
import type { SendFailure } from '../../core/sender.js';

const gone = /chat not found|group chat was deactivated|PEER_ID_INVALID/;

/**
 * What a failed call means. The errors themselves go no further: they hold the message, and those of the network
 * the URL with the token. Anything but a refusal or network trouble is a bug and is thrown on.
 */
export function readFailure(error: unknown): SendFailure {
  if (error instanceof HttpError) return { because: 'unreachable' };
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description: detail, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined) {
    return { because: 'moved', address: String(parameters.migrate_to_chat_id) };
  }
  if (code === 429) return { because: 'throttled', retryAfterMs: (parameters.retry_after ?? 1) * 1000 };
  if (code === 403 || (code === 400 && gone.test(detail))) return { because: 'blocked' };
  if (code === 401 || code === 404) return { because: 'misconfigured', detail: `Telegram: ${detail}` };
  if (code >= 500) return { because: 'unreachable' };
  return { because: 'rejected', detail: `Telegram: ${detail}` };
}
