import { z } from 'zod';
import type { ChatId, SeatId } from './ids.js';
import type { Jurisdiction } from './jurisdiction.js';

/** What a seat is for: `can-bo` handles a commune's cases, `lanh-dao` reads along, `dieu-phoi` is the province's triage desk. */
export const seatRole = z.enum(['can-bo', 'lanh-dao', 'dieu-phoi']);
export type SeatRole = z.infer<typeof seatRole>;

/** A chat (of one official, or of a group) that receives the cases of a jurisdiction. */
export type Seat = {
  readonly id: SeatId;
  readonly chat: ChatId;
  readonly jurisdiction: Jurisdiction;
  readonly role: SeatRole;
  /** A try-out seat; exists only while there is no real one, and is marked as such to everybody. */
  readonly demo: boolean;
};
