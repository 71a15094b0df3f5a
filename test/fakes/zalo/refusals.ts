import { Misuse } from '../telegram/methods.js';
import { Refusal } from '../telegram/world.js';

// `Refusal`: what can happen to a careful client. `Misuse`: what it would never do; `verify` reports it.
export { Misuse, Refusal };

/** What Zalo says with each code, as far as it is known. */
const messages: ReadonlyMap<number, string> = new Map([
  [-32, 'Your application has reached its rate limit'],
  [-201, 'Params is invalid'],
  [-210, 'Params exceed the maximum length'],
  [-211, 'Out of quota'],
  [-213, 'User has not followed OA'],
  [-216, 'Access token is invalid'],
  [-220, 'access_token is expired'],
  [-227, 'User is banned or has been inactive for more than 45 days'],
  [-230, 'User has not interacted with the OA in the past 7 days'],
  [-234, 'It is not allowed to send this kind of message at night'],
  [-244, 'User has restricted this type of message from the OA'],
  [-14014, 'Invalid refresh token'],
  [-14020, 'Refresh token has been used'],
]);

export function messageOf(code: number): string {
  return messages.get(code) ?? 'Error';
}

export function refusal(code: number): Refusal {
  return new Refusal(code, messageOf(code));
}

export function misuse(code: number, what: string): Misuse {
  return new Misuse(code, `${messageOf(code)}: ${what}`);
}
