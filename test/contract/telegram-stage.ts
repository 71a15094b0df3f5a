import type { InboundContent } from '../../core/inbound.js';
import { createInbox } from '../fakes/telegram/inbox.js';
import { startFakeTelegram } from '../fakes/telegram/server.js';
import { configFor, createBot, photo } from '../bot/telegram/support.js';
import { quiet } from '../support/store.js';
import type { Stage } from './stage.js';

export async function openTelegramStage(): Promise<Stage> {
  const fake = await startFakeTelegram({ username: 'langnghe_bot' });
  const received = createInbox<InboundContent>();
  const bot = createBot(
    configFor(fake),
    ({ content }) => {
      received.put(content);
      return Promise.resolve({ type: 'handled' });
    },
    quiet,
  );
  await bot.start();
  let people = 1000;
  return {
    channel: 'telegram',
    longestText: 4096,
    actor: () => {
      people += 1;
      const address = String(people);
      const user = fake.user(people);
      let messages = 0;
      return Promise.resolve({
        does: async (act) => {
          switch (act.type) {
            case 'say':
              user.says(act.text);
              break;
            case 'choose':
              if (act.choice.how === 'button') user.presses(act.choice.label);
              else user.says(act.choice.text);
              break;
            case 'start':
              user.starts(act.parameter);
              break;
            case 'photo':
              user.sendsPhoto(photo);
              break;
            case 'voice':
              user.sendsVoice(photo);
              break;
            case 'sticker':
              user.sends({ sticker: { file_id: 'sticker-1', file_unique_id: 'u-1' } });
              break;
            case 'location':
              user.sharesLocation(act.latitude, act.longitude);
          }
          return received.take('what the bot is told by Telegram');
        },
        sees: async (reply) => {
          messages += 1;
          const sent = await bot.sender.send({ key: `${address}-${messages}`, address, reply, files: [] });
          if (sent.type === 'failed') throw new Error(`Telegram's sender failed: ${sent.because}`);
          const { text, buttons } = await user.next();
          return { text, choices: buttons.flat().map(({ label }) => ({ label, how: 'button' })) };
        },
      });
    },
    close: async () => {
      await bot.stop();
      await fake.close();
      fake.verify();
    },
  };
}
