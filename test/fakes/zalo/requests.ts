import { z } from 'zod';

/*
 * What each call takes. Stricter than the original: a field that is not listed is refused, where Zalo overlooks it.
 * Lengths are in UTF-16 units, which is never less than the characters that Zalo counts.
 */

const url = z.url({ protocol: /^https?$/ });
const phone = z.string().regex(/^84\d{8,10}$/);
const title = z.string().min(1).max(100);

const query = { type: z.literal(['oa.query.show', 'oa.query.hide']), payload: z.string().min(1).max(1000) };
const open = { type: z.literal('oa.open.url'), payload: z.strictObject({ url }) };
const call = { type: z.literal('oa.open.phone'), payload: z.strictObject({ phone_code: phone }) };
const sms = {
  type: z.literal('oa.open.sms'),
  payload: z.strictObject({ content: z.string().min(1).max(160), phone_code: phone }),
};

const buttons = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ title, ...query }),
      z.strictObject({ title, ...open }),
      z.strictObject({ title, ...call }),
      z.strictObject({ title, ...sms }),
    ]),
  )
  .min(1)
  .max(5);

const element = z.strictObject({ title, subtitle: z.string().max(500).optional(), image_url: url.optional() });

const list = z.strictObject({
  template_type: z.literal('list'),
  elements: z
    .array(
      element.extend({
        default_action: z
          .discriminatedUnion('type', [
            z.strictObject(query),
            z.strictObject(open),
            z.strictObject(call),
            z.strictObject(sms),
          ])
          .optional(),
      }),
    )
    .min(1)
    .max(5),
  buttons: buttons.optional(),
});

const media = z.strictObject({
  template_type: z.literal('media'),
  elements: z
    .array(z.strictObject({ media_type: z.enum(['image', 'gif']), attachment_id: z.string().min(1) }))
    .length(1),
});

const requestUserInfo = z.strictObject({
  template_type: z.literal('request_user_info'),
  elements: z.array(element.required({ subtitle: true, image_url: true })).length(1),
});

const template = z.strictObject({
  type: z.literal('template'),
  payload: z.union([
    z.discriminatedUnion('template_type', [list, media, requestUserInfo]),
    z.strictObject({ buttons }),
  ]),
});
/** A file that was uploaded before goes by its token. */
const file = z.strictObject({ type: z.literal('file'), payload: z.strictObject({ token: z.string().min(1) }) });

const recipient = z.strictObject({ user_id: z.string().regex(/^\d{5,25}$/) });
const text = z
  .string()
  .max(2000)
  .refine((value) => value.trim() !== '', 'text is empty');

/** `POST /v3.0/oa/message/cs` */
export const consulting = z.strictObject({
  recipient,
  message: z
    .strictObject({ text: text.optional(), attachment: z.union([template, file]).optional() })
    .refine(
      (message) => message.text !== undefined || (message.attachment !== undefined && !hasOnlyButtons(message)),
      'text is missing',
    ),
});
export type Consulting = z.infer<typeof consulting>;

function hasOnlyButtons({ attachment }: { attachment?: z.infer<typeof template> | z.infer<typeof file> | undefined }) {
  return attachment?.type === 'template' && !('template_type' in attachment.payload);
}

/** `POST /v3.0/oa/message/transaction` and `/promotion`: templates that Zalo lays out itself. */
export const laidOut = z.strictObject({
  recipient,
  message: z.strictObject({
    attachment: z.strictObject({
      type: z.literal('template'),
      payload: z.strictObject({
        template_type: z.string().min(1),
        language: z.enum(['VI', 'EN']).optional(),
        elements: z.array(z.looseObject({ type: z.enum(['banner', 'header', 'text', 'table']) })).min(1),
        buttons: z
          .array(z.looseObject({ title, type: z.string().startsWith('oa.') }))
          .max(4)
          .optional(),
      }),
    }),
  }),
});

/** `POST /v2.0/oa/quota/message`; it may have no body. */
export const quota = z.strictObject({});

/** `POST /v4/oa/access_token`, from its form. */
export const tokenRequest = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('authorization_code'),
    app_id: z.string(),
    code: z.string().min(1),
    code_verifier: z.string().regex(/^[\w.~-]{43}$/),
  }),
  z.strictObject({ grant_type: z.literal('refresh_token'), app_id: z.string(), refresh_token: z.string().min(1) }),
]);

/** `GET /v4/oa/permission`, from its address. */
export const permission = z.strictObject({
  app_id: z.string(),
  redirect_uri: url,
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  state: z.string().min(1),
});
