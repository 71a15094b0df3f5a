import { block, button, byId } from './element.js';
import { redraw } from './photo.js';
import { findPlace } from './place.js';
import { texts } from './texts.vi.js';
import { setTimer } from './timer.js';
import { record, recordingKind } from './voice.js';

/** @typedef {{ blob: Blob, kind: 'photo' | 'voice' }} Attachment */

const largestFile = 10 * 1024 * 1024;
const touch = matchMedia('(pointer: coarse)');

/**
 * Where the person writes, and adds a photo, a voice note or a place.
 * @param {{ withFiles: boolean, send: (content: import('./outgoing.js').Content) => void }} options
 */
export function createComposer({ withFiles, send }) {
  const text = byId('text', HTMLTextAreaElement);
  const file = byId('file', HTMLInputElement);
  const trayPhoto = byId('tray-photo', HTMLImageElement);
  const trayVoice = byId('tray-voice', HTMLAudioElement);
  const voice = button('voice');
  const place = button('place');
  const tray = block('tray');
  const recording = block('recording');
  const notice = block('notice');
  const quiet = setTimer(() => {
    notice.replaceChildren();
  }, 8_000);
  /** @type {Attachment | undefined} */
  let attached;
  /** @type {Awaited<ReturnType<typeof record>> | undefined} */
  let recorder;

  /** @param {string} words */
  function tell(words) {
    notice.replaceChildren(words);
    quiet.start();
  }

  /** @param {Attachment} [next] */
  function attach(next) {
    attached = next;
    for (const old of [trayPhoto, trayVoice]) {
      if (old.src !== '') URL.revokeObjectURL(old.src);
      old.removeAttribute('src');
    }
    if (next !== undefined) (next.kind === 'photo' ? trayPhoto : trayVoice).src = URL.createObjectURL(next.blob);
    trayPhoto.hidden = next?.kind !== 'photo';
    trayVoice.hidden = next?.kind !== 'voice';
    tray.hidden = next === undefined;
    if (next !== undefined) button('send').focus();
  }

  function grow() {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight + 2}px`;
  }

  function submit() {
    const words = text.value.trim();
    if (attached !== undefined) {
      send({ type: 'file', ...attached, caption: words.slice(0, 1000) });
      attach();
    } else if (words !== '') send({ type: 'text', text: words });
    else return;
    text.value = '';
    grow();
    text.focus();
  }

  byId('composer', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    // Vietnamese keyboards compose a letter over several keys; on a phone Enter begins a new line.
    const plain = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (!plain || touch.matches) return;
    event.preventDefault();
    submit();
  });

  async function choosePhoto() {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    const blob = await redraw(chosen);
    file.value = '';
    if (blob === undefined) tell(texts.photoUnreadable);
    else if (blob.size > largestFile) tell(texts.photoTooLarge);
    else attach({ blob, kind: 'photo' });
  }

  async function recordVoice() {
    if (recorder !== undefined) return;
    voice.disabled = true;
    try {
      recorder = await record({ tick: tellSeconds, done: keepVoice });
      tellSeconds(0);
      recording.hidden = false;
      button('stop').focus();
    } catch {
      tell(texts.noMicrophone);
    }
    voice.disabled = false;
  }

  /** @param {number} seconds */
  function tellSeconds(seconds) {
    block('recorded').replaceChildren(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
  }

  /** @param {Blob} [sound] */
  function keepVoice(sound) {
    recorder = undefined;
    recording.hidden = true;
    if (sound === undefined) voice.focus();
    else attach({ blob: sound, kind: 'voice' });
  }

  async function sharePlace() {
    place.disabled = true;
    tell(texts.findingPlace);
    const found = await findPlace();
    place.disabled = false;
    tell(found === undefined ? texts.noPlace : '');
    if (found !== undefined) send({ type: 'location', ...found });
  }

  button('photo').hidden = !withFiles;
  voice.hidden = !withFiles || recordingKind === undefined;
  file.addEventListener('change', () => void choosePhoto());
  voice.addEventListener('click', () => void recordVoice());
  place.addEventListener('click', () => void sharePlace());
  button('photo').addEventListener('click', () => {
    file.click();
  });
  button('remove').addEventListener('click', () => {
    attach();
    text.focus();
  });
  button('stop').addEventListener('click', () => recorder?.stop());
  button('discard').addEventListener('click', () => recorder?.discard());

  return {
    tell,
    /** The place is offered while the bot asks for one. @param {boolean} wanted */
    offerPlace(wanted) {
      place.hidden = !wanted;
    },
    /** False on a phone, where the focus would open the keyboard over what is to be read. */
    focus() {
      if (!touch.matches) text.focus();
      return !touch.matches;
    },
  };
}
