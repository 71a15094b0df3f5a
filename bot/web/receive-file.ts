import type { RequestHandler } from 'express';
import { z } from 'zod';
import { attachmentLimit } from '../../core/sender.js';
import { readDesk } from './desk.js';
import type { Identities } from './identity.js';
import { refuse } from './problem.js';
import { answerOutcome, takeIn, type Intake } from './receive.js';
import { texts } from './texts.vi.js';
import { acceptedFiles, type Uploads } from './uploads.js';

const query = z.object({ id: z.uuid(), caption: z.string().max(1000).default('') });

/** POST /chat/attachments: a photo or voice note as the raw body of the request. */
export function receiveFiles(intake: Intake, identities: Identities, uploads: Uploads): RequestHandler {
  return async (request, response) => {
    const desk = readDesk(request);
    const asked = query.safeParse(request.query);
    const mime = (request.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
    const accepted = Object.hasOwn(acceptedFiles, mime) ? acceptedFiles[mime] : undefined;
    if (desk === undefined || !asked.success) {
      refuse(response, 'bad-request');
      return;
    }
    if (accepted === undefined) {
      refuse(response, 'unsupported-file');
      return;
    }
    if (Number(request.get('content-length') ?? 0) > attachmentLimit) {
      refuse(response, 'file-too-large');
      return;
    }
    // What is left unread is thrown away by the server after the answer; destroying it would take the answer along.
    const saved = await uploads.save(request.iterator({ destroyOnReturn: false }), mime);
    if (saved.type === 'refused') {
      refuse(response, saved.because);
      return;
    }
    const { name: sourceRef, bytes } = saved;
    const { kind } = accepted;
    const { caption } = asked.data;
    const text = caption === '' ? texts.own[kind] : `${texts.own[kind]}\n${caption}`;
    const identity = identities.ensure(request, response, desk);
    const outcome = await takeIn(intake, identity, {
      id: asked.data.id.toLowerCase(),
      content: { type: 'attachment', file: { kind, sourceRef, mime, bytes }, caption },
      echo: { text },
    });
    // Only a handled message refers to this file. After an exception nobody knows, so the sweep decides.
    if (outcome.type !== 'handled') await uploads.drop(sourceRef);
    answerOutcome(response, outcome);
  };
}
