import { encodeButton } from '../core/button.js';
import type { Activity, Conversation } from '../core/conversation.js';
import type { Effect } from '../core/effect.js';
import type { StepResult } from '../core/flow.js';
import type { AttachmentId } from '../core/ids.js';
import type { Button, Reply } from '../core/reply.js';

/** An answer offered as a button; `choice` is what the flow gets back when it is pressed. */
export type Choice = { readonly label: string; readonly choice: string; readonly tone?: Button['tone'] };

/** A question of the bot in a flow's words. */
export type Question = {
  readonly text: string;
  readonly choices?: readonly (readonly Choice[])[];
  readonly attachments?: readonly AttachmentId[];
  /** Deleted from our own chat in the end. */
  readonly passing?: true;
  readonly expectsText?: true;
  readonly expectsLocation?: true;
};

const prompts = 36 ** 4;

/**
 * Asks a question and waits for `activity` to be answered. Its buttons are valid until the next question;
 * `effects` come before it, in order.
 */
export function ask(
  state: Conversation,
  activity: Activity,
  question: Question,
  effects: readonly Effect[] = [],
): StepResult {
  const prompt = (state.prompt + 1) % prompts;
  const { choices, ...rest } = question;
  const buttons = choices?.map((row) =>
    row.map(({ label, choice, tone }): Button => ({
      label,
      data: encodeButton({ type: 'prompt', prompt, choice }),
      ...(tone === undefined ? {} : { tone }),
    })),
  );
  const reply: Reply = { ...rest, ...(buttons === undefined ? {} : { buttons }) };
  return { state: { ...state, activity, prompt }, effects: [...effects, { type: 'reply', reply }] };
}

/** Says something without asking. */
export function say(text: string): Effect {
  return { type: 'reply', reply: { text } };
}
