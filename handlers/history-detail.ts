import { assertNever } from '../core/assert-never.js';
import type { CaseAction } from '../core/case.js';

/** What the history of a case keeps of an action besides its name. */
export function historyDetail(action: CaseAction): { readonly detail?: string } {
  switch (action.type) {
    case 'answer':
    case 'add':
      return { detail: action.text };
    case 'ask':
      return { detail: action.question };
    case 'reopen':
      return { detail: action.reason };
    case 'relabel':
      return { detail: action.category };
    case 'transfer':
      return { detail: `${action.to.level} ${action.to.code}` };
    case 'acknowledge':
    case 'confirm':
    case 'join':
    case 'part':
      return {};
    default:
      return assertNever(action);
  }
}
