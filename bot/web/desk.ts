import type { Request } from 'express';
import { z } from 'zod';

/** Two chats that one browser can have side by side: the citizen's at `/` and the official's at `/can-bo`. */
const desk = z.enum(['citizen', 'official']);
export type Desk = z.infer<typeof desk>;

/** The desk that a request names (`?desk=`); the citizen's when it names none, undefined when it names nonsense. */
export function readDesk(request: Request): Desk | undefined {
  return desk.default('citizen').safeParse(request.query['desk']).data;
}
