/** Easy to read aloud and to type: no 0/O, no 1/I/L, nothing that needs a diacritic. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Letters of the code on a counter's screen, and of one that lets somebody answer once. */
export const counterCodeLength = 6;
export const oneTimeCodeLength = 8;

/** A voting code as the store and the keys know it: capitals and digits only. */
export type VotingCode = string;

/** Reads a code as people type it, with spaces, dashes and small letters; undefined when it cannot be one. */
export function readVotingCode(text: string): VotingCode | undefined {
  const code = text.toUpperCase().replace(/[\s\p{Pd}._]/gu, '');
  const isRight = code.length === counterCodeLength || code.length === oneTimeCodeLength;
  return isRight && Array.from(code).every((letter) => codeAlphabet.includes(letter)) ? code : undefined;
}

/** In two halves, as it is shown: `K7M-2QX`, `K7M2-QX9H`. */
export function showVotingCode(code: VotingCode): string {
  return `${code.slice(0, code.length / 2)}-${code.slice(code.length / 2)}`;
}
