import { toBuffer } from 'qrcode';
import { qrSvg } from '../../bot/web/counter/qr-svg.js';
import type { Campaign } from '../../core/campaign.js';
import type { SurveyForm } from '../../core/survey-form.js';
import { makePdf } from './pdf.js';
import { drawSheet } from './sheet.js';

export const formats = ['png', 'svg', 'pdf'] as const;
export type Format = (typeof formats)[number];

export type Place = {
  readonly code: string;
  readonly title: string;
  readonly province: string | undefined;
  /** The start link of the commune and form. */
  readonly link: string;
};

export type MadeFile = { readonly name: string; readonly bytes: Uint8Array | string };

/** Pixels a module: a picture of some 800 pixels, which a printer need not guess at. */
const scale = 20;

/** The files of a campaign: one a commune, but sheets of several communes are pages of one PDF. */
export async function makeFiles(
  campaign: Campaign,
  form: SurveyForm,
  places: readonly Place[],
  format: Format,
): Promise<readonly MadeFile[]> {
  const nameOf = ({ code }: Place) => `${code}-${campaign.form}.${format}`;
  if (format === 'pdf') {
    const [first, second] = places;
    if (first === undefined) return [];
    const bytes = await makePdf(form.title, (pdf) => {
      for (const { title, province, link } of places)
        drawSheet(pdf, { campaign, form, unitTitle: title, province, link });
    });
    return [{ name: second === undefined ? nameOf(first) : `${campaign.id}.pdf`, bytes }];
  }
  return Promise.all(
    places.map(async (place) => ({
      name: nameOf(place),
      bytes:
        format === 'svg'
          ? qrSvg(place.link, 'Q')
          : await toBuffer(place.link, { errorCorrectionLevel: 'Q', margin: 4, scale }),
    })),
  );
}
