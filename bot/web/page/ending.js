import { block, button, byId } from './element.js';
import { texts } from './texts.vi.js';
import { setTimer } from './timer.js';

const idleMs = 180_000;
const lastCallMs = 20_000;

/**
 * "Kết thúc và xoá", for whoever shares this device; at a kiosk also by itself when nobody is there any more.
 * @param {{ desk: string, kiosk: boolean, isUsed: () => boolean, beforeEnd: () => void, failed: (words: string) => void }} options
 */
export function offerEnding({ desk, kiosk, isUsed, beforeEnd, failed }) {
  const dialog = byId('confirm', HTMLDialogElement);
  const menu = byId('menu', HTMLDetailsElement);
  const end = button('end');
  const idle = setTimer(() => {
    if (isUsed()) askIfThere();
    else idle.start();
  }, idleMs);
  const lastCall = setTimer(() => void leave(), lastCallMs);

  async function leave() {
    lastCall.stop();
    const response = await fetch(`/chat/forget?desk=${desk}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    }).catch(() => undefined);
    if (response?.ok === true) {
      beforeEnd();
      location.reload();
    } else {
      failed(texts.end.failed);
      if (kiosk) idle.start();
    }
  }

  /** @param {{ title: string, text: string, stay: string, leave: string }} words */
  function ask(words) {
    block('confirm-title').replaceChildren(words.title);
    block('confirm-text').replaceChildren(words.text);
    button('stay').replaceChildren(words.stay);
    button('leave').replaceChildren(words.leave);
    dialog.returnValue = '';
    if (!dialog.open) dialog.showModal();
  }

  function askIfThere() {
    ask(texts.idle);
    lastCall.start();
  }

  dialog.addEventListener('close', () => {
    lastCall.stop();
    if (dialog.returnValue === 'end') void leave();
  });
  end.addEventListener('click', () => {
    menu.open = false;
    ask(texts.end);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });

  if (!kiosk) {
    menu.hidden = false;
    return;
  }
  // At the counter it must be found without looking for it.
  menu.replaceWith(end);
  for (const sign of ['pointerdown', 'keydown', 'wheel']) {
    addEventListener(
      sign,
      () => {
        if (!dialog.open) idle.start();
      },
      { passive: true },
    );
  }
  idle.start();
}
