import { randomInt } from 'node:crypto';
import type { Jurisdiction } from '../core/jurisdiction.js';
import type { SeatRole } from '../core/seat.js';
import type { Store } from '../prisma/client.js';
import { insertInvite, realSeatExists } from '../prisma/store/seats.js';

/** Easy to read aloud and to type: no 0/O, no 1/I/L, nothing that needs a diacritic. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const groups = 3;
const groupLength = 4;

export type CreatedInvite = {
  /** `MOI-7K3F-Q2ZX-9HTD`: 59 random bits, one use. Only its hash is stored. */
  readonly code: string;
  /** The same as a start parameter of a link. */
  readonly startParameter: string;
};

/** Makes a one-time invitation that binds whichever chat uses it to a jurisdiction. */
export async function createInvite(
  store: Store,
  invite: { readonly jurisdiction: Jurisdiction; readonly role: SeatRole; readonly demo: boolean },
  validMs: number,
): Promise<CreatedInvite> {
  const letters = Array.from({ length: groups * groupLength }, () => alphabet[randomInt(alphabet.length)] ?? '2');
  const code = `MOI-${Array.from({ length: groups }, (_, at) => letters.slice(at * groupLength, (at + 1) * groupLength).join('')).join('-')}`;
  const now = Date.now();
  await store.write((tx) => insertInvite(tx, { ...invite, hash: store.seal.hashInvite(code) }, now, now + validMs));
  return { code, startParameter: code.toLowerCase() };
}

/** Try-out officials may be made only while no real one exists. */
export async function demoAllowed(store: Store): Promise<boolean> {
  return !(await realSeatExists(store.db));
}
