// Where an axis of time has its labels, and what they say.
import { utcDay, utcMonth, utcWeek, utcYear } from 'd3-time';
import { utcFormat } from 'd3-time-format';
import { DAY_MS } from '../dates.ts';

export interface Tick {
  time: number;
  label: string;
}

const year = utcFormat('%Y');
const month = utcFormat('%b');
const day = utcFormat('%-d %b');

/** About `wanted` ticks in [from, to]: days, weeks, months or years. A year is named where it begins. */
export function tickLabels(from: number, to: number, wanted: number): Tick[] {
  const days = Math.max(1, (to - from) / DAY_MS);
  const each = days / Math.max(2, wanted);
  const interval = each < 1.2 ? utcDay.every(1) : each < 2.5 ? utcDay.every(2) : each < 5 ? utcDay.filter((date) => (date.getUTCDate() - 1) % 5 === 0 && date.getUTCDate() < 30)
    : each < 10 ? utcWeek.every(1) : each < 21 ? utcWeek.every(2) : each < 45 ? utcMonth.every(1) : each < 120 ? utcMonth.every(3) : each < 260 ? utcMonth.every(6)
      : utcYear.every(Math.max(1, Math.round(each / 365)));
  const dates = (interval ?? utcYear).range(new Date(from), new Date(to + 1));
  let named = '';
  return dates.map((date) => {
    const inMonths = each >= 21;
    const start = inMonths && date.getUTCMonth() === 0;
    let label = each >= 260 || start ? year(date) : inMonths ? month(date) : day(date);
    if (named === '' && each < 260 && !start) label = inMonths ? `${label} ${year(date)}` : label;
    if (!inMonths && named !== year(date)) label += ` ${year(date)}`;
    named = year(date);
    return { time: date.getTime(), label };
  });
}
