import { mayTransfer } from '../../core/access.js';
import type { Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import { parseProvinceCode, parseUnitCode, type ProvinceCode } from '../../core/ids.js';
import { sameJurisdiction, type Jurisdiction } from '../../core/jurisdiction.js';
import type { Seat } from '../../core/seat.js';
import { texts } from './texts.vi.js';

/** The province in which a seat works. */
export function provinceOf(seat: Seat, directory: Directory): ProvinceCode | undefined {
  return seat.jurisdiction.level === 'province'
    ? seat.jurisdiction.code
    : directory.unit(seat.jurisdiction.code)?.province;
}

/** The province's desk, when this seat may hand the case up to it. */
export function provinceTarget(subject: Case, seat: Seat, directory: Directory): Jurisdiction | undefined {
  const code = provinceOf(seat, directory);
  if (code === undefined) return undefined;
  const desk: Jurisdiction = { level: 'province', code };
  return subject.owner !== undefined && sameJurisdiction(subject.owner, desk) ? undefined : desk;
}

/** Can this seat hand the case to anybody at all? */
export function hasTarget(subject: Case, seat: Seat, directory: Directory): boolean {
  return !subject.bypass || provinceTarget(subject, seat, directory) !== undefined;
}

/** Why a case may not go to a commune. */
export const whyForbidden = (subject: Case): string => (subject.bypass ? texts.targetForbidden : texts.targetNamed);

/** A jurisdiction from its stored parts; undefined when there is none such, or the case may not go there. */
export function readTarget(
  subject: Case,
  stored: { readonly level: Jurisdiction['level']; readonly code: string },
  directory: Directory,
): Jurisdiction | undefined {
  const target = stored.level === 'commune' ? commune(stored.code, directory) : province(stored.code, directory);
  return target !== undefined && mayTransfer(subject, target) ? target : undefined;
}

function commune(text: string, directory: Directory): Jurisdiction | undefined {
  const code = parseUnitCode(text);
  return code === undefined || directory.unit(code) === undefined ? undefined : { level: 'commune', code };
}

function province(text: string, directory: Directory): Jurisdiction | undefined {
  const code = parseProvinceCode(text);
  return code === undefined || directory.provinceName(code) === undefined ? undefined : { level: 'province', code };
}
