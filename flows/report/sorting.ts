import type { ReportDraft } from '../../core/conversation.js';
import type { Env } from '../../core/flow.js';
import type { Category, ChosenLabels } from '../../core/labels.js';
import { hasText } from './draft.js';

/** Kinds of which the law says where they go and who must sign: the citizen decides, not the machine. */
export type WeightyKind = 'khieu-nai' | 'to-cao';

type Understanding = Pick<Env, 'understand'>;

/** The kind that the text looks like, when the citizen must be asked as what it is to be sent. */
export function kindToChoose(draft: ReportDraft, env: Understanding): WeightyKind | undefined {
  if (!hasText(draft)) return undefined;
  const { kind } = env.understand(draft.text);
  return kind === 'khieu-nai' || kind === 'to-cao' ? kind : undefined;
}

/** The likeliest categories, when the machine cannot tell and the citizen must be asked; none when it can. */
export function categoriesToChoose(draft: ReportDraft, env: Understanding): readonly Category[] {
  if (!hasText(draft)) return [];
  const { abstained, likeliest } = env.understand(draft.text);
  return abstained ? likeliest.filter((category) => category !== 'khac') : [];
}

/** Must the citizen be asked whether the commune may read it? A denunciation goes past the commune anyway. */
export function asksWhoMayRead(draft: ReportDraft, env: Understanding): boolean {
  return hasText(draft) && draft.kind !== 'to-cao' && env.understand(draft.text).bypassInDoubt;
}

/** The question about the text that the citizen has not answered yet. */
export function openQuestion(draft: ReportDraft, env: Understanding): 'kind' | 'reader' | 'category' | undefined {
  if (draft.kind === undefined && kindToChoose(draft, env) !== undefined) return 'kind';
  if (draft.pastCommune === undefined && asksWhoMayRead(draft, env)) return 'reader';
  return draft.category === undefined && categoriesToChoose(draft, env).length > 0 ? 'category' : undefined;
}

/** The draft with another text: what was chosen for the old one is void. */
export function withText(draft: ReportDraft, text: string): ReportDraft {
  const { kind: _kind, pastCommune: _pastCommune, category: _category, ...rest } = draft;
  return { ...rest, text };
}

/** What the citizen chose, for the case; undefined when nothing was asked. */
export function chosenLabels({ kind, category }: ReportDraft): ChosenLabels | undefined {
  if (kind === undefined && category === undefined) return undefined;
  return { ...(kind === undefined ? {} : { kind }), ...(category === undefined ? {} : { category }) };
}
