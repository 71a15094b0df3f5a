import { z } from 'zod';

const days = z.number().positive().max(3650);

/** How long what need not be kept is kept: `data/retention.yaml`, in days. */
export const retention = z.strictObject({
  source: z.string(),
  checked: z.union([z.string(), z.date()]),
  /** False until a lawyer of the province has compared it with the law. */
  verified: z.boolean(),
  days: z.strictObject({
    inboundEvents: days.min(2, 'channels repeat events for up to a day'),
    webMessages: days,
    idleConversations: days,
    unsentAttachments: days,
    invites: days,
    /** What a channel lets us send only after the person has written, and he never did. */
    waitingMessages: days,
    unknownEvents: days,
  }),
});
export type Retention = z.infer<typeof retention>;
