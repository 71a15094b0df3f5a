import type { z } from 'zod';
import { requests } from './requests.js';
import type { Updates } from './updates.js';
import { Refusal, type World } from './world.js';

/** Carries out one method; `gone` tells that the client does not wait any more. */
export type Method = (payload: unknown, gone: AbortSignal) => Promise<unknown>;

/** The payload is nothing Telegram would take: the caller's fault, and `verify` will say so. */
export class Misuse extends Refusal {
  override name = 'Misuse';
}

const photoLimit = 10 * 1024 * 1024;
const downloadLimit = 20 * 1024 * 1024;

function define<Schema extends z.ZodType>(
  schema: Schema,
  carryOut: (request: z.infer<Schema>, gone: AbortSignal) => unknown,
): Method {
  return (payload, gone) =>
    new Promise((resolve) => {
      const read = schema.safeParse(payload);
      if (read.success) {
        resolve(carryOut(read.data, gone));
        return;
      }
      const [issue] = read.error.issues;
      throw new Misuse(400, `Bad Request: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'malformed'}`);
    });
}

export function createMethods(world: World, updates: Updates, bot: unknown): ReadonlyMap<string, Method> {
  const commandsOf = new Map<string, readonly unknown[]>();
  const profile = { description: '', short: '' };

  const upload = (given: Buffer | string): Buffer => {
    const bytes = typeof given === 'string' ? world.files.get(given)?.bytes : given;
    if (bytes === undefined) throw new Misuse(400, 'Bad Request: wrong file identifier/HTTP URL specified');
    if (bytes.length === 0) throw new Misuse(400, 'Bad Request: file must be non-empty');
    return bytes;
  };

  const methods = {
    getMe: define(requests.getMe, () => bot),
    getUpdates: define(requests.getUpdates, async ({ offset, limit, timeout }, gone) => {
      if (updates.webhook() !== undefined) {
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      const found = await updates.fetch(offset, limit, timeout * 1000, gone);
      if (found === undefined) {
        throw new Refusal(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        );
      }
      return found;
    }),
    setWebhook: define(requests.setWebhook, ({ url, secret_token: secret }) => {
      updates.setWebhook(url === '' ? undefined : { url, secret });
      return true;
    }),
    deleteWebhook: define(requests.deleteWebhook, () => {
      updates.setWebhook(undefined);
      return true;
    }),
    getWebhookInfo: define(requests.getWebhookInfo, () => ({
      url: updates.webhook()?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending(),
    })),
    sendMessage: define(requests.sendMessage, ({ chat_id: to, text, reply_markup: markup }) =>
      world.show(world.reach(to), { text }, markup),
    ),
    sendPhoto: define(requests.sendPhoto, ({ chat_id: to, photo, caption = '', reply_markup: markup }) => {
      const chat = world.reach(to);
      const bytes = upload(photo);
      if (bytes.length > photoLimit) throw new Misuse(413, 'Request Entity Too Large');
      if (!isImage(bytes)) throw new Refusal(400, 'Bad Request: IMAGE_PROCESS_FAILED');
      return world.show(chat, { text: caption, file: { kind: 'photo', bytes } }, markup);
    }),
    sendVoice: define(requests.sendVoice, ({ chat_id: to, voice, caption = '', reply_markup: markup }) =>
      world.show(world.reach(to), { text: caption, file: { kind: 'voice', bytes: upload(voice) } }, markup),
    ),
    sendDocument: define(requests.sendDocument, ({ chat_id: to, document, caption = '', reply_markup: markup }) =>
      world.show(world.reach(to), { text: caption, file: { kind: 'document', bytes: upload(document) } }, markup),
    ),
    sendChatAction: define(requests.sendChatAction, ({ chat_id: to }) => {
      world.reach(to);
      return true;
    }),
    answerCallbackQuery: define(requests.answerCallbackQuery, ({ callback_query_id: id }) => {
      const press = world.presses.get(id);
      const old = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
      if (press === undefined) throw new Misuse(400, old);
      // A bot that was restarted in between cannot know that it has answered already: refused, but no misuse.
      if (press.answered) throw new Refusal(400, old);
      press.answered = true;
      press.settle();
      return true;
    }),
    getFile: define(requests.getFile, ({ file_id: id }) => {
      const file = world.files.get(id);
      if (file === undefined)
        throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
      if (file.bytes.length > downloadLimit) throw new Refusal(400, 'Bad Request: file is too big');
      const size = file.hideSize ? {} : { file_size: file.bytes.length };
      return { file_id: id, file_unique_id: `unique-${id}`, file_path: file.path, ...size };
    }),
    setMyCommands: define(requests.setMyCommands, ({ commands, scope }) => {
      commandsOf.set(scope.type, commands);
      return true;
    }),
    getMyCommands: define(requests.getMyCommands, ({ scope }) => commandsOf.get(scope.type) ?? []),
    setMyDescription: define(requests.setMyDescription, ({ description }) => {
      profile.description = description;
      return true;
    }),
    getMyDescription: define(requests.getMyDescription, () => ({ description: profile.description })),
    setMyShortDescription: define(requests.setMyShortDescription, ({ short_description: short }) => {
      profile.short = short;
      return true;
    }),
    getMyShortDescription: define(requests.getMyShortDescription, () => ({ short_description: profile.short })),
  };
  return new Map(Object.entries(methods));
}

function isImage(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 4);
  return start.startsWith('\xff\xd8\xff') || start === '\x89PNG' || start === 'RIFF';
}
