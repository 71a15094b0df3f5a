import type { CampaignProgress, UnitProgress } from '../../core/campaign-progress.js';
import { mayHearAlerts } from '../../core/access.js';
import type { Directory } from '../../core/directory.js';
import type { Unit } from '../../core/directory.js';
import type { Notice } from '../../core/notice.js';
import type { Reply } from '../../core/reply.js';
import type { Seat } from '../../core/seat.js';
import { isChoice, type SurveyForm } from '../../core/survey-form.js';
import { writtenDay } from '../../core/vietnam-time.js';
import { placeName } from '../commune/place-name.js';
import { texts } from './campaign-texts.vi.js';

/** Communes of a province that are named one by one: those from which least has come. */
const namedUnits = 5;

/** How far a survey has come, for an official of a commune or of the province; undefined when it is not his. */
export function campaignProgress(
  { campaign, units, daysLeft, hasNotBegun }: CampaignProgress,
  form: SurveyForm | undefined,
  seat: Seat,
  directory: Directory,
): Reply | undefined {
  const title = form?.title ?? campaign.form.toUpperCase();
  const { level, code } = seat.jurisdiction;
  const own = units.filter(({ unit }) =>
    level === 'commune' ? unit === code : directory.unit(unit)?.province === code,
  );
  const end = texts.end(writtenDay(campaign.closesOn), daysLeft);
  if (hasNotBegun) return { text: [texts.progress(title), texts.begins(writtenDay(campaign.opensOn))].join('\n') };
  if (level === 'commune') {
    const [here] = own;
    const line = here === undefined ? texts.nobodyYet : texts.unit(here.responses, here.target, here.yesterday);
    return { text: [texts.progress(title), line, end].join('\n') };
  }
  if (own.length === 0) return { text: [texts.progress(title), texts.nobodyYet, end].join('\n') };
  const responses = own.reduce((sum, one) => sum + one.responses, 0);
  const planned = own.filter(({ target }) => target !== undefined);
  const reached = planned.filter((one) => share(one) >= 1).length;
  const behind = planned.filter((one) => share(one) < 1).toSorted((a, b) => share(a) - share(b));
  const lines = behind.slice(0, namedUnits).flatMap((one) => {
    const unit: Unit | undefined = directory.unit(one.unit);
    return unit === undefined ? [] : [texts.behind(placeName(unit, directory), one.responses, one.target ?? 0)];
  });
  return {
    text: [
      texts.progress(title),
      texts.province(responses, own.length, reached, planned.length),
      ...(lines.length === 0 ? [] : [texts.leastSoFar, ...lines]),
      end,
    ].join('\n'),
  };
}

const share = ({ responses, target }: UnitProgress): number => (target === undefined ? 1 : responses / target);

/** That many people say the same bad thing about one commune; only the level above is told. */
export function surveyAlert(
  notice: Extract<Notice, { type: 'survey-alert' }>,
  form: SurveyForm | undefined,
  seat: Seat,
  directory: Directory,
): Reply | undefined {
  const unit = directory.unit(notice.unit);
  const question = form?.questions.find(({ id }) => id === notice.question);
  if (unit === undefined || form === undefined || question === undefined || !isChoice(question)) return undefined;
  if (!mayHearAlerts(seat, unit.province)) return undefined;
  const said = question.options.filter(({ id }) => question.alert?.includes(id)).map(({ label }) => label);
  return {
    text: texts.alert({
      title: form.title,
      place: placeName(unit, directory),
      question: question.text,
      said: said.join(' / '),
      count: notice.count,
      responses: notice.responses,
    }),
  };
}
