import { describe, expect, it } from 'vitest';
import { judge, type Verdict } from '../../../bot/deliver/settlement.js';
import type { SendFailure } from '../../../core/sender.js';

// A table over the whole of the closed set: a new failure does not compile until it has its line here.
const failures: {
  readonly [Because in SendFailure['because']]: readonly [SendFailure & { because: Because }, Verdict];
} = {
  blocked: [{ because: 'blocked' }, { type: 'settle', settlement: { type: 'chat-closed' } }],
  throttled: [
    { because: 'throttled', retryAfterMs: 700 },
    { type: 'pause', ms: 700 },
  ],
  unreachable: [{ because: 'unreachable' }, { type: 'settle', settlement: { type: 'retry', error: 'unreachable' } }],
  rejected: [
    { because: 'rejected', detail: 'text is empty' },
    { type: 'alarm', settlement: { type: 'give-up', error: 'rejected: text is empty' } },
  ],
  misconfigured: [
    { because: 'misconfigured', detail: 'Unauthorized' },
    { type: 'stop', reason: 'Unauthorized' },
  ],
  'not-now': [{ because: 'not-now' }, { type: 'hold' }],
  moved: [
    { because: 'moved', address: '-100' },
    { type: 'settle', settlement: { type: 'chat-moved', address: '-100' } },
  ],
};

describe('what a channel answers', () => {
  it.each(Object.values(failures))('%o becomes %o', (failure, verdict) => {
    expect(judge({ type: 'failed', ...failure })).toEqual(verdict);
  });

  it('"sent" is the end of it', () => {
    expect(judge({ type: 'sent' })).toEqual({ type: 'settle', settlement: { type: 'sent' } });
  });
});
