import type { Notice } from '../../core/notice.js';
import type { Reply } from '../../core/reply.js';
import { vietnamHour } from '../../core/vietnam-time.js';
import { texts } from './texts.vi.js';

/** The code, in the chat that is to be linked; one that has run out on its way there is not worth a message. */
export function linkCode({ code, until }: Extract<Notice, { type: 'link-code' }>, now: number): Reply | undefined {
  return now < until ? { text: texts.code(code, timeOfDay(until)) } : undefined;
}

const timeOfDay = (at: number): string => {
  const parts = [vietnamHour(at), new Date(at).getUTCMinutes()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
};
