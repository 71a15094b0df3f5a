import { isAnswer, make, makeChoices, makeFile, makeFiles, makeMessage, makePicture } from './bubble.js';
import { texts } from './texts.vi.js';
import { setTimer } from './timer.js';

/**
 * @typedef {import('./stream.js').Message} Message
 * @typedef {import('./outgoing.js').Item} Item
 * @typedef {{ item: Item, element: HTMLElement, meta: string, arrived: boolean, accepted: boolean }} Pending
 */

const dayFormat = new Intl.DateTimeFormat('vi-VN', { day: 'numeric', month: 'numeric', year: 'numeric' });

/**
 * The conversation on the screen: confirmed messages, below them those under way.
 * @param {{ element: HTMLElement, newest: HTMLElement, desk: string, withLinks: boolean,
 *   onPress: (button: import('./stream.js').Button) => void }} options
 */
export function createLog({ element: log, newest, desk, withLinks, onPress }) {
  /** @type {Map<string, Pending>} */
  const pending = new Map();
  /** The question that can be answered now. @type {HTMLElement | undefined} */
  let question;
  let day = '';
  let count = 0;
  const typing = make('div', { className: 'bubble typing', hidden: true }, make('i'), make('i'), make('i'));
  typing.setAttribute('aria-hidden', 'true');
  log.append(typing);
  const typingEnds = setTimer(() => (typing.hidden = true), 10_000);

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    newest.hidden = true;
  };
  log.addEventListener('scroll', () => {
    if (isAtEnd()) newest.hidden = true;
  });
  newest.addEventListener('click', toEnd);
  // A keyboard that opens, or a tray that appears, must not hide the newest message.
  let wasAtEnd = true;
  log.addEventListener('scroll', () => (wasAtEnd = isAtEnd()));
  new ResizeObserver(() => {
    if (wasAtEnd) toEnd();
  }).observe(log);

  /** Before everything that is still under way. @param {HTMLElement} element */
  function place(element) {
    const first = [...pending.values()].find((each) => !each.arrived);
    log.insertBefore(element, first?.element ?? typing);
  }

  /** @param {number} at */
  function placeDay(at) {
    const name = dayFormat.format(at);
    if (name === day) return;
    day = name;
    place(make('p', { className: 'day' }, name === dayFormat.format(Date.now()) ? texts.today : name));
  }

  /** Buttons of a question that has passed become a note of what was chosen. @param {string} [chosen] */
  function retire(chosen) {
    if (question === undefined) return;
    const group = question;
    question = undefined;
    for (const button of group.querySelectorAll('button'))
      if (!button.dataset['data']?.startsWith('c:')) button.remove();
    if (chosen !== undefined) group.before(make('p', { className: 'chosen' }, `✓ ${texts.chosen} ${chosen}`));
    if (group.querySelector('button') === null) group.remove();
  }

  /** A survey was sent or thrown away: whoever takes up this phone next does not read it here. */
  function forget() {
    const waiting = [...pending.values()].map(({ element }) => element);
    for (const old of log.querySelectorAll('.passing, .passing ~ .message'))
      if (!waiting.some((element) => element === old)) old.remove();
  }

  /** @param {string} label */
  const offers = (label) =>
    [...(question?.querySelectorAll('button') ?? [])].some((button) => button.lastElementChild?.textContent === label);

  /** @param {Message} message */
  function showOwn({ body, at, clientId }) {
    if (offers(body.text)) retire(body.text);
    const mine = [...pending.values()].find(
      ({ item, arrived }) => !arrived && (clientId === undefined ? item.tried : item.id === clientId),
    );
    if (mine === undefined) {
      place(makeMessage('me', body.text, at, false));
      return;
    }
    place(mine.element);
    mine.arrived = true;
    if (mine.accepted) pending.delete(mine.item.id);
  }

  /** @param {Message} message */
  function showBot({ body, at }) {
    const buttons = body.buttons?.flat() ?? [];
    const asks = buttons.some(isAnswer) || body.expectsText === true || body.expectsLocation === true;
    if (asks) retire();
    if (body.forgets) forget();
    const element = makeMessage('bot', body.text, at, withLinks);
    element.classList.toggle('passing', body.passing === true);
    const meta = element.lastElementChild;
    if (body.attachments !== undefined) meta?.before(makeFiles(desk, body.attachments));
    if (body.picture !== undefined) meta?.before(makePicture(body.picture));
    if (buttons.length > 0) {
      const choices = makeChoices(body, (button, pressed) => {
        if (pressed.getAttribute('aria-disabled') === 'true') return;
        if (isAnswer(button)) retire(button.label);
        else rest(pressed);
        onPress(button);
      });
      meta?.after(choices);
      if (buttons.some(isAnswer)) question = choices;
    }
    place(element);
    typing.hidden = true;
    return { element, asks };
  }

  return {
    isEmpty: () => count === 0 && pending.size === 0,
    toEnd,

    /** Shows a confirmed message; true when it asks something. @param {Message} message */
    show(message) {
      const follow = isAtEnd();
      count += 1;
      placeDay(message.at);
      if (message.author === 'me') {
        showOwn(message);
        toEnd();
        return false;
      }
      const { element, asks } = showBot(message);
      if (!follow) newest.hidden = false;
      else if (element.offsetHeight < log.clientHeight) toEnd();
      // A long message is read from its beginning.
      else log.scrollTop = element.offsetTop - log.offsetTop - 12;
      return asks;
    },

    /** What the person just said, or what an earlier visit could not send. @param {Item} item */
    showPending(item) {
      const { content } = item;
      if (content.type === 'start' || pending.has(item.id)) return;
      const text = wordsOf(content);
      const element = makeMessage('me', text, item.at, false);
      if (content.type === 'file') {
        if (text === '') element.firstElementChild?.remove();
        element.prepend(
          make('div', { className: 'files' }, makeFile(URL.createObjectURL(content.blob), content.kind, false)),
        );
      }
      const meta = element.querySelector('.meta')?.textContent ?? '';
      pending.set(item.id, { item, element, meta, arrived: false, accepted: false });
      log.insertBefore(element, typing);
      toEnd();
    },

    /** @param {Item} item @param {import('./outgoing.js').State} state @param {string} [why] */
    mark(item, state, why) {
      if (state === 'sending') {
        typing.hidden = false;
        typingEnds.start();
        toEnd();
      } else if (state !== 'sent') typing.hidden = true;
      const mine = pending.get(item.id);
      if (mine === undefined) return;
      const { element } = mine;
      element.classList.toggle('waiting', state === 'waiting');
      element.classList.toggle('refused', state === 'refused');
      const notes = {
        sending: texts.sending,
        waiting: texts.unsent,
        sent: mine.meta,
        refused: texts.refused + (why ?? ''),
      };
      element.querySelector('.meta')?.replaceChildren(notes[state]);
      mine.accepted = state === 'sent';
      // Shown by the server and accepted by it: nothing is under way any more.
      if (state === 'refused' || (mine.accepted && mine.arrived)) pending.delete(item.id);
    },

    /** The newest question's buttons, or nothing. */
    question: () => question,
  };
}

/** A finger that trembles presses twice. @param {HTMLButtonElement} button */
function rest(button) {
  button.setAttribute('aria-disabled', 'true');
  setTimeout(() => {
    button.removeAttribute('aria-disabled');
  }, 1500);
}

/** @param {Item['content']} content */
function wordsOf(content) {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'button':
      return content.label;
    case 'location':
      return texts.place;
    case 'file':
      return content.caption;
    case 'start':
      return '';
  }
}
