import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';

/** One person's chat in a tab: reads and presses what that person sees. */
export type Chat = {
  readonly page: Page;
  /** Waits until the newest message is the bot's and says this; gives it back. */
  readonly hear: (text: string | RegExp) => Promise<Locator>;
  /** The messages that say this, wherever they stand. */
  readonly said: (text: string | RegExp) => Locator;
  /** Presses a button of the newest message that has one of this name. */
  readonly press: (label: string) => Promise<void>;
  /** Types a message and sends it. */
  readonly type: (text: string) => Promise<void>;
  /** Sends what stands in the composer: a photo, say. */
  readonly send: () => Promise<void>;
  /** What stands in all bubbles, for comparing before and after. */
  readonly bubbles: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export function openChat(page: Page): Chat {
  const messages = page.locator('#log > .message');
  const isTouched = page.evaluate('navigator.maxTouchPoints > 0');
  const press = async (button: Locator): Promise<void> => {
    await ((await isTouched) === true ? button.tap() : button.click());
  };
  return {
    page,
    hear: async (text) => {
      const message = messages.last().and(page.locator('.bot')).filter({ hasText: text });
      await message.waitFor();
      return message;
    },
    said: (text) => messages.filter({ hasText: text }),
    press: (label) => press(page.locator('#log').getByRole('button', { name: label, exact: true }).last()),
    type: async (text) => {
      await page.locator('#text').fill(text);
      await press(page.locator('#send'));
    },
    send: () => press(page.locator('#send')),
    bubbles: () => page.locator('#log .bubble:not(.typing)').allInnerTexts(),
    close: () => page.context().close(),
  };
}

/** Sends a button that the page never showed, as somebody does who guesses its data. */
export async function pressUnseen({ page }: Chat, data: string): Promise<void> {
  const desk = new URL(page.url()).pathname === '/can-bo' ? 'official' : 'citizen';
  const body = { id: randomUUID(), type: 'button', data, label: 'Nút đoán mò' };
  await page.evaluate(
    `fetch('/chat/messages?desk=${desk}', {
       method: 'POST',
       headers: { 'Content-Type': 'application/json' },
       body: ${JSON.stringify(JSON.stringify(body))},
     })`,
  );
}
