import type { Directory } from '../../core/directory.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';

/** What people call whoever handles a case: "UBND xã Ngọc Thiện". Undefined while nobody does. */
export function ownerTitle(owner: Jurisdiction | undefined, directory: Directory): string | undefined {
  if (owner === undefined) return undefined;
  if (owner.level === 'commune') {
    const unit = directory.unit(owner.code);
    return `UBND ${unit === undefined ? `xã ${owner.code}` : directory.title(unit)}`;
  }
  const province = directory.provinceName(owner.code) ?? owner.code;
  return `Bộ phận điều phối ${province.replace(/^(?:Tỉnh|Thành phố) /, (kind) => kind.toLowerCase())}`;
}
