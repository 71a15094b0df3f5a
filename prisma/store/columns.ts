import { openCaseStatuses } from '../../core/case.js';
import type { ProvinceCode, UnitCode } from '../../core/ids.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { Prisma } from '../client.js';

// What several store files must write in the same way.

/** What the coordinates of a case are sealed for. */
export const locationPurpose = (id: string) => `location ${id}`;

/** A case with these still has something to be done with it. */
export const openStatuses = Prisma.raw(`(${openCaseStatuses.map((status) => `'${status}'`).join(', ')})`);

/** The two columns of whoever is responsible. */
export const toJurisdiction = (level: string, code: string): Jurisdiction =>
  level === 'commune' ? { level, code: code as UnitCode } : { level: 'province', code: code as ProvinceCode };
