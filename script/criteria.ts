// npm run criteria -- show [--unit 07351 --year 2026]               the criteria; with a commune, its points
// npm run criteria -- export --unit 07351 --year 2026 [--out X.xlsx]  a sheet for the commune to fill in
// npm run criteria -- import X.xlsx                                 stores what it filled in, or says what is wrong
// npm run criteria -- table --year 2026 [--province 24] [--out X.xlsx]  the communes against the target
import { vietnamDay } from '../core/vietnam-time.js';
import { readCriteriaCommand } from './criteria/read-command.js';
import { runCriteria } from './criteria/run.js';
import { usage, withStore } from './open-store.js';

const help = `usage: npm run criteria -- show [--unit 07351 --year 2026]
       npm run criteria -- export --unit 07351 --year 2026 [--out FILE.xlsx]
       npm run criteria -- import FILE.xlsx
       npm run criteria -- table --year 2026 [--province 24] [--out FILE.xlsx]`;

const command = readCriteriaCommand(process.argv.slice(2)) ?? usage(help);

await withStore(async (store) => {
  for (const line of await runCriteria(store, command, vietnamDay(Date.now()))) process.stdout.write(`${line}\n`);
});
