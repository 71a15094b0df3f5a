import { type Paragraph, type Table } from 'docx';
import type { Report } from '../../../core/report.js';
import { writtenDay } from '../../../core/vietnam-time.js';
import { body, figures, heading } from './style.js';
import { dialogueTexts, sections } from './texts.vi.js';

/** More than these make the document a list; the workbook has all. */
const shown = 20;
const shares = [6, 17, 45, 12, 12, 12];

export function dialogueSection({ dialogues, communes, jurisdiction }: Report): readonly (Paragraph | Table)[] {
  if (dialogues.length === 0) return [heading(sections.dialogues), body(dialogueTexts.none)];
  const shape = dialogueTexts.headings.map((text, at) => ({
    heading: text,
    share: shares[at] ?? 10,
    align: at === 2 ? ('left' as const) : ('center' as const),
  }));
  const rows = dialogues.slice(0, shown).map(({ owner, heldOn, topic, people, raised, answered }, at) => {
    const where = jurisdiction.level === 'province' && owner.level === 'commune' ? communes.get(owner.code) : undefined;
    return [at + 1, writtenDay(heldOn), where === undefined ? topic : `${topic} (${where})`, people, raised, answered];
  });
  return [
    heading(sections.dialogues),
    body(dialogueTexts.total(dialogues)),
    heading(dialogueTexts.list),
    figures(shape, rows),
    ...(dialogues.length > shown ? [body(dialogueTexts.more(dialogues.length - shown))] : []),
  ];
}
