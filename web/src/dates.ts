// Days as the server has them (YYYY-MM-DD) and as people read them. All in UTC: a day is a day everywhere.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const DAY_MS = 86_400_000;

/** Milliseconds of a day, month or year written as YYYY[-MM[-DD]]; NaN for anything else. */
export function timeOf(day: string | null | undefined): number {
  const found = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?/.exec(day ?? '');
  if (!found) return NaN;
  return Date.UTC(Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1));
}

export function dayOf(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '';
}

/** "5 Aug 2025", "Aug 2025", "2025". Empty for no day. */
export function readable(day: string | null | undefined): string {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(day ?? '');
  if (!found) return '';
  const [, year, month, date] = found;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [date ? String(Number(date)) : '', name ?? '', year].filter((part) => part !== '').join(' ');
}

/** "5 – 7 Aug 2025", "30 Jul – 2 Aug 2025", "5 Aug 2025". */
export function readableRange(from: string | null | undefined, to: string | null | undefined): string {
  if (!from || !to || from === to) return readable(from || to);
  const [a, b] = [readable(from).split(' '), readable(to).split(' ')];
  let same = 0;
  while (same < Math.min(a.length, b.length) - 1 && a.at(-1 - same) === b.at(-1 - same)) ++same;
  return `${a.slice(0, a.length - same).join(' ')} – ${b.join(' ')}`;
}

interface Told {
  day: string | null;
  day_end: string | null;
  first_seen: string | null;
}

/** Where an event stands in time: on its day, or where that is not told on the day it was first reported. */
export function dayOfMark(mark: Told): string | null {
  return mark.day ?? mark.first_seen;
}

/** "5 – 7 Aug 2025"; of an event whose day is not told "reported 7 Aug 2025". */
export function whenWords(mark: Told): string {
  if (mark.day) return readableRange(mark.day, mark.day_end);
  return mark.first_seen ? `reported ${readable(mark.first_seen)}` : '';
}

/** Latest first; what has no day at all last. */
export function byLatest(a: Told, b: Told): number {
  const [first, second] = [dayOfMark(a) ?? '', dayOfMark(b) ?? ''];
  return first < second ? 1 : first > second ? -1 : 0;
}

export interface Unit {
  unit: 'day' | 'week' | 'month' | 'year';
}

/** The first moment after a bin that begins with `period`. */
export function endOfPeriod(period: string, unit: Unit['unit']): number {
  const start = timeOf(period);
  const date = new Date(start);
  if (unit === 'day') return start + DAY_MS;
  if (unit === 'week') return start + 7 * DAY_MS;
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return Date.UTC(date.getUTCFullYear() + 1, 0, 1);
}

export function count(number: number): string {
  return number.toLocaleString('en-GB');
}

/** "1 report", "3 reports". */
export function plural(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
