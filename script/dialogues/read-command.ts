import { parseArgs } from 'node:util';
import type { Dialogue } from '../../core/dialogue.js';
import { parseProvinceCode, parseUnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';

export type DialogueCommand =
  | { readonly action: 'add'; readonly dialogue: Dialogue }
  | { readonly action: 'list'; readonly owner: Jurisdiction | undefined }
  | { readonly action: 'remove'; readonly id: number };

/** What is to be done; undefined when that cannot be told. */
export function readDialogueCommand(args: readonly string[]): DialogueCommand | undefined {
  const read = readOptions(args);
  if (read === undefined) return undefined;
  const { values, positionals } = read;
  const [action, number = '', ...more] = positionals;
  if (more.length > 0) return undefined;
  if (action === 'remove') return /^[1-9]\d{0,14}$/.test(number) ? { action, id: Number(number) } : undefined;
  const owner = readOwner(values.commune, values.province);
  if (number !== '' || owner === 'wrong') return undefined;
  if (action === 'list') return { action, owner };
  const { on, topic, note } = values;
  // A number that was not given is not taken for zero.
  const [people, raised, answered] = [values.people, values.raised, values.answered].map(readCount);
  if (action !== 'add' || owner === undefined || on === undefined || topic === undefined) return undefined;
  if (people === undefined || raised === undefined || answered === undefined) return undefined;
  const counted = { owner, heldOn: on, topic: topic.trim(), people, raised, answered };
  return { action, dialogue: note === undefined ? counted : { ...counted, note } };
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { commune: text, province: text, on: text, topic: text, people: text, raised: text, answered: text };
  try {
    return parseArgs({ args: [...args], options: { ...options, note: text }, allowPositionals: true });
  } catch {
    return undefined; // an option that is not known
  }
}

function readOwner(commune: string | undefined, province: string | undefined): Jurisdiction | undefined | 'wrong' {
  if (commune !== undefined) {
    const code = parseUnitCode(commune);
    return code === undefined || province !== undefined ? 'wrong' : { level: 'commune', code };
  }
  if (province === undefined) return undefined;
  const code = parseProvinceCode(province);
  return code === undefined ? 'wrong' : { level: 'province', code };
}

const readCount = (typed: string | undefined): number | undefined =>
  typed !== undefined && /^\d{1,6}$/.test(typed) ? Number(typed) : undefined;
