import type { Case } from '../../core/case.js';
import type { Env } from '../../core/flow.js';
import type { ChatId } from '../../core/ids.js';

/**
 * As which of his chats somebody stands before a case: the one that it came from, if that is his in another app
 * (the store says which are), and else the one in which he speaks.
 */
export function ownChat({ chat }: Case, env: Pick<Env, 'chat' | 'facts'>): ChatId {
  return chat !== undefined && env.facts.linkedChats.includes(chat) ? chat : env.chat.id;
}

/** Was it sent by whoever speaks here, from this chat or another of his? */
export function isOwn(subject: Case, env: Pick<Env, 'chat' | 'facts'>): boolean {
  return subject.chat === ownChat(subject, env);
}
