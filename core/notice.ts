import { z } from 'zod';

/**
 * A message whose words are made only when it is delivered, from the store as it is then: a case may meanwhile
 * have been answered, or a seat may have lost the right to see it.
 */
export const notice = z.discriminatedUnion('type', [
  /** To an official: a case to look at. `round` says why: first, transfer, reminder, escalation, reopened. */
  z.strictObject({
    type: z.literal('case-card'),
    case: z.string(),
    seat: z.string(),
    reason: z.enum(['first', 'transfer', 'reminder', 'escalation', 'reopened']),
    forwarding: z.string(),
  }),
  /** To an official: the citizen wrote more. */
  z.strictObject({ type: z.literal('case-addition'), case: z.string(), seat: z.string(), text: z.string() }),
  /** To the other officials of the same seat's jurisdiction: a colleague took it. */
  z.strictObject({ type: z.literal('case-taken'), case: z.string(), seat: z.string() }),
  /** To the citizen: where the case stands now. */
  z.strictObject({
    type: z.literal('case-news'),
    case: z.string(),
    news: z.enum(['acknowledged', 'asked', 'answered', 'transferred']),
    /** It was said in another app of his as well. */
    saidElsewhere: z.literal(true).exactOptional(),
  }),
  /** To the citizen: somebody has reported the same before; is it? */
  z.strictObject({ type: z.literal('case-known'), case: z.string() }),
  /** To an official: how far a survey has come in his commune, or in those of his province. */
  z.strictObject({ type: z.literal('campaign-progress'), campaign: z.string(), seat: z.string(), day: z.string() }),
  /** To an official who asked: what came out of a survey. `campaign`: the one he named. */
  z.strictObject({ type: z.literal('survey-results'), seat: z.string(), campaign: z.string().exactOptional() }),
  /** To the province: so many answers say that money was asked for, or something like it. */
  z.strictObject({
    type: z.literal('survey-alert'),
    form: z.string(),
    seat: z.string(),
    unit: z.string(),
    question: z.string(),
    count: z.number().int(),
    responses: z.number().int(),
  }),
  /** To the citizen: a photo could not be fetched. */
  z.strictObject({ type: z.literal('attachment-failed'), attachment: z.string() }),
  /** To a person, in the chat that is to be linked with another: the code to type there; silent once it has run out. */
  z.strictObject({ type: z.literal('link-code'), code: z.string(), until: z.number() }),
  /** To a person: another chat was linked with this one; so many apps are one person's now. */
  z.strictObject({ type: z.literal('chats-linked'), apps: z.number().int() }),
  /** To a person: elsewhere it was unlinked; so many apps, with this one, are linked still (0: this one with none). */
  z.strictObject({ type: z.literal('chats-unlinked'), apps: z.number().int() }),
]);
export type Notice = z.infer<typeof notice>;
