// What the address says: a view, what it is about, and the filter. Everything a view shows follows from it.

export type View =
  | 'situation' | 'event' | 'article' | 'actor' | 'actors' | 'search' | 'review' | 'code' | 'missing';

export interface Address {
  view: View;
  /** Of an event, article or actor; else empty. */
  id: string;
  query: Record<string, string>;
}

/** Filters that every view with many events understands, as the server names them. */
export const FILTER_KEYS = [
  'dyad', 'country', 'party', 'actor', 'recipient', 'actor-country', 'recipient-country', 'actor-sector', 'recipient-sector',
  'sector', 'type', 'act', 'mode', 'context', 'modality', 'quad', 'publisher', 'place', 'since', 'until', 'text', 'box',
  'confidence', 'as-of',
] as const;

const WITH_ID = new Set<string>(['event', 'article', 'actor']);
/** Panels of a situation, whose data have addresses of their own. */
const PANELS = new Set<string>(['map', 'graph', 'agenda']);
const WITHOUT_ID = new Set<string>(['situation', 'actors', 'search', 'review', 'code']);

export function parseAddress(pathname: string, search: string): Address {
  const query: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(search)) if (value !== '') query[key] = value;
  const [first = '', second = '', ...rest] = pathname.split('/').filter((part) => part !== '').map(decode);
  if (first === '' || (PANELS.has(first) && second === '')) return { view: 'situation', id: '', query };
  if (WITH_ID.has(first) && second !== '' && rest.length === 0) return { view: first as View, id: second, query };
  if (WITHOUT_ID.has(first) && second === '') return { view: first as View, id: '', query };
  return { view: 'missing', id: pathname, query };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Keys in one order, so that the same view always has the same address. */
export function queryString(query: Record<string, string | undefined>): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = entries
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
  return text === '' ? '' : `?${text}`;
}

export function formatAddress(address: Address): string {
  const path = address.view === 'missing' ? address.id : address.id === ''
    ? `/${address.view}` : `/${address.view}/${encodeURIComponent(address.id)}`;
  return path + queryString(address.query);
}

/** The part of a query that chooses events, without what only steers the view. */
export function filterOf(query: Record<string, string>): Record<string, string> {
  const filter: Record<string, string> = {};
  for (const key of FILTER_KEYS) if (query[key]) filter[key] = query[key];
  return filter;
}

/** Values of a filter that takes several, separated by commas. */
export function valuesOf(value: string | undefined): string[] {
  return value ? value.split(',').filter((one) => one !== '') : [];
}

/** The filter with `value` put in, or taken out where it was in. */
export function toggled(query: Record<string, string>, key: string, value: string): Record<string, string> {
  const values = valuesOf(query[key]);
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return changed(query, { [key]: next.join(',') });
}

/** The query with these values; an empty one is taken out. */
export function changed(query: Record<string, string>, changes: Record<string, string | undefined>): Record<string, string> {
  const next: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...query, ...changes })) if (value) next[key] = value;
  return next;
}

/** The query of a filter as the database keeps it: lists are joined, what is no filter is left out. */
export function queryOfFilter(filter: Record<string, unknown>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const key of FILTER_KEYS) {
    const value = filter[key];
    const text = Array.isArray(value) ? value.join(',') : typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (text !== '') query[key] = text;
  }
  return query;
}
