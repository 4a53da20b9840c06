// Reports as CSV, where they are only in the page and no server can be asked for them.
import type { Party, Report } from '../wire.ts';

const COLUMNS: [name: string, of: (report: Report) => string][] = [
  ['type', (one) => one.type], ['mode', (one) => one.mode ?? ''], ['modality', (one) => one.modality], ['quad', (one) => one.quad],
  ['score', (one) => String(one.score)], ['confidence', (one) => String(one.confidence)], ['day', (one) => one.day ?? ''],
  ['actors', (one) => names(one.actors)], ['actor_countries', (one) => countries(one.actors)],
  ['recipients', (one) => names(one.recipients)], ['recipient_countries', (one) => countries(one.recipients)],
  ['place', (one) => one.place?.name ?? ''], ['trigger', (one) => one.evidence.trigger.text], ['sentence', (one) => one.evidence.text],
];

const names = (whom: readonly Party[]): string => whom.map((one) => one.name).join('; ');
const countries = (whom: readonly Party[]): string => whom.map((one) => one.country).join('; ');

/** A field as RFC 4180 has it. What a spreadsheet would take for a formula is kept from being one. */
export function field(value: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function reportsAsCsv(reports: readonly Report[]): string {
  return [COLUMNS.map(([name]) => name), ...reports.map((report) => COLUMNS.map(([, of]) => field(of(report))))]
    .map((row) => `${row.join(',')}\r\n`).join('');
}
