// npm run campaign -- create --form PKS03 --from 2026-11-23 --to 2026-12-15 --units 07351:9629,07339:8120
// npm run campaign -- list | show NAME | calendar 2027
// npm run campaign -- pause|resume|finish NAME --reason "…" · extend NAME --to 2026-12-31 --reason "…"
// npm run campaign -- codes NAME --unit 07351 --count 24 [--out FILE.pdf] · screens NAME
import { vietnamDay } from '../core/vietnam-time.js';
import type { Store } from '../prisma/client.js';
import type { Config } from '../runtime/config.js';
import { loadForms } from '../runtime/load-forms.js';
import { calendarLines } from './campaign/calendar.js';
import { change } from './campaign/change.js';
import { makeCodes } from './campaign/codes.js';
import { createFrom } from './campaign/create.js';
import { readArguments, type Asked } from './campaign/read-arguments.js';
import { screenLines } from './campaign/screens.js';
import { listLines, showLines } from './campaign/show.js';
import { withStore } from './open-store.js';

const asked = readArguments(process.argv.slice(2));

await withStore(async (store, config) => {
  for (const line of await run(store, config, asked)) process.stdout.write(`${line}\n`);
});

async function run(store: Store, config: Config, { action, name, options }: Asked): Promise<readonly string[]> {
  const today = vietnamDay(Date.now());
  switch (action) {
    case 'create':
      return createFrom(store, await loadForms(), options, today);
    case 'list':
      return listLines(store, today);
    case 'show':
      return showLines(store, name, Date.now());
    case 'calendar':
      return calendarLines(store, await loadForms(), Number(name));
    case 'pause':
    case 'resume':
    case 'extend':
    case 'finish':
      return change(store, action, name, options, Date.now());
    case 'codes':
      return makeCodes(store, config, await loadForms(), name, options);
    case 'screens':
      return screenLines(store, config, name);
  }
}
