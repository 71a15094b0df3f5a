// PKS05 as a bot of its own, written with grammY's conversations plugin as its documentation recommends: the
// conversation is one function that waits for each answer, what has been said is kept in Redis by the official storage
// adapter, and the result leaves through `conversation.external`. The benchmark starts it beside the program:
//
//   node dist/script/measure/peer.js '{"redis":"/tmp/redis.sock","apiRoot":"http://127.0.0.1:4000","secret":"…"}'
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  conversations,
  createConversation,
  type Conversation,
  type ConversationData,
  type ConversationFlavor,
  type VersionedState,
} from '@grammyjs/conversations';
import { RedisAdapter } from '@grammyjs/storage-redis';
import express from 'express';
import { Bot, InlineKeyboard, webhookCallback, type Context } from 'grammy';
import { Redis } from 'ioredis';
import { isChoice, optionsOf, type Answer, type Question, type SurveyForm } from '../../core/survey-form.js';
import { questionCount, questionNumber } from '../../core/survey-rules.js';
import { fold } from '../../core/vietnamese.js';
import { texts, words } from '../../flows/survey/texts.vi.js';
import { loadForms } from '../../runtime/load-forms.js';
import { createLogger } from '../../runtime/logger.js';

/** What the benchmark hands over. */
export type PeerSettings = {
  readonly redis: string;
  readonly apiRoot: string;
  readonly token: string;
  readonly secret: string;
  /** The commune that the survey is about. */
  readonly place: string;
};

type OuterContext = ConversationFlavor<Context>;
type SurveyConversation = Conversation<OuterContext>;

const settings = JSON.parse(process.argv[2] ?? '') as PeerSettings;
const log = createLogger('info');
const redis = new Redis(settings.redis);
const form = findForm(await loadForms());
const { place } = settings;
const { buttons } = texts;

// The whole function runs again from its beginning at each message, so what is always the same is made once.
const prompts = form.questions.map((question) => ({
  question,
  text: textOf(question),
  options: plain(keyboardOf(question)),
}));
const consent = {
  text: [form.title, texts.place(place), form.consent].join('\n\n'),
  options: plain(
    new InlineKeyboard()
      .text(buttons.begin, 'begin')
      .row()
      .text(buttons.otherCommune, 'other-commune')
      .text(buttons.leave, 'leave'),
  ),
};
const review = plain(
  new InlineKeyboard().text(buttons.send, 'send').row().text(buttons.change, 'change').row().text(buttons.stop, 'stop'),
);
const receipt = {
  text: `${texts.receipt(place)}\n\n${texts.receiptNext}`,
  options: plain(new InlineKeyboard().text(buttons.report, 'report').row().text(buttons.menu, 'menu')),
};
const spoken: ReadonlyMap<string, string> = new Map(
  Object.entries(words).flatMap(([choice, said]) => said.map((word) => [word, choice] as const)),
);

async function survey(conversation: SurveyConversation, context: Context): Promise<void> {
  await context.reply(consent.text, consent.options);
  if ((await hear(conversation)) !== 'begin') return;

  const answers: Record<string, Answer> = {};
  for (const { question, text, options } of prompts) {
    if (!isAsked(question, answers)) continue;
    let answer: Answer | undefined;
    while (answer === undefined) {
      await context.reply(text, options);
      const heard = await hear(conversation);
      if (heard === 'stop') return;
      answer = read(question, heard);
    }
    answers[question.id] = answer;
  }

  await context.reply(summary(answers), review);
  if ((await hear(conversation)) !== 'send') return;
  const response = JSON.stringify({ form: form.id, formVersion: form.version, place, answers });
  await conversation.external(() => redis.rpush('responses', response));
  await context.reply(receipt.text, receipt.options);
}

/** Waits for a button or a text; a word that stands for a button counts as that button. */
async function hear(conversation: SurveyConversation): Promise<string> {
  const context = await conversation.wait();
  if (context.callbackQuery?.data !== undefined) {
    await context.answerCallbackQuery();
    return context.callbackQuery.data;
  }
  const typed = fold(context.message?.text ?? '');
  return spoken.get(typed) ?? typed;
}

function isAsked({ when }: Question, answers: Readonly<Record<string, Answer>>): boolean {
  if (when === undefined) return true;
  const given = answers[when.question];
  return given?.type === 'single' && when.answers.includes(given.option);
}

/** The answer that was meant; undefined when it must be asked again. */
function read(question: Question, heard: string): Answer | undefined {
  if (heard === 'skip' || heard === fold(buttons.skip)) return question.optional ? { type: 'skipped' } : undefined;
  if (question.type === 'text') return { type: 'text', text: heard };
  const option = optionsOf(question).find(
    ({ id, label }, at) => heard === `o-${id}` || heard === String(at + 1) || heard === fold(label),
  );
  if (option === undefined) return undefined;
  return isChoice(question) ? { type: 'single', option: option.id } : { type: 'multiple', options: [option.id] };
}

function textOf(question: Question): string {
  const number = questionNumber(form, question.id);
  const asked = texts.numbered(number, questionCount(form), question.text);
  if (question.type === 'text') return `${asked}\n\n${texts.typeText(question.maxLength)}`;
  return number === '1' ? `${asked}\n\n${texts.howToAnswer}` : asked;
}

function keyboardOf(question: Question): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const { id, label } of optionsOf(question)) keyboard.text(label, `o-${id}`).row();
  keyboard.text(buttons.back, 'back');
  if (question.optional) keyboard.text(buttons.skip, 'skip');
  return keyboard.row().text(buttons.stop, 'stop');
}

function summary(answers: Readonly<Record<string, Answer>>): string {
  const lines = form.questions.flatMap((question) => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    return [texts.line(questionNumber(form, question.id), question.short ?? question.text, inWords(question, answer))];
  });
  return [texts.summary, ...lines, '', texts.summaryEnd].join('\n');
}

function inWords(question: Question, answer: Answer): string {
  if (answer.type === 'skipped') return texts.skipped;
  const label = (id: string) => optionsOf(question).find((option) => option.id === id)?.label ?? id;
  if (answer.type === 'single') return label(answer.option);
  if (answer.type === 'multiple') return answer.options.map(label).join('; ');
  return answer.type === 'text' ? answer.text : '';
}

function plain(keyboard: InlineKeyboard) {
  return { reply_markup: keyboard, link_preview_options: { is_disabled: true } };
}

function findForm(forms: readonly SurveyForm[]): SurveyForm {
  const found = forms.find(({ id }) => id === 'pks05');
  if (found === undefined) throw new Error('data/forms has no PKS05');
  return found;
}

const bot = new Bot<OuterContext>(settings.token, { client: { apiRoot: settings.apiRoot } });
const adapter = new RedisAdapter<VersionedState<ConversationData>>({ instance: redis });
bot.use(conversations({ storage: { type: 'key', version: form.version, prefix: 'conversation-', adapter } }));
bot.use(createConversation(survey));
bot.command('start', (context) => context.conversation.enter('survey'));
bot.catch((error) => {
  log.error({ err: error.error }, 'an update could not be handled');
});

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.post('/webhook/telegram', webhookCallback(bot, 'express', { secretToken: settings.secret }));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
log.info({ port: (server.address() as AddressInfo).port }, 'listening');

process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  redis.disconnect();
});
