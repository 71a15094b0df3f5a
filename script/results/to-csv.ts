import { decimal, percent } from './numbers.js';
import type { Sheet, Value } from './cells.js';

/** A table as UTF-8 with a mark at its beginning, by which Excel knows that it is UTF-8. */
export function toCsv({ headings, rows }: Sheet): string {
  const width = headings.length;
  const lines = [headings, ...rows].map((row) => Array.from({ length: width }, (_, at) => field(row[at])).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function field(value: Value): string {
  const text = textOf(value);
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return defused(value);
  if (typeof value === 'object') return percent(value.percent);
  return Number.isInteger(value) ? String(value) : decimal(value);
}

/** What people wrote must not be worked out as a formula by the program that opens the file. */
const defused = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
