import type { Case } from '../../core/case.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Seat } from '../../core/seat.js';
import { provinceCode, unitCode } from './directory.js';

/** Xã Ngọc Thiện, Bắc Ninh. */
export const commune: Jurisdiction = { level: 'commune', code: unitCode('07351') };
/** Xã Tân Yên, its neighbour. */
export const otherCommune: Jurisdiction = { level: 'commune', code: unitCode('07339') };
/** Bắc Ninh. */
export const province: Jurisdiction = { level: 'province', code: provinceCode('24') };
/** Thái Nguyên. */
export const otherProvince: Jurisdiction = { level: 'province', code: provinceCode('19') };

/** A case that nobody handles yet, without a citizen. */
const bare: Case = {
  id: 'cas_1',
  code: 'PA-7K3F-Q2',
  source: 'report',
  text: 'Đèn đường ở ngõ hỏng đã hai tuần.',
  unit: unitCode('07351'),
  category: 'dien-chieu-sang',
  kind: 'phan-anh',
  urgent: false,
  bypass: false,
  status: 'forwarded',
  attachments: [],
  reopened: false,
  version: 3,
  createdAt: Date.UTC(2026, 10, 20, 2, 30),
  updatedAt: Date.UTC(2026, 10, 20, 2, 31),
};

/** A citizen's report that waits for its commune to take it. */
export const reported: Case = { ...bare, owner: commune, chat: 'cht_citizen', person: 'per_citizen' };

/** A report that was not routed yet. */
export const unrouted: Case = { ...bare, status: 'received', chat: 'cht_citizen', person: 'per_citizen' };

/** The free comment of a survey: nobody is behind it. */
export const surveyComment: Case = { ...bare, owner: commune, source: 'survey-comment' };

/** A seat of somebody who handles cases there. */
export function seatAt(jurisdiction: Jurisdiction, role: Seat['role'] = 'can-bo'): Seat {
  return { id: 'sea_1', chat: 'cht_official', jurisdiction, role, demo: false };
}
