import type { Directory, PlaceMatch, Unit } from '../../core/directory.js';

/** "xã Ngọc Thiện, Bắc Ninh"; "phường Ba Đình, thành phố Hà Nội" */
export function placeName(unit: Unit, directory: Directory): string {
  const province = directory.provinceName(unit.province);
  return province === undefined ? directory.title(unit) : `${directory.title(unit)}, ${lowerFirst(province)}`;
}

/** "Song Vân, Tân Yên": the former unit without the kinds, short enough for a button. */
export function formerName(match: PlaceMatch): string | undefined {
  if (match.formerly === undefined) return undefined;
  const bare = (name: string) => name.replace(/^(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố) /i, '');
  return [match.formerly.name, match.formerly.district].map(bare).join(', ');
}

/** "Thành phố Hà Nội" inside a sentence. */
function lowerFirst(province: string): string {
  return province.replace(/^(?:Tỉnh|Thành phố) /, (kind) => kind.toLowerCase());
}
