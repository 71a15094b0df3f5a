import { z } from 'zod';

/** Survey forms as officials write them in `data/forms/*.yaml`, checked once when they are loaded. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,23}$/, 'lower-case letters, digits and dashes, at most 24');

export const option = z.strictObject({ id, label: z.string().min(1).max(100) });
export type Option = z.infer<typeof option>;

/** Asked only when an earlier question of which one option is chosen got one of these answers. */
const condition = z.strictObject({ question: id, answers: z.array(id).min(1) });

const base = {
  id,
  text: z.string().min(1).max(400),
  /** The question in a word or two, for the summary. */
  short: z.string().min(1).max(60).optional(),
  /** The person may pass over it. */
  optional: z.boolean().default(false),
  /** Belongs to the numbered question before it ("4a"), not counted on its own. */
  when: condition.optional(),
  /** Touches bribery, health, belief …: results are handled with more care. */
  sensitive: z.boolean().default(false),
};

/** Somebody may honestly not know: "không biết, không trả lời" is offered, and counted apart. */
const unknown = z.boolean().default(false);
/** Options of which the level above must hear when they are chosen often: money asked for, harassment. */
const alert = z.array(id).min(1).optional();
/** The options that count as satisfied; absent where the question is no judgement. */
const satisfied = z.array(id).min(1).optional();

export const question = z.discriminatedUnion('type', [
  z.strictObject({
    ...base,
    type: z.literal('single'),
    options: z.array(option).min(2).max(20),
    /** The last option is "other": what it stands for is asked. */
    other: z.boolean().default(false),
    unknown,
    satisfied,
    alert,
  }),
  /** The options are grades, from the worst to the best. */
  z.strictObject({
    ...base,
    type: z.literal('scale'),
    options: z.array(option).min(3).max(7),
    unknown,
    satisfied,
    alert,
  }),
  z.strictObject({
    ...base,
    type: z.literal('number'),
    min: z.number().int().min(0),
    max: z.number().int().max(1_000_000),
    /** What is counted: "lần", "ngày". */
    measure: z.string().min(1).max(20),
    unknown,
  }),
  z.strictObject({ ...base, type: z.literal('multiple'), options: z.array(option).min(2).max(20) }),
  z.strictObject({
    ...base,
    type: z.literal('text'),
    maxLength: z.number().int().min(1).max(1000).default(1000),
    /** What is written here is also sorted and sent to whoever must act, without the person. */
    comment: z.boolean().default(false),
  }),
]);
export type Question = z.infer<typeof question>;
/** A question of which one option is chosen. */
export type ChoiceQuestion = Extract<Question, { type: 'single' | 'scale' }>;

export const isChoice = (asked: Question): asked is ChoiceQuestion => asked.type === 'single' || asked.type === 'scale';

/** The options that a question offers; none where something is typed. */
export const optionsOf = (asked: Question): readonly Option[] => ('options' in asked ? asked.options : []);

/** May "không biết, không trả lời" be the answer? */
export const mayBeUnknown = (asked: Question): boolean => 'unknown' in asked && asked.unknown;

export const surveyForm = z
  .strictObject({
    id: z.string().regex(/^pks0[1-7]$/),
    version: z.number().int().min(1),
    /** `du-thao`: the project's own draft wording, until an official loads the official text. */
    source: z.enum(['du-thao', 'chinh-thuc']),
    title: z.string().min(1).max(120),
    /** What the menu's button says. */
    short: z.string().min(1).max(40).optional(),
    /** Who is asked: staff of the commune, people, or people and organisations. */
    audience: z.enum(['can-bo', 'nguoi-dan', 'nguoi-dan-to-chuc']),
    /** `menu`: whoever talks with the bot may answer at any time; `link`: only by the link or QR code of a commune. */
    offered: z.enum(['menu', 'link']),
    /** The quarter of the year in which the programme runs it, and the organisation that runs it. */
    quarter: z.number().int().min(1).max(4),
    partner: z.string().min(1).max(80),
    /** Shown before the first question: what it is for, what is kept, what is not. */
    consent: z.string().min(1).max(900),
    questions: z.array(question).min(1).max(60),
  })
  .superRefine((form, context) => {
    const seen = new Map<string, Question>();
    for (const [at, item] of form.questions.entries()) {
      const fault = (message: string) => {
        context.addIssue({ code: 'custom', path: ['questions', at], message });
      };
      if (seen.has(item.id)) fault(`question id "${item.id}" is used twice`);
      if (item.when !== undefined) {
        const asked = seen.get(item.when.question);
        if (asked === undefined || !isChoice(asked))
          fault(`"when" must name an earlier question with one answer to choose, not "${item.when.question}"`);
        else
          for (const answer of item.when.answers)
            if (!asked.options.some((choice) => choice.id === answer))
              fault(`"when" names "${answer}", which is no answer of "${asked.id}"`);
      }
      const ids = optionsOf(item).map((choice) => choice.id);
      if (new Set(ids).size < ids.length) fault('an option id is used twice');
      for (const list of ['satisfied', 'alert'] as const)
        for (const named of (isChoice(item) ? item[list] : undefined) ?? [])
          if (!ids.includes(named)) fault(`"${list}" names "${named}", which is no answer of "${item.id}"`);
      if (item.type === 'number' && item.min >= item.max) fault('"min" must be less than "max"');
      seen.set(item.id, item);
    }
    const comments = form.questions.filter((item) => item.type === 'text' && item.comment);
    if (comments.length > 1)
      context.addIssue({ code: 'custom', path: ['questions'], message: 'only one question can be the comment' });
  });
export type SurveyForm = z.infer<typeof surveyForm>;

/** An answer: chosen option(s), a number or text typed, not known, or passed over. */
export const answer = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single'), option: z.string(), other: z.string().optional() }),
  z.strictObject({ type: z.literal('multiple'), options: z.array(z.string()) }),
  z.strictObject({ type: z.literal('number'), value: z.number().int() }),
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('unknown') }),
  z.strictObject({ type: z.literal('skipped') }),
]);
export type Answer = z.infer<typeof answer>;

/** Answers by question id. */
export type Answers = Readonly<Record<string, Answer>>;
