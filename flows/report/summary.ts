import type { ReportDraft } from '../../core/conversation.js';
import { excerpt } from '../../core/excerpt.js';
import type { Env } from '../../core/flow.js';
import { categoryLabels } from '../../core/labels.vi.js';
import { replyLimit } from '../../core/reply.js';
import { contactOf, placeTitle } from './draft.js';
import { texts } from './texts.vi.js';

/** Room kept for a sentence that may be said before the summary. */
const reserve = 200;

/** Everything that will be sent, for the citizen to look over; a long description is cut to fit one message. */
export function summaryText(draft: ReportDraft, env: Env): string {
  const contact = contactOf(draft);
  const place = [
    draft.village === '' ? undefined : draft.village,
    placeTitle(draft, env) ?? texts.unitUnknown,
    draft.location === undefined ? undefined : texts.summaryLocation,
  ].filter((part) => part !== undefined);
  const rest = [
    ...(draft.kind === undefined ? [] : [texts.summaryKind[draft.kind]]),
    ...(draft.pastCommune === true ? [texts.summaryPastCommune] : []),
    ...(draft.category === undefined ? [] : [texts.summaryCategory(categoryName(draft.category))]),
    `${texts.summaryPlace}: ${place.join(', ')}`,
    ...(draft.attachments.length === 0 ? [] : [texts.summaryFiles(count(draft, 'photo'), count(draft, 'voice'))]),
    contact === undefined
      ? texts.summaryHidden[draft.kind ?? 'phan-anh']
      : texts.summaryContact(contact.name, contact.phone),
  ].join('\n');
  const around = [texts.summary, `${texts.summaryText}: `, rest].join('\n\n');
  const text = excerpt(draft.text, replyLimit - reserve - around.length);
  return [texts.summary, `${texts.summaryText}: ${text}`, rest].join('\n\n');
}

function categoryName(category: NonNullable<ReportDraft['category']>): string {
  return category === 'unknown' ? texts.summaryUnsorted : categoryLabels[category];
}

function count({ attachments }: ReportDraft, kind: 'photo' | 'voice'): number {
  return attachments.filter((attachment) => attachment.kind === kind).length;
}
