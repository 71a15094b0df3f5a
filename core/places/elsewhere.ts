import type { Directory, PlaceMatch } from '../directory.js';
import type { UnitCode } from '../ids.js';
import { canonical, withoutDiacritics } from '../vietnamese.js';
import { isEveryday, isEverydayPlain } from './common-words.js';

/**
 * Is a place that a text names ("xã Tân Yên nhận tiền …": its kind, its name, what follows) surely another commune than
 * the one that receives it? Taking "xã bao che" for a place would let a complaint reach whom it is about, so the name
 * must stand there letter by letter, be of two syllables at least, lie in the same province and be no everyday words.
 * A name that the receiver had before it was merged is its own.
 */
export function elsewhereFrom(directory: Directory, receiver: UnitCode): (place: string) => boolean {
  const province = directory.unit(receiver)?.province;
  if (province === undefined) return () => false;
  return (place) => {
    const after = canonical(place).split(' ').slice(1).join(' ');
    if (after === '') return false;
    const matches = directory.find(place, province);
    if (matches.some(({ unit }) => unit.code === receiver)) return false;
    return matches.some((match) => match.unit.province === province && isNamed(match, after));
  };
}

function isNamed({ unit, formerly }: PlaceMatch, after: string): boolean {
  const name = canonical(formerly?.name.replace(/^(?:xã|phường|thị trấn) /i, '') ?? unit.name);
  if (!name.includes(' ')) return false;
  const plain = withoutDiacritics(name);
  if (stands(name, after)) return !isEveryday(name);
  return after === withoutDiacritics(after) && stands(plain, after) && !isEverydayPlain(plain);
}

const stands = (name: string, text: string) => text === name || text.startsWith(`${name} `);
