import type { ReportDraft } from '../../core/conversation.js';
import type { Env } from '../../core/flow.js';
import type { CaseCode } from '../../core/ids.js';
import { placeTitle, provinceName } from './draft.js';
import { texts } from './texts.vi.js';

/** What the citizen gets in hand: the code, where it goes, and for what only the law can settle, the address for a letter. */
export function receipt(code: CaseCode, draft: ReportDraft, env: Env): string {
  const place = placeTitle(draft, env);
  const { sent } = texts;
  return [sent.thanks(code), goesTo(draft, place, env), ...letter(draft, place, env), sent.keep].join('\n\n');
}

function goesTo(draft: ReportDraft, place: string | undefined, env: Env): string {
  const { sent } = texts;
  if (draft.kind === 'to-cao') return sent.toProvince;
  if (draft.pastCommune === true) return sent.pastCommune;
  // What nobody could sort goes to the province's desk first, unless it is dangerous, as does what has no commune.
  const isForDesk = draft.category === 'unknown' && !env.understand(draft.text).urgent;
  return place === undefined || isForDesk ? sent.toDesk : sent.toCommune(place);
}

function letter(draft: ReportDraft, place: string | undefined, env: Env): readonly string[] {
  switch (draft.kind) {
    case 'to-cao':
      return [texts.sent.denunciation(provinceName(draft, env))];
    case 'khieu-nai':
      return [texts.sent.complaint(place)];
    case 'phan-anh':
    case undefined:
      return [];
  }
}
