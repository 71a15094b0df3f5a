/** Numbers as they are written in Vietnamese: "87,5 %", "1.250". */
const format = (digits: number) =>
  new Intl.NumberFormat('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [oneDigit, noDigit] = [format(1), format(0)];

export const decimal = (value: number): string => oneDigit.format(value);
export const whole = (value: number): string => noDigit.format(value);
/** Of a share, 0–1. */
export const percent = (share: number): string => `${decimal(100 * share)} %`;
