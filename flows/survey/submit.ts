import type { Conversation } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { Env, StepResult } from '../../core/flow.js';
import { maskPersonalData } from '../../core/personal-data.js';
import { nextQuestion, splitComment } from '../../core/survey-rules.js';
import { placeName } from '../commune/place-name.js';
import { showMenu } from '../menu/step.js';
import { ask } from '../prompt.js';
import { toNext, type OpenSurvey } from './open-survey.js';
import { askSurvey } from './questions.js';
import { texts } from './texts.vi.js';

/**
 * Sends a finished survey: the answers, apart from the person, and the free comment as a case of its own that leads
 * neither to the person (no reporter, and its code is told to nobody) nor to the answers.
 */
export function submitSurvey(state: Conversation, survey: OpenSurvey, env: Env): StepResult {
  const { draft, form, unit } = survey;
  if (nextQuestion(form, draft.answers) !== undefined)
    return askSurvey(state, { ...survey, draft: toNext(form, draft) }, env);
  const place = placeName(unit, env.directory);
  const done: Conversation = { ...state, activity: { type: 'idle' }, lastUnit: unit.code };
  if (env.facts.voted) return showMenu(done, env, [], texts.voted(place));
  const { answers, comment } = splitComment(form, draft.answers);
  const record: Effect = {
    type: 'record-response',
    id: env.newId('rsp'),
    form: form.id,
    formVersion: form.version,
    unit: unit.code,
    answers,
  };
  const open = comment === undefined ? [] : [commentCase(comment, survey, env)];
  const receipt = [texts.receipt(place), ...(comment === undefined ? [] : [texts.receiptComment]), texts.receiptNext];
  const choices = [
    [{ label: texts.buttons.report, choice: 'report' }],
    [{ label: texts.buttons.menu, choice: 'menu' }],
  ];
  return ask(done, { type: 'idle' }, { text: receipt.join('\n\n'), choices }, [record, ...open]);
}

function commentCase(text: string, { unit }: OpenSurvey, env: Env): Effect {
  return {
    type: 'open-case',
    id: env.newId('cas'),
    code: env.newCaseCode(),
    source: 'survey-comment',
    // Whoever writes a phone number into an anonymous form must not be known by it.
    text: maskPersonalData(text),
    unit: unit.code,
    attachments: [],
  };
}
