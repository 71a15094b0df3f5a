import { parseArgs } from 'node:util';
import { usage } from '../open-store.js';

const help = `usage: npm run campaign -- create --form PKS03 --from 2026-11-23 --to 2026-12-15
                          --units 07351:9629,07339:8120 | --units-file FILE.csv | --everywhere
                          [--name pks03-2026-q4] [--access open|counter-code|one-time-code]
                          [--partner "Hội Nông dân"] [--margin 0.05] [--reason "…"]
       npm run campaign -- list
       npm run campaign -- show NAME
       npm run campaign -- calendar 2027
       npm run campaign -- pause|resume|finish NAME --reason "…"
       npm run campaign -- extend NAME --to 2026-12-31 --reason "…"
       npm run campaign -- codes NAME --unit 07351 --count 24 [--out FILE.pdf]
       npm run campaign -- screens NAME
  --units        communes with the number of people who could be asked (N), which gives the number to reach
  --units-file   the same, a line each: 07351,9629`;

const options = {
  form: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  units: { type: 'string' },
  'units-file': { type: 'string' },
  everywhere: { type: 'boolean' },
  name: { type: 'string' },
  access: { type: 'string' },
  partner: { type: 'string' },
  margin: { type: 'string' },
  reason: { type: 'string' },
  unit: { type: 'string' },
  count: { type: 'string' },
  out: { type: 'string' },
} as const;

/** What each action needs besides its options: a campaign's name, a year, or nothing. */
const actions = {
  create: 'nothing',
  list: 'nothing',
  show: 'name',
  calendar: 'year',
  pause: 'name',
  resume: 'name',
  extend: 'name',
  finish: 'name',
  codes: 'name',
  screens: 'name',
} as const;
export type Action = keyof typeof actions;

export type Options = {
  readonly [Name in keyof typeof options]?:
    ((typeof options)[Name]['type'] extends 'string' ? string : boolean) | undefined;
};
export type Asked = { readonly action: Action; readonly name: string; readonly options: Options };

export function readArguments(given: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    const [action = '', name = '', ...more] = positionals;
    if (isAction(action) && more.length === 0 && fits(actions[action], name)) return { action, name, options: values };
  } catch {
    // an option that is not known
  }
  return usage(help);
}

const isAction = (text: string): text is Action => Object.hasOwn(actions, text);

function fits(wanted: (typeof actions)[Action], name: string): boolean {
  switch (wanted) {
    case 'nothing':
      return name === '';
    case 'name':
      return name !== '';
    case 'year':
      return /^20\d\d$/.test(name);
  }
}
