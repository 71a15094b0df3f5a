import { decodeButton } from '../core/button.js';
import type { Conversation } from '../core/conversation.js';
import type { IncomingFile, InboundContent } from '../core/inbound.js';
import { fold, tidy } from '../core/vietnamese.js';

/**
 * What a person said, as flows understand it: the input set against the conversation,
 * so that a button of an earlier question is already told from one of the present question.
 */
export type Said =
  | { readonly type: 'start'; readonly parameter: string }
  /** A button of the present question. */
  | { readonly type: 'choice'; readonly choice: string }
  /** A button of an earlier question, or pressed twice. */
  | { readonly type: 'stale-button' }
  /** A button of a case, valid however old. */
  | { readonly type: 'case-button'; readonly code: string; readonly action: string }
  /** Typed text, tidied, and its folded form for comparing. */
  | { readonly type: 'text'; readonly text: string; readonly folded: string }
  | { readonly type: 'empty' }
  | { readonly type: 'too-long' }
  | { readonly type: 'file'; readonly file: IncomingFile; readonly caption: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly type: 'edited' }
  | { readonly type: 'left-alone' }
  | { readonly type: 'own-phone'; readonly phone: string }
  | { readonly type: 'unsupported' };

/** What reaches the flow whose question is being asked; all else is dealt with before it (step.ts, group.ts). */
export type Spoken = Extract<Said, { type: 'choice' | 'text' | 'file' | 'location' }>;

/** Longest text that a citizen can send in one message, in characters; Telegram's own limit is 4,096. */
export const textLimit = 4096;

/** Reads an input in the light of the conversation. */
export function readSaid(state: Conversation, input: InboundContent): Said {
  switch (input.type) {
    case 'text': {
      if (input.text.length > textLimit) return { type: 'too-long' };
      const text = tidy(input.text);
      return text === '' ? { type: 'empty' } : { type: 'text', text, folded: fold(text) };
    }
    case 'button': {
      const button = decodeButton(input.data);
      if (button === undefined) return { type: 'stale-button' };
      if (button.type === 'case') return { type: 'case-button', code: button.code, action: button.action };
      return button.prompt === state.prompt ? { type: 'choice', choice: button.choice } : { type: 'stale-button' };
    }
    case 'attachment':
      return { type: 'file', file: input.file, caption: tidy(input.caption).slice(0, textLimit) };
    case 'location':
      return { type: 'location', latitude: input.latitude, longitude: input.longitude };
    case 'unsupported':
      return { type: 'unsupported' };
    case 'start':
    case 'edited':
    case 'left-alone':
    case 'own-phone':
      return input;
  }
}
