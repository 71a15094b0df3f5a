import { z } from 'zod';

/*
 * The parts of Zalo's events that the bot reads; fields it does not know are let through.
 *
 * { "event_name": "user_send_text", "app_id": "50554360515256678",
 *   "sender": { "id": "5510185758261927916" }, "recipient": { "id": "1646843870823903717" },
 *   "message": { "text": "Xin chào", "msg_id": "e2a641af6661713b2874" }, "timestamp": "1717061839659" }
 *
 * { "event_name": "follow", "app_id": "…", "oa_id": "…", "follower": { "id": "…" }, "timestamp": "…" }
 *
 * { "event_name": "user_submit_info", "sender": { "id": "…" }, "info": { "name": "…", "phone": "84…" }, "timestamp": "…" }
 */

// Zalo's ids are longer than a number of JSON holds. One that came as a number has lost its last digits and could be
// somebody else's: such an event is unreadable.
const id = z.string().regex(/^[\w-]{1,64}$/);
const party = z.object({ id });

/** The least that makes an event; whether it comes from Zalo is not known yet. */
export const envelope = z.object({ event_name: z.string().min(1), timestamp: z.unknown().optional() });

/** Milliseconds since 1970, as text; a number says the same, as it has only 13 digits. */
export const timestamp = z.union([z.string().regex(/^\d{1,16}$/), z.int().nonnegative().transform(String)]);

/** Who and whose; the rest is read by the schema of its kind. */
export const parties = z.object({
  app_id: z.string().optional(),
  /** Named by events without a recipient. */
  oa_id: z.string().optional(),
  sender: party.optional(),
  recipient: party.optional(),
  /** In the place of `sender` where somebody comes or goes. */
  follower: party.optional(),
  message: z.unknown().optional(),
  info: z.unknown().optional(),
  payload: z.unknown().optional(),
});
export type Parties = z.infer<typeof parties>;

/** Whatever is odd about text or attachments, a message that has an id is worth an answer. */
export const message = z.object({
  msg_id: z.string().regex(/^[\x21-\x7E]{1,128}$/),
  text: z.string().optional().catch(undefined),
  attachments: z.array(z.unknown()).optional().catch(undefined),
});
export type Message = z.infer<typeof message>;

export const attachment = z.object({ payload: z.unknown().optional() });

/** Where a file lies. Whether anything may be fetched from there is decided by who fetches it. */
export const file = z.object({
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\/[^\s\p{Cc}]+$/iu)
    .refine((url) => URL.canParse(url)),
  name: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
});

/** What a person filled in. The phone is what he typed: Zalo does not say that it is his. */
export const info = z.object({ phone: z.union([z.string(), z.int().nonnegative().transform(String)]) });

/** What a button carries. */
export const payload = z.string().max(2000);

const degrees = (most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^[+-]?\d{1,3}(?:\.\d{1,20})?$/)
        .transform(Number),
    ])
    .pipe(z.number().min(-most).max(most));

/** A place on earth, under each of the names that have been seen for it. */
export const place = z.union([
  z.object({ latitude: degrees(90), longitude: degrees(180) }),
  z.object({ lat: degrees(90), long: degrees(180) }).transform(({ lat, long }) => ({ latitude: lat, longitude: long })),
  z.object({ lat: degrees(90), lng: degrees(180) }).transform(({ lat, lng }) => ({ latitude: lat, longitude: lng })),
]);
