import { isNews, type Citizen } from './citizen.js';
import type { Line } from './lines.js';
import { openWebChat, type Posted, type ShownMessage } from './web-chat.js';

/** Longer than any kill keeps an answer away. */
const patienceMs = 60_000;

/** Somebody at the page of the web chat. */
export async function webCitizen(name: string, url: string, address: string, patient: boolean): Promise<Citizen> {
  const chat = await openWebChat({ url, address });
  let before = 0;
  const isAnswer = (message: ShownMessage) => message.author === 'bot' && !isNews(message.body.text);

  /** Who waits for answers taps what he sees; the others type. */
  const posted = ({ say, start, tap }: Line): Posted => {
    if (start === true) return { type: 'start', parameter: say };
    const last = chat.seen.findLast(isAnswer);
    const button = last?.body.buttons?.flat().find(({ label }) => label === tap);
    return patient && button !== undefined
      ? { type: 'button', data: button.data, label: button.label }
      : { type: 'text', text: say };
  };

  return {
    name,
    channel: 'web',
    say: async (line) => {
      before = chat.seen.at(-1)?.id ?? 0;
      const message = posted(line);
      const clientId = await chat.send(message);
      // Opening a chat shows no message of one's own.
      return message.type === 'start' ? {} : { clientId };
    },
    hear: async ({ say, expect }) => {
      const { body } = await chat.next(before, isAnswer, patienceMs);
      if (!expect.test(body.text)) throw new Error(`"${say}" was answered "${body.text.slice(0, 80)}"`);
    },
    catchUp: async (answers) => {
      const isEnough = (last: ShownMessage) =>
        isAnswer(last) && chat.seen.filter((one) => one.id <= last.id && isAnswer(one)).length >= answers;
      if (answers > 0) await chat.next(0, isEnough, patienceMs);
    },
    transcript: async () => {
      const kept = await chat.transcript();
      // What was seen live, over all the broken connections: nothing twice, in order.
      const inOrder = chat.seen.every(({ id }, at) => id > (chat.seen[at - 1]?.id ?? 0));
      if (!inOrder) throw new Error('the stream repeated a message or brought them out of order');
      // What is kept is the same, but for a survey's questions and answers, which are gone once it was sent.
      const ids = new Set(kept.map(({ id }) => id));
      const lost = chat.seen.find(({ id, author, body }) => author === 'bot' && body.passing !== true && !ids.has(id));
      if (lost !== undefined) throw new Error(`the chat has lost "${lost.body.text.slice(0, 60)}"`);
      const stays = kept.find(({ body }) => body.passing === true);
      if (stays !== undefined) throw new Error(`the chat still shows "${stays.body.text.slice(0, 60)}"`);
      const gone = chat.seen.filter(({ id }) => !ids.has(id));
      return [...kept, ...gone]
        .toSorted((a, b) => a.id - b.id)
        .map(({ author, body, clientId }) => ({
          author,
          text: body.text,
          ...(clientId === undefined ? {} : { clientId }),
        }));
    },
    leave: chat.close,
  };
}
