// npm run invite -- --commune 07351 --role can-bo
// Prints a one-time code, links and a QR code that bind the chat which uses them to a commune's (or province's) cases.
import { parseArgs } from 'node:util';
import { toString as qrCode } from 'qrcode';
import { startGroupLink, startLink } from '../bot/telegram/links.js';
import { parseProvinceCode, parseUnitCode } from '../core/ids.js';
import type { Jurisdiction } from '../core/jurisdiction.js';
import { seatRole, type SeatRole } from '../core/seat.js';
import { createInvite, demoAllowed } from '../handlers/create-invite.js';
import { webAddress } from '../runtime/config.js';
import { usage, withStore } from './open-store.js';
import { telegramName } from './telegram-name.js';

const help = `usage: npm run invite -- --commune 07351 --role can-bo|lanh-dao
       npm run invite -- --province 24 [--role dieu-phoi]
  --days N   how long the code can be used (7)
  --demo     a try-out official; possible only while no real one exists
  --link     print only the web chat's link`;

const dayMs = 24 * 3_600_000;

const { commune, province, role, days, demo, link } = readArguments();
const jurisdiction = readJurisdiction();

await withStore(async (store, config) => {
  const title = await readTitle();
  if (demo && !(await demoAllowed(store)))
    throw new Error('real officials exist: there are no demo officials any more');
  const invite = await createInvite(store, { jurisdiction, role: readRole(), demo }, Number(days) * dayMs);
  const web = `${webAddress(config.http)}/can-bo?start=${invite.startParameter}`;
  if (link) {
    process.stdout.write(`${web}\n`);
    return;
  }
  const telegram = await telegramName(config);
  if (telegram === undefined && config.telegram !== undefined)
    process.stderr.write('Telegram does not answer; without its links\n');
  const lines = [
    `${title}, ${readRole()}${demo ? ' (demo)' : ''}; one use, within ${days} days`,
    '',
    `  code      ${invite.code}`,
    `  web       ${web}`,
    ...(telegram === undefined
      ? []
      : [
          `  Telegram  ${startLink(telegram, invite.startParameter)}`,
          `  group     ${startGroupLink(telegram, invite.startParameter)}`,
        ]),
    '',
    await qrCode(telegram === undefined ? web : startLink(telegram, invite.startParameter), {
      type: 'terminal',
      small: true,
    }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);

  /** The place must exist: a seat for a mistyped code would wait for ever. */
  async function readTitle(): Promise<string> {
    const { level, code } = jurisdiction;
    const found =
      level === 'commune'
        ? await store.db.unit.findUnique({ where: { code } })
        : await store.db.province.findUnique({ where: { code } });
    if (found === null) throw new Error(`no ${level} has the code ${code}; npm run seed loads the list`);
    return `${level} ${code} ${found.name}`;
  }
});

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        commune: { type: 'string' },
        province: { type: 'string' },
        role: { type: 'string' },
        days: { type: 'string', default: '7' },
        demo: { type: 'boolean', default: false },
        link: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return usage(`${error instanceof Error ? error.message : ''}\n${help}`);
  }
}

function readJurisdiction(): Jurisdiction {
  const unit = commune === undefined ? undefined : parseUnitCode(commune);
  const above = province === undefined ? undefined : parseProvinceCode(province);
  if (unit !== undefined && above === undefined && /^[1-9]\d{0,2}$/.test(days)) return { level: 'commune', code: unit };
  if (above !== undefined && unit === undefined && /^[1-9]\d{0,2}$/.test(days))
    return { level: 'province', code: above };
  return usage(help);
}

function readRole(): SeatRole {
  const read = seatRole.safeParse(role ?? (jurisdiction.level === 'province' ? 'dieu-phoi' : undefined));
  const fits = read.success && (read.data === 'dieu-phoi') === (jurisdiction.level === 'province');
  return fits ? read.data : usage(help);
}
