// How two apps of one person are linked: he names his number in both, and types in one the code that the other shows.

/** How long a number that was only named leads to the chat in which it was. */
export const phoneClaimMs = 24 * 3_600_000;
/** How long a code can be typed. */
export const codeMs = 10 * 60_000;
/** Wrong codes until it ends. */
export const mostTries = 5;
/** Codes that one chat may ask for in an hour. */
export const codesAnHour = 3;
/** Codes that one chat gets in `codeQuotaMs`, whoever asks: more would be a nuisance, or somebody who guesses. */
export const codesADay = 5;
export const codeQuotaMs = 24 * 3_600_000;
/** To how many chats that have only named the number codes go: enough that a stranger among them is in nobody's way. */
export const mostClaims = 3;
/** To how many link groups. */
export const mostGroups = 2;
/** So long after somebody has joined, "bỏ liên kết" ends the links of all: whoever is warned undoes what a stranger did. */
export const undoMs = 7 * 24 * 3_600_000;
