import { texts } from './texts.vi.js';
import { setTimer } from './timer.js';

/**
 * @typedef {{ type: 'text', text: string } | { type: 'button', data: string, label: string } | { type: 'start', parameter: string }
 *   | { type: 'location', latitude: number, longitude: number } | { type: 'file', blob: Blob, kind: 'photo' | 'voice', caption: string }} Content
 * @typedef {{ id: string, at: number, content: Content, tried?: boolean }} Item
 * @typedef {'sending' | 'waiting' | 'sent' | 'refused'} State
 */

/**
 * What the person said and the server has not yet confirmed: kept in the browser (photos only while the page is open),
 * sent one after another, each with its id until it is accepted, so that it counts once however often it is sent.
 * @param {string} desk
 * @param {(item: Item, state: State, why?: string) => void} onState
 */
export function createOutgoing(desk, onState) {
  const prefix = `lang-nghe:${desk}:unsent:`;
  /** @type {Item[]} */
  const queue = restore(prefix);
  let open = false;
  let busy = false;
  let failures = 0;
  const retry = setTimer(() => void pump(), 0);

  async function pump() {
    const item = queue[0];
    if (!open || busy || item === undefined) return;
    busy = true;
    retry.stop();
    onState(item, 'sending');
    item.tried = true;
    const outcome = await post(desk, item);
    busy = false;
    if (outcome.type === 'later') {
      failures += 1;
      for (const waiting of queue) onState(waiting, 'waiting');
      retry.start(outcome.afterMs ?? Math.min(1000 * 2 ** failures, 20_000));
      return;
    }
    failures = 0;
    queue.shift();
    keep(() => {
      localStorage.removeItem(prefix + item.id);
    });
    onState(item, outcome.type, outcome.type === 'refused' ? outcome.why : undefined);
    void pump();
  }

  addEventListener('online', () => void pump());

  return {
    /** Begins to send; before that the browser may not have its cookie yet. */
    open() {
      open = true;
      void pump();
    },
    /** @param {Content} content */
    add(content) {
      /** @type {Item} */
      const item = { id: newId(), at: Date.now(), content };
      queue.push(item);
      if (content.type !== 'file')
        keep(() => {
          localStorage.setItem(prefix + item.id, JSON.stringify(item));
        });
      onState(item, navigator.onLine && queue.length === 1 ? 'sending' : 'waiting');
      void pump();
      return item;
    },
    unsent: () => [...queue],
    forget() {
      open = false;
      retry.stop();
      for (const item of queue.splice(0))
        keep(() => {
          localStorage.removeItem(prefix + item.id);
        });
    },
  };
}

/**
 * @param {string} desk
 * @param {Item} item
 * @returns {Promise<{ type: 'sent' } | { type: 'refused', why: string } | { type: 'later', afterMs?: number }>}
 */
async function post(desk, { id, content }) {
  const isFile = content.type === 'file';
  const query = new URLSearchParams(isFile ? { desk, id, caption: content.caption } : { desk });
  try {
    const response = await fetch(`/chat/${isFile ? 'attachments' : 'messages'}?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': isFile ? content.blob.type : 'application/json' },
      body: isFile ? content.blob : JSON.stringify({ id, ...content }),
      signal: AbortSignal.timeout(isFile ? 120_000 : 20_000),
    });
    if (response.ok) return { type: 'sent' };
    if (response.status >= 500 || response.status === 429 || response.status === 408) {
      const seconds = Number(response.headers.get('Retry-After'));
      return seconds > 0 ? { type: 'later', afterMs: seconds * 1000 } : { type: 'later' };
    }
    /** @type {unknown} */
    const answer = await response.json().catch(() => ({}));
    const { error } = /** @type {{ error?: { message?: string } }} */ (answer);
    return { type: 'refused', why: error?.message ?? texts.unknownRefusal };
  } catch {
    return { type: 'later' };
  }
}

/** @param {string} prefix @returns {Item[]} */
function restore(prefix) {
  /** @type {Item[]} */
  const items = [];
  keep(() => {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
      /** @type {unknown} */
      const stored = JSON.parse(localStorage.getItem(name) ?? '');
      items.push(/** @type {Item} */ (stored));
    }
  });
  return items.sort((one, other) => one.at - other.at);
}

/** Some browsers refuse storage; then what is unsent lives as long as the page. @param {() => void} act */
function keep(act) {
  try {
    act();
  } catch {
    // see above
  }
}

/** A UUID; `crypto.randomUUID` exists only on https, and a kiosk may stand in a plain local network. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, at) =>
    (at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, '0'),
  ).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
