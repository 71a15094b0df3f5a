import { z } from 'zod';
import { category } from './labels.js';
import { answer } from './survey-form.js';

/**
 * What is stored of a conversation between two messages. The only shape ever written is `conversation`;
 * `readConversation` also accepts what older versions of the program wrote.
 */

const unitCode = z.string().regex(/^\d{5}$/);

/** A survey under way. */
export const surveyDraft = z.strictObject({
  form: z.string(),
  version: z.number(),
  unit: unitCode,
  /** The code that lets the person answer. */
  code: z.string().optional(),
  answers: z.record(z.string(), answer),
  /** Ticked so far in the several-choice question under way. */
  ticked: z.array(z.string()),
  at: z.discriminatedUnion('step', [
    /** Typing the code without which nobody answers in this campaign. */
    z.strictObject({ step: z.literal('code') }),
    z.strictObject({ step: z.literal('consent') }),
    z.strictObject({ step: z.literal('question'), id: z.string() }),
    /** Typing what "other" stands for. */
    z.strictObject({ step: z.literal('other'), id: z.string() }),
    z.strictObject({ step: z.literal('summary') }),
    /** Choosing on the summary which answer to change. */
    z.strictObject({ step: z.literal('change') }),
  ]),
  /** After this question return to the summary: an answer is being changed. */
  changing: z.boolean(),
  /** The person was reminded that it waits. */
  reminded: z.literal(true).optional(),
});
export type SurveyDraft = z.infer<typeof surveyDraft>;

/** What a report asks, in the order in which it is asked. */
export const reportQuestions = [
  'what',
  'more',
  'kind',
  'reader',
  'category',
  'commune',
  'village',
  'share',
  'name',
  'phone',
  'summary',
] as const;

/** A phản ánh, kiến nghị under way. */
export const reportDraft = z.strictObject({
  text: z.string(),
  attachments: z.array(
    z.strictObject({ id: z.templateLiteral(['att_', z.string()]), kind: z.enum(['photo', 'voice']) }),
  ),
  unit: unitCode.optional(),
  /** The citizen does not know the commune: the province's desk will find it. */
  unitUnknown: z.boolean(),
  village: z.string().optional(),
  location: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
  share: z.boolean().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  /** As what it is to be sent, where the text looked like a khiếu nại or tố cáo and the citizen was asked. */
  kind: z.enum(['khieu-nai', 'to-cao', 'phan-anh']).optional(),
  /** Whether it is about those in the commune who must not read it; where the machine was in doubt and asked. */
  pastCommune: z.boolean().optional(),
  /** What it is about, where the machine could not tell and the citizen was asked; `unknown`: he could not either. */
  category: z.union([category, z.literal('unknown')]).optional(),
  /** `change`: the summary is being looked over, and something is to be said otherwise. */
  at: z.enum([...reportQuestions, 'change']),
  changing: z.boolean(),
});
export type ReportDraft = z.infer<typeof reportDraft>;

/** Two apps of one person are being linked. */
export const linking = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('phone') }),
  z.strictObject({
    step: z.literal('code'),
    phone: z.string(),
    /** Which code went where. Empty when nobody goes by this number: then no code is right, and nothing else differs. */
    sent: z.array(
      z.strictObject({
        chat: z.templateLiteral(['cht_', z.string()]),
        person: z.templateLiteral(['per_', z.string()]),
        code: z.string(),
      }),
    ),
    expiresAt: z.number(),
    wrong: z.number().int().min(0),
    /** How many chats were linked with this one when the codes went out. */
    linked: z.number().int().min(0),
  }),
  /** The codes have run out: others? */
  z.strictObject({ step: z.literal('expired'), phone: z.string(), linked: z.number().int().min(0) }),
]);
export type Linking = z.infer<typeof linking>;

/** What the bot is waiting for. */
export const activity = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('idle') }),
  /** Which commune? Then the survey of this form begins. */
  z.strictObject({ type: z.literal('choosing-commune'), form: z.string() }),
  z.strictObject({ type: z.literal('survey'), draft: surveyDraft }),
  z.strictObject({ type: z.literal('report'), draft: reportDraft }),
  z.strictObject({ type: z.literal('looking-up') }),
  z.strictObject({ type: z.literal('link'), at: linking }),
  /** A free text came while idle: is it a phản ánh? */
  z.strictObject({ type: z.literal('offered-report'), text: z.string() }),
  /** The citizen answers an official's question, or says why an answer is not enough. */
  z.strictObject({ type: z.literal('citizen-writing'), case: z.string(), action: z.enum(['add', 'reopen']) }),
  /** An official types an answer, a question, or the commune to transfer to. */
  z.strictObject({
    type: z.literal('official-writing'),
    case: z.string(),
    action: z.enum(['answer', 'ask', 'transfer']),
  }),
  z.strictObject({
    type: z.literal('official-confirming'),
    case: z.string(),
    action: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('answer'), text: z.string() }),
      z.strictObject({ type: z.literal('ask'), text: z.string() }),
      z.strictObject({ type: z.literal('transfer'), level: z.enum(['commune', 'province']), code: z.string() }),
    ]),
  }),
]);
export type Activity = z.infer<typeof activity>;

export const conversation = z.strictObject({
  v: z.literal(1),
  activity,
  /** Grows with each question; buttons of earlier questions are void. */
  prompt: z.number().int().min(0),
  /** What was left half-done and can be taken up again. */
  paused: z.strictObject({ survey: surveyDraft.optional(), report: reportDraft.optional() }),
  /** The person does not want to be reminded of what waits half-done. */
  noReminders: z.literal(true).optional(),
  /** When codes for linking were asked for, in the last hour (ms). */
  linkCodes: z.array(z.number()).optional(),
  /** The commune last named, offered first the next time. */
  lastUnit: unitCode.optional(),
});
export type Conversation = z.infer<typeof conversation>;

/** A conversation in which nothing was said. */
export const newConversation: Conversation = { v: 1, activity: { type: 'idle' }, prompt: 0, paused: {} };

/** How stored conversations of each older version become the next one's; add a step whenever `v` grows. */
const migrations: Readonly<Record<number, (old: unknown) => unknown>> = {};
const versioned = z.object({ v: z.number() });

export type StoredConversation =
  | { readonly type: 'known'; readonly conversation: Conversation }
  /** Written by a version that this one cannot read: start again, and say so. */
  | { readonly type: 'unreadable' };

/** Reads a stored conversation of this or an older version. Never throws. */
export function readConversation(stored: unknown): StoredConversation {
  let value = stored;
  for (let round = 0; round < 50; round += 1) {
    const version = versioned.safeParse(value);
    const migrate = version.success ? migrations[version.data.v] : undefined;
    if (migrate === undefined) break;
    value = migrate(value);
  }
  const read = conversation.safeParse(value);
  return read.success ? { type: 'known', conversation: read.data } : { type: 'unreadable' };
}
