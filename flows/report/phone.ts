/** Reads a Vietnamese phone number however it is spaced; undefined when it is none. The result begins with 0. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '').replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, '0');
  // Mobile numbers have ten digits; landlines (02…) ten or eleven.
  return /^0(?:[35789]\d{8}|2\d{8,9})$/.test(digits) ? digits : undefined;
}
