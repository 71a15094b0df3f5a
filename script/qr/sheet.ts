import type { Campaign } from '../../core/campaign.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { writtenDay } from '../../core/vietnam-time.js';
import { asTyped, drawQr, inks, page, write, type Pdf } from './pdf.js';
import { texts } from './texts.vi.js';

/** A sheet to hang up: for one commune in one campaign. */
export type Sheet = {
  readonly campaign: Pick<Campaign, 'access' | 'opensOn' | 'closesOn' | 'partner'>;
  readonly form: Pick<SurveyForm, 'title' | 'audience' | 'consent'>;
  /** "Xã Ngọc Thiện" */
  readonly unitTitle: string;
  readonly province: string | undefined;
  readonly link: string;
};

const margin = 46;
const width = page.width - 2 * margin;
const qrSize = 340;

/** Adds a page with the sheet. */
export function drawSheet(pdf: Pdf, { campaign, form, unitTitle, province, link }: Sheet): void {
  pdf.addPage();
  const isStaff = form.audience === 'can-bo';
  const box = (y: number) => [margin, y, width] as const;
  let y = write(pdf, isStaff ? texts.inviteStaff : texts.invite, box(40), {
    font: 'bold',
    size: 33,
    colour: inks.accent,
  });
  y = write(pdf, isStaff ? texts.whatStaff : texts.what, box(y + 2), { size: 13, atLeast: 10, colour: inks.quiet });
  y = write(pdf, unitTitle, box(y + 8), { font: 'bold', size: 28, atLeast: 18 });
  if (province !== undefined) y = write(pdf, province, box(y), { size: 14 });
  y = write(pdf, form.title, box(y + 6), { size: 15, atLeast: 13 });

  // What stands below has its place at the foot: the code takes the middle of what is left.
  const code = texts.code[campaign.access];
  const foot = page.height - (code === undefined ? 252 : 292);
  drawQr(pdf, link, 'Q', [(page.width - qrSize) / 2, y + (foot - y - qrSize) / 2, qrSize]);

  y = write(pdf, texts.scan, box(foot), { font: 'bold', size: 14, atLeast: 11 });
  y = write(pdf, texts.or, box(y + 8), { size: 12 });
  y = write(pdf, asTyped(link), box(y + 1), { font: 'bold', size: 19, atLeast: 8 });
  if (code !== undefined) y = drawFramed(pdf, code, y + 10);
  y += 12;
  for (const promise of promisesOf(campaign, form)) {
    write(pdf, '✓', [margin + 24, y, 20], { font: 'bold', size: 14, colour: inks.accent });
    y = write(pdf, promise, [margin + 50, y, width - 60], { size: 14, atLeast: 10, align: 'left' }) + 4;
  }
  const { opensOn, closesOn, partner } = campaign;
  pdf
    .moveTo(margin, page.height - 74)
    .lineTo(page.width - margin, page.height - 74)
    .lineWidth(0.7)
    .stroke(inks.line);
  write(pdf, texts.dates(writtenDay(opensOn), writtenDay(closesOn)), box(page.height - 66), { font: 'bold', size: 12 });
  write(pdf, texts.partner(partner), box(page.height - 49), { size: 11, atLeast: 8 });
}

function drawFramed(pdf: Pdf, text: string, y: number): number {
  const end = write(pdf, text, [margin + 14, y + 7, width - 28], { font: 'bold', size: 13, atLeast: 12 });
  pdf
    .roundedRect(margin, y, width, end - y + 6, 6)
    .lineWidth(1.5)
    .stroke(inks.accent);
  return end + 6;
}

function promisesOf({ access }: Sheet['campaign'], { audience, consent }: Sheet['form']): readonly string[] {
  const { anonymous, minutes, fewMinutes, everybody, visitors, staff } = texts.promises;
  // The form says how long it takes; a sheet that promised less would be caught at the first question.
  const said = /khoảng (\d+) phút/.exec(consent)?.[1];
  const whoever = audience === 'can-bo' ? staff : access === 'counter-code' ? visitors : everybody;
  return [anonymous, said === undefined ? fewMinutes : minutes(said), whoever];
}
