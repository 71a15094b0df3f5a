import type { Channel } from '../../core/channel.js';
import type { InboundContent } from '../../core/inbound.js';
import type { Reply } from '../../core/reply.js';

/** How a person takes one of the choices that he sees: by its button, or by typing what the message says. */
export type Choice =
  | { readonly label: string; readonly how: 'button' }
  | { readonly label: string; readonly how: 'typed'; readonly text: string };

/** What a person sees of one reply, however many messages it takes. */
export type Seen = { readonly text: string; readonly choices: readonly Choice[] };

/** What a person does, in the words of no particular channel. */
export type Act =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'choose'; readonly choice: Choice }
  | { readonly type: 'start'; readonly parameter: string }
  | { readonly type: 'photo' | 'voice' | 'sticker' }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number };

/** Somebody with a private chat of his own, behind the channel's real receiving and sending half. */
export type Actor = {
  /** Does it and resolves with what the bot was told of it. */
  readonly does: (act: Act) => Promise<InboundContent>;
  /** The bot sends a reply; resolves with what is seen of it. */
  readonly sees: (reply: Reply) => Promise<Seen>;
};

/** One channel over real HTTP. */
export type Stage = {
  readonly channel: Channel;
  /** Longest text that a person can send in one message. */
  readonly longestText: number;
  readonly actor: () => Promise<Actor>;
  readonly close: () => Promise<void>;
};
