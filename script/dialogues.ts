// npm run dialogues -- add --commune 07351 --on 2026-05-12 --topic "…" --people 120 --raised 15 --answered 13 [--note "…"]
// npm run dialogues -- list [--commune 07351 | --province 24]
// npm run dialogues -- remove 3
// Dialogues with the people are held in halls, not in chats: an official enters them, and the reports count them.
import { vietnamDay } from '../core/vietnam-time.js';
import { readDialogueCommand } from './dialogues/read-command.js';
import { runDialogues } from './dialogues/run.js';
import { usage, withStore } from './open-store.js';

const help = `usage: npm run dialogues -- add --commune 07351|--province 24 --on 2026-05-12 --topic "…"
                              --people 120 --raised 15 --answered 13 [--note "…"]
       npm run dialogues -- list [--commune 07351|--province 24]
       npm run dialogues -- remove NUMBER`;

const command = readDialogueCommand(process.argv.slice(2)) ?? usage(help);

await withStore(async (store) => {
  for (const line of await runDialogues(store, command, vietnamDay(Date.now()))) process.stdout.write(`${line}\n`);
});
