import type { Inbound, InboundContent } from '../../core/inbound.js';
import type { ZaloConfig } from '../../runtime/config.js';
import type { Seal } from '../../runtime/seal.js';
import { messageReaders, readInfo, readText } from './content.js';
import { message, parties, payload, type Parties } from './event.js';

export type Received =
  /** The person did something at a time; without `inbound` it says nothing to the bot. */
  | { readonly type: 'did'; readonly address: string; readonly at: number; readonly inbound: Inbound | undefined }
  /** The person follows no more. */
  | { readonly type: 'left'; readonly address: string; readonly at: number }
  /** Of no interest: an echo of what we sent, a sign that it was read. */
  | { readonly type: 'ignored' }
  /** Zalo's, and yet for another app or OA than ours. */
  | { readonly type: 'foreign' }
  | { readonly type: 'unknown' }
  /** A kind that the bot knows, but with a part unlike what is documented. */
  | { readonly type: 'unreadable' };

export type Receiving = {
  readonly config: Pick<ZaloConfig, 'appId' | 'oaId'>;
  readonly seal: Pick<Seal, 'chatId' | 'personId'>;
  readonly now: number;
};

/** An event whose signature is right. */
export type SignedEvent = { readonly name: string; readonly timestamp: string; readonly body: unknown };

/** Signs that our own messages were sent, came or were read, and what the OA's staff does. */
const ignored = new Set(['user_seen_message', 'user_received_message', 'add_user_to_tag']);
const coming = new Set(['follow', 'unfollow']);
const others = new Set([...coming, 'user_submit_info', 'user_click_button']);

/** Reads one event of Zalo. */
export function receive(event: SignedEvent, { config, seal, now }: Receiving): Received {
  const { name, timestamp, body } = event;
  if (ignored.has(name) || name.startsWith('oa_send_')) return { type: 'ignored' };
  if (!messageReaders.has(name) && !others.has(name)) return { type: 'unknown' };
  const read = parties.safeParse(body);
  if (!read.success) return { type: 'unreadable' };
  if (!isOurs(read.data, config)) return { type: 'foreign' };
  const { sender, follower } = read.data;
  const user = (coming.has(name) ? (follower ?? sender) : sender)?.id;
  if (user === undefined) return { type: 'unreadable' };
  // A clock that is ahead must not keep the time open for writing longer than it is.
  const at = Math.min(Number(timestamp), now);
  if (name === 'unfollow') return { type: 'left', address: user, at };

  const said = readSaid(event, read.data, user);
  if (said.type === 'unreadable') return said;
  if (said.type === 'nothing') return { type: 'did', address: user, at, inbound: undefined };
  const inbound: Inbound = {
    channel: 'zalo',
    externalId: said.id,
    chat: { id: seal.chatId('zalo', user), kind: 'private', address: user },
    person: seal.personId('zalo', user),
    at: now,
    content: said.content,
  };
  return { type: 'did', address: user, at, inbound };
}

/** What is named must be ours; what is not named the signature vouches for, made with our app's id and secret. */
function isOurs(named: Parties, { appId, oaId }: Receiving['config']): boolean {
  const isOrAbsent = (given: string | undefined, own: string) => given === undefined || given === own;
  return isOrAbsent(named.app_id, appId) && isOrAbsent(named.oa_id, oaId) && isOrAbsent(named.recipient?.id, oaId);
}

type Said =
  | { readonly type: 'said'; readonly id: string; readonly content: InboundContent }
  | { readonly type: 'nothing' }
  | { readonly type: 'unreadable' };

function readSaid({ name, timestamp, body }: SignedEvent, event: Parties, user: string): Said {
  // Only messages have an id. Sent again, any other event still says the same of the same person at the same moment.
  const id = `${name}:${timestamp}:${user}`;
  switch (name) {
    case 'follow':
      return { type: 'said', id, content: { type: 'start', parameter: '' } };
    case 'user_submit_info':
      return { type: 'said', id, content: readInfo(event.info) };
    case 'user_click_button': {
      const carried = readCarried(event);
      return carried === undefined ? { type: 'nothing' } : { type: 'said', id, content: readText(carried) };
    }
    default: {
      const read = message.safeParse(event.message);
      if (!read.success) return { type: 'unreadable' };
      const content = messageReaders.get(name)?.({ message: read.data, event: body });
      return content === undefined ? { type: 'unreadable' } : { type: 'said', id: read.data.msg_id, content };
    }
  }
}

/** No source shows this event whole: some put what the button carries beside the sender, some into the message. */
function readCarried(event: Parties): string | undefined {
  const inMessage = message.pick({ text: true }).extend({ payload: payload.optional().catch(undefined) });
  const within = inMessage.safeParse(event.message).data;
  return [payload.safeParse(event.payload).data, within?.payload, within?.text].find(
    (carried) => carried !== undefined && carried !== '',
  );
}
