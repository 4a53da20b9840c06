// Names of countries by code, as the server told them.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Meta } from './wire.ts';

export const MetaContext = createContext<Meta | null>(null);

const BODIES: Record<string, string> = {
  IGO: 'international body', UNO: 'United Nations', EUR: 'European Union', NGO: 'international NGO', ISM: 'Islamist group',
  IMG: 'international militants', MNC: 'multinational company',
};

export function useMeta(): Meta {
  const meta = useContext(MetaContext);
  if (!meta) throw new Error('no meta');
  return meta;
}

const names = new WeakMap<Meta, Map<string, string>>();

export function countryName(meta: Meta, code: string | null | undefined): string {
  if (!code) return '';
  let known = names.get(meta);
  if (!known) names.set(meta, (known = new Map(meta.countries.map((one) => [one.value, one.name]))));
  return known.get(code) ?? BODIES[code] ?? code;
}

/** The code of a country that was typed as a name or a code, any case; empty for none. */
export function countryCode(meta: Meta, typed: string): string {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return '';
  const found = meta.countries.find((one) => one.value.toLowerCase() === wanted || one.name.toLowerCase() === wanted);
  return found?.value ?? (/^[a-z]{3}$/.test(wanted) ? wanted.toUpperCase() : '');
}
