import type { InboundContent } from '../../core/inbound.js';
import { createInbox } from '../fakes/telegram/inbox.js';
import { photo } from '../bot/telegram/support.js';
import { startWebChat } from '../bot/web/harness.js';
import { openWebPerson } from '../support/web-person.js';
import type { Stage } from './stage.js';

export async function openWebStage(): Promise<Stage> {
  const received = createInbox<InboundContent>();
  const chat = await startWebChat({
    answer: ({ content }) => {
      received.put(content);
      return [];
    },
    // Hundreds of conversations come from one address here.
    limits: { messagesPerMinute: 1e6, uploadsPerMinute: 1e6, requestsPerMinute: 1e6, streamsPerAddress: 1e6 },
  });
  const leaving: (() => Promise<void>)[] = [];
  return {
    channel: 'web',
    longestText: 4000,
    actor: async () => {
      const person = await openWebPerson(chat.url);
      leaving.push(person.leaves);
      let address: string | undefined;
      return {
        does: async (act) => {
          switch (act.type) {
            case 'say':
              await person.says(act.text);
              break;
            case 'choose':
              if (act.choice.how === 'button') await person.taps(act.choice.label);
              else await person.says(act.choice.text);
              break;
            case 'start':
              await person.starts(act.parameter);
              break;
            case 'photo':
              await person.sendsPhoto(photo, 'image/jpeg');
              break;
            case 'location':
              await person.posts({ type: 'location', latitude: act.latitude, longitude: act.longitude });
              break;
            case 'voice':
            case 'sticker':
              throw new Error(`the web page has no ${act.type}`);
          }
          address = chat.inbounds.at(-1)?.chat.address;
          return received.take('what the bot is told by the web chat');
        },
        sees: async (reply) => {
          if (address === undefined) throw new Error('the bot does not speak first');
          const key = `reply-${chat.inbounds.length}-${person.heard.length}`;
          const sent = await chat.web.sender.send({ key, address, reply, files: [] });
          if (sent.type === 'failed') throw new Error(`the web chat's sender failed: ${sent.because}`);
          const { text, buttons } = await person.next();
          return { text, choices: buttons.map(({ label }) => ({ label, how: 'button' })) };
        },
      };
    },
    close: async () => {
      await Promise.all(leaving.map((leave) => leave()));
      await chat.stop();
    },
  };
}
