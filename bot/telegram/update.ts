import { z } from 'zod';

/*
 * The parts of Telegram's Update that the bot reads; fields it does not know are let through.
 *
 * { "update_id": 10000,
 *   "message": { "message_id": 1365, "date": 1441645532, "text": "/start 07351-pks05",
 *                "chat": { "id": 1111111, "type": "private" }, "from": { "id": 1111111, "is_bot": false } } }
 *
 * { "update_id": 10001,
 *   "callback_query": { "id": "4382bfdwdsb323b2d9", "from": { "id": 1111111, "is_bot": false }, "data": "p:1:tot",
 *                       "message": { "message_id": 1366, "date": 0, "chat": { "id": 1111111, "type": "private" } } } }
 */

// Telegram's ids have up to 52 bits; they are only ever compared and sent back, so they are text from here on.
const id = z.int().transform(String);
const chat = z.object({ id, type: z.string() });
const user = z.object({ id, is_bot: z.boolean() });
const file = z.object({
  file_id: z.string().min(1),
  file_size: z.number().optional(),
  mime_type: z.string().optional(),
});

/** What every update has; the rest is read by the schema of its kind. */
export const envelope = z.object({
  update_id: id,
  message: z.unknown().optional(),
  edited_message: z.unknown().optional(),
  callback_query: z.unknown().optional(),
});

/** A message; loose, because what it contains is told by which key is there. */
export const message = z.looseObject({
  chat,
  from: user.optional(),
  /** Who speaks, when it is not `from`: an anonymous administrator speaks as the group, others as a channel. */
  sender_chat: z.object({ id }).optional(),
  is_automatic_forward: z.boolean().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(file.extend({ width: z.number(), height: z.number() })).optional(),
  voice: file.optional(),
  audio: file.optional(),
  document: file.optional(),
  /** `user_id` is there when the number belongs to a user of Telegram. */
  contact: z.object({ phone_number: z.string().max(40), user_id: id.optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
});
export type Message = z.infer<typeof message>;

/** A button was pressed. `message` is absent for buttons of inline mode, which the bot has not. */
export const press = z.object({
  id: z.string(),
  from: user,
  message: z.object({ chat }).optional(),
  data: z.string().optional(),
});

/** The kinds of update that the bot asks Telegram for. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query'] as const;
