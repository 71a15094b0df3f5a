import type { z } from 'zod';
import { consulting, laidOut, quota, type Consulting } from './requests.js';
import { misuse, refusal } from './refusals.js';
import type { Person, SeenMessage, World } from './world.js';

const hourMs = 3_600_000;
const free = { messages: 8, ms: 48 * hourMs };
const paidMs = 7 * 24 * hourMs;
const transactionMs = 365 * 24 * hourMs;
/** Zalo's night is Vietnam's. */
const utcOffsetHours = 7;

export type Sent = { readonly person: Person; readonly message: SeenMessage; readonly data: object };

export type Messages = {
  readonly consult: (payload: unknown) => Sent;
  readonly transact: (payload: unknown) => Sent;
  readonly promote: (payload: unknown) => Sent;
  readonly quota: (payload: unknown) => object;
};

/** Shows what the OA sends, when and to whom Zalo would. */
export function createMessages(
  world: World,
  options: { readonly paid: boolean; readonly perSecond: number },
): Messages {
  let paidLeft = 2000;
  let recent: number[] = [];

  /** The person, or why he cannot be written to at all. */
  function reach(id: string): Person {
    const now = world.now();
    recent = recent.filter((at) => at > now - 1000);
    if (recent.length >= options.perSecond) throw refusal(-32);
    recent.push(now);
    const person = world.people.get(id);
    if (person === undefined) throw refusal(-201);
    if (person.banned !== undefined) throw refusal(person.banned);
    if (person.stands === 'stranger' || person.stands === 'left') throw refusal(-213);
    return person;
  }

  function quotaFor({ lastInteraction, sentSince }: Person): SeenMessage['quota'] {
    const since = lastInteraction === undefined ? Infinity : world.now() - lastInteraction;
    if (since > paidMs) throw refusal(-230);
    if (since <= free.ms && sentSince < free.messages) return 'reply';
    if (!options.paid || paidLeft === 0) throw refusal(-211);
    return 'purchase_quota';
  }

  function show(person: Person, seen: Omit<SeenMessage, 'id'>): Sent {
    if (seen.quota === 'reply') person.sentSince += 1;
    else paidLeft -= 1;
    const message = { ...seen, id: world.newMessageId() };
    person.inbox.put(message);
    const isFree = seen.quota === 'reply';
    const left = {
      quota_type: seen.quota,
      remain: String(isFree ? free.messages - person.sentSince : paidLeft),
      total: String(isFree ? free.messages : 2000),
      expired_date: String((person.lastInteraction ?? world.now()) + free.ms),
      owner_type: 'OA',
      owner_id: world.oaId,
    };
    return { person, message, data: { message_id: message.id, user_id: person.id, quota: left } };
  }

  return {
    consult: (payload) => {
      const { recipient, message } = read(consulting, payload);
      const content = contentOf(world, message);
      const person = reach(recipient.user_id);
      return show(person, { ...content, quota: quotaFor(person) });
    },
    transact: (payload) => {
      const { recipient, message } = read(laidOut, payload);
      const person = reach(recipient.user_id);
      const hour = hourIn(world.now());
      if (hour < 6 || hour >= 22) throw refusal(-234);
      if (world.now() - (person.lastInteraction ?? 0) > transactionMs) throw refusal(-230);
      if (!options.paid) throw refusal(-211);
      return show(person, { ...laidOutText(message), quota: 'purchase_quota' });
    },
    promote: (payload) => {
      const { recipient, message } = read(laidOut, payload);
      if (message.attachment.payload.template_type !== 'promotion')
        throw misuse(-201, 'template_type is not promotion');
      const person = reach(recipient.user_id);
      const hour = hourIn(world.now());
      if (hour < 6 || hour >= 22) throw refusal(-234);
      if (person.stands !== 'follows') throw refusal(-213);
      if (!options.paid) throw refusal(-211);
      return show(person, { ...laidOutText(message), quota: 'purchase_quota' });
    },
    quota: (payload) => {
      read(quota, payload ?? {});
      return { type: 'sub_quota', remain: options.paid ? paidLeft : 0, total: options.paid ? 2000 : 0 };
    },
  };
}

function read<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.infer<Schema> {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap(leaves);
  const tooLong = faults.find(({ code }) => code === 'too_big');
  const { path, message } = tooLong ?? faults[0] ?? { path: [], message: 'malformed' };
  throw misuse(tooLong === undefined ? -201 : -210, `${path.join('.')} ${message}`);
}

/** What is wrong in each kind that an attachment could be. */
function leaves(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  return issue.errors.flat().flatMap(leaves);
}

function contentOf(world: World, { text = '', attachment }: Consulting['message']): Omit<SeenMessage, 'id' | 'quota'> {
  if (attachment === undefined) return { text, buttons: [] };
  if (attachment.type === 'file') {
    if (world.uploads.get(attachment.payload.token)?.kind !== 'file') throw misuse(-201, 'no such file was uploaded');
    return { text, buttons: [] };
  }
  const { payload } = attachment;
  if (!('template_type' in payload)) return { text, buttons: payload.buttons };
  switch (payload.template_type) {
    case 'list':
      return { text, buttons: payload.buttons ?? [], list: payload.elements.map(({ title }) => title) };
    case 'request_user_info':
      return {
        text: text === '' ? payload.elements.map(({ title }) => title).join('\n') : text,
        buttons: [],
        asksForInfo: true,
      };
    case 'media': {
      const [element] = payload.elements;
      const upload = world.uploads.get(element?.attachment_id ?? '');
      if (upload === undefined || upload.kind !== element?.media_type) throw misuse(-201, 'no such image was uploaded');
      return { text, buttons: [], image: upload.bytes };
    }
  }
}

function laidOutText({ attachment }: z.infer<typeof laidOut>['message']): Pick<SeenMessage, 'text' | 'buttons'> {
  const { elements, buttons = [] } = attachment.payload;
  const text = elements
    .map(({ content }) => (typeof content === 'string' ? content : ''))
    .filter((line) => line !== '')
    .join('\n');
  return { text, buttons: buttons.map(({ title, type, payload }) => ({ title, type, payload })) };
}

function hourIn(at: number): number {
  return (new Date(at).getUTCHours() + utcOffsetHours) % 24;
}
