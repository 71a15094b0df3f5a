import { z } from 'zod';

/*
 * What each method takes, as far as the bot needs it. Stricter than the original: a parameter that is not listed is
 * refused, where Telegram overlooks it.
 */

const chatId = z.union([z.int(), z.string().regex(/^-?\d+$/)]).transform(Number);
const callbackData = z.string().refine((data) => data !== '' && Buffer.byteLength(data) <= 64, 'BUTTON_DATA_INVALID');

const inlineKeyboard = z.strictObject({
  inline_keyboard: z
    .array(
      z
        .array(
          z.strictObject({
            text: z.string().min(1),
            callback_data: callbackData.optional(),
            url: z.url().optional(),
            style: z.enum(['primary', 'danger', 'success']).optional(),
          }),
        )
        .min(1)
        .max(8),
    )
    .refine((rows) => rows.flat().length <= 100, 'REPLY_MARKUP_TOO_LONG')
    .refine(
      (rows) => rows.flat().every(({ callback_data: data, url }) => (data === undefined) !== (url === undefined)),
      'BUTTON_TYPE_INVALID',
    ),
});
const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
});
const removeKeyboard = z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() });
const markup = z.union([inlineKeyboard, forceReply, removeKeyboard]);
export type Markup = z.infer<typeof markup>;

const toChat = { chat_id: chatId, reply_markup: markup.optional(), disable_notification: z.boolean().optional() };
const caption = z.string().max(1024).optional();
const attached = z.union([z.instanceof(Buffer), z.string().min(1)]);
const updateKinds = z.array(z.string()).optional();
const languageCode = { language_code: z.string().optional() };
const commandScope = z
  .strictObject({ type: z.enum(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']) })
  .default({ type: 'default' });

/** Telegram calls on https only; on one machine the fake makes do without. */
const webhookUrl = z
  .string()
  .regex(/^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:/]|$)/, 'bad webhook: An HTTPS URL must be provided');

export const requests = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).default(100),
    timeout: z.int().min(0).max(50).default(0),
    allowed_updates: updateKinds,
  }),
  setWebhook: z.strictObject({
    url: webhookUrl,
    secret_token: z
      .string()
      .regex(/^[\w-]{1,256}$/)
      .optional(),
    allowed_updates: updateKinds,
    max_connections: z.int().min(1).max(100).optional(),
    drop_pending_updates: z.boolean().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({
    ...toChat,
    text: z
      .string()
      .refine((text) => text.trim() !== '', 'message text is empty')
      .refine((text) => text.length <= 4096, 'message is too long'),
    link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
  }),
  sendPhoto: z.strictObject({ ...toChat, caption, photo: attached }),
  sendVoice: z.strictObject({ ...toChat, caption, voice: attached }),
  sendDocument: z.strictObject({ ...toChat, caption, document: attached }),
  sendChatAction: z.strictObject({
    chat_id: chatId,
    action: z.enum(['typing', 'upload_photo', 'upload_voice', 'upload_document', 'find_location']),
  }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string().min(1),
    text: z.string().max(200).optional(),
    show_alert: z.boolean().optional(),
  }),
  getFile: z.strictObject({ file_id: z.string().min(1) }),
  setMyCommands: z.strictObject({
    commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^[a-z0-9_]{1,32}$/, 'BOT_COMMAND_INVALID'),
          description: z.string().min(1).max(256),
        }),
      )
      .max(100),
    scope: commandScope,
    ...languageCode,
  }),
  getMyCommands: z.strictObject({ scope: commandScope, ...languageCode }),
  setMyDescription: z.strictObject({ description: z.string().max(512), ...languageCode }),
  getMyDescription: z.strictObject(languageCode),
  setMyShortDescription: z.strictObject({ short_description: z.string().max(120), ...languageCode }),
  getMyShortDescription: z.strictObject(languageCode),
};
