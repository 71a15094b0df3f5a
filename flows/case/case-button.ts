import { encodeButton } from '../../core/button.js';
import type { CaseCode } from '../../core/ids.js';
import type { Category } from '../../core/labels.js';
import type { Button } from '../../core/reply.js';

/** What can be pressed on a case, by its citizen or by an official; `as-…` names the category that it has in truth. */
export type CaseButtonAction =
  | 'show'
  | 'add'
  | 'confirm'
  | 'reopen'
  | 'join'
  | 'part'
  | 'acknowledge'
  | 'answer'
  | 'ask'
  | 'transfer'
  | 'relabel'
  | `as-${Category}`;

/** A button that acts on a case however old the message is. */
export function caseButton(code: CaseCode, action: CaseButtonAction, label: string, tone?: Button['tone']): Button {
  const data = encodeButton({ type: 'case', code, action });
  return tone === undefined ? { label, data } : { label, data, tone };
}
