import type { Api } from 'grammy';
import { texts } from './texts.vi.js';

/**
 * Tells Telegram what it shows of the bot: the lists of commands, the profile. Only what has changed is written,
 * because Telegram allows few such changes a day.
 */
export async function introduce({ raw }: Api): Promise<void> {
  for (const { scope, commands } of texts.commands) {
    const shown = await raw.getMyCommands({ scope });
    if (!isSame(shown, commands)) await raw.setMyCommands({ scope, commands });
  }
  const { description, shortDescription } = texts;
  const shown = await raw.getMyDescription({});
  if (shown.description !== description) await raw.setMyDescription({ description });
  const shownShort = await raw.getMyShortDescription({});
  if (shownShort.short_description !== shortDescription) {
    await raw.setMyShortDescription({ short_description: shortDescription });
  }
}

type Command = { readonly command: string; readonly description: string };

function isSame(shown: readonly Command[], wanted: readonly Command[]): boolean {
  const line = ({ command, description }: Command) => `${command} ${description}`;
  return shown.map(line).join('\n') === wanted.map(line).join('\n');
}
