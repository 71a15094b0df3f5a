import { setTimer } from './timer.js';

/**
 * @typedef {{ label: string, data: string, tone?: 'primary' | 'danger' }} Button
 * @typedef {{ text: string, buttons?: Button[][], attachments?: { id: string, kind: 'photo' | 'voice' }[],
 *   picture?: { png: string, alt: string }, passing?: true, forgets?: true, expectsText?: true, expectsLocation?: true }} Body
 * @typedef {{ id: number, author: 'me' | 'bot', at: number, body: Body, clientId?: string }} Message
 */

/** The server gives a sign of life every 15 seconds; a phone that changed networks may never hear that the old one is dead. */
const silenceMs = 40_000;

/**
 * The messages of this chat, each once and in order, for as long as the page is open.
 * @param {string} desk
 * @param {{ chat: (chat: string) => void, message: (message: Message) => void, ready: () => void, state: (open: boolean) => void }} on
 */
export function openStream(desk, on) {
  let lastId = 0;
  let failures = 0;
  let ended = false;
  /** @type {EventSource | undefined} */
  let source;
  const watchdog = setTimer(connect, silenceMs);
  const retry = setTimer(connect, 0);

  function connect() {
    if (ended) return;
    source?.close();
    const mine = new EventSource(`/chat/stream?desk=${desk}&after=${lastId}`);
    source = mine;
    watchdog.start();
    /** @param {string} type @param {(data: unknown) => void} act */
    const hear = (type, act) => {
      mine.addEventListener(type, (/** @type {MessageEvent<string>} */ event) => {
        if (source !== mine) return;
        watchdog.start();
        act(JSON.parse(event.data));
      });
    };
    mine.addEventListener('open', () => {
      failures = 0;
      on.state(true);
    });
    hear('chat', (data) => {
      on.chat(/** @type {{ chat: string }} */ (data).chat);
    });
    hear('beat', () => undefined);
    hear('ready', on.ready);
    hear('message', (data) => {
      const message = /** @type {Message} */ (data);
      if (message.id <= lastId) return;
      lastId = message.id;
      on.message(message);
    });
    mine.addEventListener('error', () => {
      if (source !== mine) return;
      on.state(false);
      // While CONNECTING the browser tries by itself; after a refusal it gives up.
      if (mine.readyState !== EventSource.CLOSED) return;
      failures += 1;
      retry.start(Math.min(1000 * 2 ** failures, 30_000) * (0.5 + Math.random()));
    });
  }

  // The old connection went with the old network, whatever the browser still thinks of it.
  addEventListener('online', connect);
  addEventListener('offline', () => {
    on.state(false);
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && source?.readyState !== EventSource.OPEN) connect();
  });
  connect();

  return {
    end() {
      ended = true;
      watchdog.stop();
      retry.stop();
      source?.close();
    },
  };
}
