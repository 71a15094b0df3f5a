import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createZaloApi } from '../../bot/zalo/api.js';
import { createZaloSender } from '../../bot/zalo/send.js';
import { createZaloWebhook } from '../../bot/zalo/webhook.js';
import { createAccessTokens } from '../../bot/zalo/access-token.js';
import { freeMessages } from '../../bot/zalo/bot.js';
import type { InboundContent } from '../../core/inbound.js';
import { createChannelEvents } from '../../handlers/channel-events.js';
import { createSendingWindows } from '../../handlers/sending-windows.js';
import { createTokenVault } from '../../handlers/token-vault.js';
import { createInbox } from '../fakes/telegram/inbox.js';
import { startFakeZalo, type SeenMessage } from '../fakes/zalo/server.js';
import { photo } from '../bot/telegram/support.js';
import { openTestStore, quiet } from '../support/store.js';
import type { Choice, Seen, Stage } from './stage.js';

export async function openZaloStage(): Promise<Stage> {
  const fake = await startFakeZalo();
  const { store, seal, remove } = await openTestStore();
  const received = createInbox<InboundContent>();
  const windows = createSendingWindows(store, 'zalo', freeMessages);
  const tokens = createAccessTokens({ config: fake.config, vault: createTokenVault(store, 'zalo'), log: quiet });
  const sender = createZaloSender({
    config: { ...fake.config, messagesPerSecond: 10_000 },
    api: createZaloApi({ config: fake.config, tokens }),
    windows,
    fileLink: () => undefined,
    log: quiet,
  });
  const webhook = createZaloWebhook({
    config: fake.config,
    seal,
    handleInbound: ({ content }) => {
      received.put(content);
      return Promise.resolve({ type: 'handled' });
    },
    windows,
    events: createChannelEvents(store, 'zalo'),
    log: quiet,
  });
  const app = express().post('/webhook/zalo', express.raw({ type: () => true, limit: '64kb' }), webhook);
  const server = http.createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  fake.connect(`http://127.0.0.1:${port}/webhook/zalo`);
  return {
    channel: 'zalo',
    longestText: 2000,
    actor: () => {
      const person = fake.person();
      let messages = 0;
      return Promise.resolve({
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
              // Links of Zalo carry nothing: who has a leaflet types what stands on it.
              await (act.parameter === '' ? person.follows() : person.says(act.parameter));
              break;
            case 'photo':
              await person.sendsPhoto(photo);
              break;
            case 'voice':
              await person.sendsVoice(photo);
              break;
            case 'sticker':
              await person.sendsSticker();
              break;
            case 'location':
              await person.sendsLocation(act.latitude, act.longitude);
          }
          return received.take('what the bot is told by Zalo');
        },
        sees: async (reply) => {
          messages += 1;
          const before = person.screen.length;
          const key = `${person.id}-${messages}`;
          const sent = await sender.send({ key, address: person.id, reply, files: [] });
          if (sent.type === 'failed') throw new Error(`Zalo's sender failed: ${sent.because}`);
          const shown = person.screen.slice(before);
          return readTogether(
            shown,
            (reply.buttons ?? []).flat().map(({ label }) => label),
          );
        },
      });
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await fake.stop();
      await remove();
      fake.verify();
    },
  };
}

/** Several messages are one to who reads them; what is no button must say in the text how it is typed. */
function readTogether(shown: readonly SeenMessage[], labels: readonly string[]): Seen {
  const text = shown.map((message) => message.text).join('\n');
  const titles = new Set(shown.flatMap(({ buttons }) => buttons.map(({ title }) => title)));
  const choices = labels.map((label): Choice => {
    if (titles.has(label)) return { label, how: 'button' };
    const numbered = text.split('\n').find((line) => line === label || /^\d{1,2}\. (.*)$/.exec(line)?.[1] === label);
    const typed = /^(\d{1,2})\. /.exec(numbered ?? '')?.[1] ?? (text.includes(label) ? label : undefined);
    if (typed === undefined) throw new Error(`“${label}” is nowhere to be seen in:\n${text}`);
    return { label, how: 'typed', text: typed };
  });
  return { text, choices };
}
