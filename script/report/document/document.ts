import {
  AlignmentType,
  Document,
  Header,
  LeaderType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Report } from '../../../core/report.js';
import { gapText } from '../texts.vi.js';
import { dialogueSection } from './dialogues.js';
import { feedbackSection } from './feedback.js';
import { documentFoot } from './foot.js';
import { documentHead, type Signing } from './head.js';
import { body, font, heading, mm, page, points, textWidth } from './style.js';
import { surveySection } from './surveys.js';
import { head, opening, sections, taskTexts } from './texts.vi.js';
import { titleSection } from './title.js';

/** The report as a .docx, to be gone through, completed and signed by people. */
export async function writeDocument(report: Report, signing: Signing, smallest: number): Promise<Buffer> {
  const document = new Document({
    title: head.subject,
    creator: '',
    styles: { default: { document: { run: { font, size: points(14) } } } },
    sections: [
      {
        properties: { page, titlePage: true },
        // From the second page on, in the middle above the text.
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph('')] }) },
        children: [
          ...documentHead(report, signing),
          body(opening(report)),
          ...surveySection(report),
          ...feedbackSection(report, smallest),
          ...dialogueSection(report),
          ...titleSection(report),
          heading(sections.gaps),
          ...report.gaps.map((gap, at) => body(`${at + 1}. ${gapText(gap)}`)),
          heading(sections.tasks),
          ...Array.from({ length: taskTexts.lines }, (_, at) => dottedLine(at === taskTexts.lines - 1)),
          ...documentFoot(report, signing),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const pageNumber = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: points(13) })],
      }),
    ],
  });

/** A line to write on by hand; the last one ends the text as documents end. */
const dottedLine = (isLast: boolean) =>
  new Paragraph({
    spacing: { before: 120, after: 0 },
    tabStops: [{ type: TabStopType.RIGHT, position: mm(isLast ? textWidth - 8 : textWidth), leader: LeaderType.DOT }],
    children: [new TextRun({ children: [new Tab(), ...(isLast ? [taskTexts.end] : [])] })],
  });
