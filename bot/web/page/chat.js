import { block, byId } from './element.js';
import { createComposer } from './composer.js';
import { offerEnding } from './ending.js';
import { createLog } from './log.js';
import { createOutgoing } from './outgoing.js';
import { openStream } from './stream.js';
import { texts } from './texts.vi.js';
import { setTimer } from './timer.js';

const desk = document.documentElement.dataset['desk'] === 'official' ? 'official' : 'citizen';
const address = new URL(location.href);
const kiosk = address.searchParams.get('kiosk') === '1';

const logElement = block('log');
const connection = block('connection');
const plainTitle = document.title;
/** The chat that the server says this browser's cookie belongs to. */
let chat = '';
let live = false;
let unseen = 0;
/** A pressed button may be gone, and with it the keyboard's place on the page: the next question takes it. */
let focusFollows = false;

const log = createLog({
  element: logElement,
  newest: block('newest'),
  desk,
  withLinks: !kiosk,
  onPress({ data, label }) {
    focusFollows = true;
    outgoing.add({ type: 'button', data, label });
  },
});
const outgoing = createOutgoing(desk, (item, state, why) => {
  if (state === 'sending' || state === 'waiting') log.showPending(item);
  log.mark(item, state, why);
});
const composer = createComposer({ withFiles: desk === 'citizen', send: (content) => void outgoing.add(content) });

for (const item of outgoing.unsent()) {
  log.showPending(item);
  log.mark(item, 'waiting');
}

const lateNews = setTimer(() => {
  connection.replaceChildren(texts.reconnecting);
}, 2_000);
lateNews.start();

const stream = openStream(desk, {
  chat(id) {
    // Another tab ended the chat, or began another one: what is shown here belongs to nobody at this device.
    if (chat !== '' && chat !== id) location.reload();
    chat = id;
  },
  message(message) {
    const asks = log.show(message);
    const { body } = message;
    if (asks) composer.offerPlace(body.expectsLocation === true);
    if (!live || message.author !== 'bot') return;
    if (asks && focusFollows) {
      focusFollows = false;
      if (body.expectsText !== true || !composer.focus()) log.question()?.focus({ preventScroll: true });
    }
    if (document.hidden) document.title = `(${(unseen += 1)}) ${plainTitle}`;
  },
  ready() {
    if (live) {
      // The server is back: what waits for its next try need not wait any longer.
      outgoing.open();
      return;
    }
    live = true;
    log.toEnd();
    // What was said before is not read out again.
    logElement.setAttribute('aria-live', 'polite');
    begin();
    outgoing.open();
  },
  state(open) {
    if (open) {
      lateNews.stop();
      connection.replaceChildren();
    } else lateNews.start();
  },
});

/** Opens the conversation: as the link says, or plainly where nothing was said yet. */
function begin() {
  const parameter = /^[\w-]{1,64}$/.exec(address.searchParams.get('start') ?? '')?.[0];
  const fresh = log.isEmpty() && !outgoing.unsent().some(({ content }) => content.type === 'start');
  // A kiosk keeps its link for the next person.
  if (parameter !== undefined && (fresh || !kiosk)) outgoing.add({ type: 'start', parameter });
  else if (fresh) outgoing.add({ type: 'start', parameter: '' });
  if (kiosk) return;
  address.searchParams.delete('start');
  history.replaceState(null, '', address);
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = plainTitle;
});

if (!navigator.cookieEnabled) composer.tell(texts.noCookies);

// An official's chat is bound to a commune's work: it is left by leaving that work, not by clearing the page.
if (desk === 'citizen') {
  offerEnding({
    desk,
    kiosk,
    isUsed: () => byId('text', HTMLTextAreaElement).value !== '' || logElement.querySelector('.me') !== null,
    beforeEnd() {
      stream.end();
      outgoing.forget();
    },
    failed: composer.tell,
  });
}
