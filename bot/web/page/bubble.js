import { texts } from './texts.vi.js';

/** @typedef {import('./stream.js').Message} Message @typedef {import('./stream.js').Button} Button */

const clock = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit' });

/**
 * An element with its text or children; text never becomes markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {(Node | string)[]} children
 */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * One message: who, what, when.
 * @param {'me' | 'bot'} author
 * @param {string} text
 * @param {number} at
 * @param {boolean} withLinks
 */
export function makeMessage(author, text, at, withLinks) {
  const bubble = make('div', { className: 'bubble' }, make('span', { className: 'unseen' }, `${texts[author]} `));
  bubble.append(...(author === 'bot' ? marked(text, withLinks) : [text]));
  const meta = make('p', { className: 'meta' }, clock.format(at));
  return make('div', { className: `message ${author}`, tabIndex: -1 }, bubble, meta);
}

/**
 * Text with the codes of cases easy to find and never broken in two, and with its http(s) addresses as links.
 * @param {string} text
 * @param {boolean} withLinks
 * @returns {(Node | string)[]}
 */
function marked(text, withLinks) {
  return text.split(/(\bPA-[0-9A-Z]{4}-[0-9A-Z]{2}\b|https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]])/).map((part, at) => {
    if (at % 2 === 0) return part;
    if (part.startsWith('PA-')) return make('b', { className: 'code' }, part);
    return withLinks && URL.canParse(part)
      ? make('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part)
      : part;
  });
}

/** Photos and voice notes. @param {string} desk @param {NonNullable<Message['body']['attachments']>} attachments */
export function makeFiles(desk, attachments) {
  return make(
    'div',
    { className: 'files' },
    ...attachments.map(({ id, kind }) =>
      makeFile(`/chat/attachments/${encodeURIComponent(id)}?desk=${desk}`, kind, true),
    ),
  );
}

/** @param {string} address @param {'photo' | 'voice'} kind @param {boolean} opens */
export function makeFile(address, kind, opens) {
  if (kind === 'voice') {
    const audio = make('audio', { src: address, controls: true, preload: 'none' });
    audio.setAttribute('aria-label', texts.voice);
    return audio;
  }
  const image = make('img', { src: address, alt: texts.photo, loading: 'lazy', width: 176, height: 136 });
  return opens ? make('a', { href: address, target: '_blank', rel: 'noopener' }, image) : image;
}

/** A chart; opened alone, it can be enlarged. @param {NonNullable<Message['body']['picture']>} picture */
export function makePicture({ png, alt }) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
  // Its height is written in it: known before it is drawn, it does not push the newest message out of sight.
  const height = new DataView(bytes.buffer).getUint32(20);
  return make('a', { className: 'chart', href, target: '_blank' }, make('img', { src: href, alt, width: 800, height }));
}

/**
 * Rows of buttons. Answers in a list are numbered where the number can be typed instead.
 * @param {Message['body']} body
 * @param {(button: Button, element: HTMLButtonElement) => void} onPress
 */
export function makeChoices({ buttons: rows = [], expectsText }, onPress) {
  const group = make('div', { className: 'choices', tabIndex: -1 });
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', texts.choices);
  const flat = rows.flat();
  const first = rows[0]?.length === 1 && flat.length > 2 ? rows[0][0] : undefined;
  const numbered = expectsText !== true && !/^\d/.test(first?.label ?? '');
  for (const row of rows) {
    const line = make('div');
    for (const button of row) {
      const listed = isListed(first) && row.length === 1 && isListed(button);
      const kind = listed ? 'listed' : steering.test(button.data) ? 'steering' : '';
      const className = `choice ${kind} ${button.tone ?? ''}`;
      const element = make('button', { type: 'button', className }, make('span', {}, button.label));
      if (listed && numbered) {
        const number = make('span', { className: 'number' }, `${flat.indexOf(button) + 1}`);
        number.setAttribute('aria-hidden', 'true');
        element.prepend(number);
      }
      element.dataset['data'] = button.data;
      element.addEventListener('click', () => {
        onPress(button, element);
      });
      line.append(element);
    }
    group.append(line);
  }
  return group;
}

/** Choices that go somewhere else instead of answering: shown more quietly, and not numbered. */
const steering = /^p:\w+:(?:back|skip|stop|leave|cancel|menu)$/;

/** @param {Button} [button] */
const isListed = (button) =>
  button !== undefined && isAnswer(button) && button.tone === undefined && !steering.test(button.data);

/** Buttons of a question are void after it; buttons of a case (`c:`) act on it however old the message is. @param {Button} button */
export function isAnswer(button) {
  return !button.data.startsWith('c:');
}
