// Viet Nam has had one time zone, UTC+7, without summer time since 1975: no time-zone database is needed.
const offsetMs = 7 * 60 * 60_000;

/** The day in Viet Nam, as people write it there: "21/11/2026". */
export function vietnamDate(at: number): string {
  const [year = '', month = '', day = ''] = new Date(at + offsetMs).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

/** A day that sorts, as people write it: "2026-11-21" becomes "21/11/2026". */
export function writtenDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** The day in Viet Nam in a form that sorts: "2026-11-21". */
export function vietnamDay(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 10);
}

/** The hour of the day in Viet Nam, 0 to 23. */
export function vietnamHour(at: number): number {
  return new Date(at + offsetMs).getUTCHours();
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
