// Choosing events: a pair of countries, types, certainty, words.
import { useEffect, useState } from 'preact/hooks';
import { type Address, changed, filterOf, toggled, valuesOf } from '../address.ts';
import { countryCode, countryName, useMeta } from '../countries.ts';
import { readable } from '../dates.ts';
import { go } from '../router.ts';
import { QUADS, TYPE_ORDER, modeWord, sectorWord, stageWord, typeLook } from '../words.ts';
import { MarkIcon } from './mark.tsx';

export function DyadChooser({ address }: { address: Address }) {
  const meta = useMeta();
  const [a = '', b = ''] = valuesOf(address.query['dyad'] ?? address.query['country']);
  const [first, setFirst] = useState(countryName(meta, a));
  const [second, setSecond] = useState(countryName(meta, b));
  useEffect(() => {
    setFirst(countryName(meta, a));
    setSecond(countryName(meta, b));
  }, [a, b, meta]);
  const apply = (left: string, right: string): void => {
    const codes = [countryCode(meta, left), countryCode(meta, right)].filter(Boolean);
    const both = codes.length === 2 && codes[0] !== codes[1];
    const next = changed(address.query, {
      dyad: both ? codes.join(',') : undefined, country: both ? undefined : codes[0], since: undefined, until: undefined, event: undefined,
    });
    go({ ...address, query: next });
  };
  return (
    <form class="dyad" onSubmit={(event) => {
      event.preventDefault();
      apply(first, second);
    }}>
      <label>
        <span>Between</span>
        <input list="countries" value={first} placeholder="any country" autocomplete="off" onInput={(event) => setFirst(event.currentTarget.value)}
          onChange={(event) => apply(event.currentTarget.value, second)} />
      </label>
      <label>
        <span>and</span>
        <input list="countries" value={second} placeholder="any country" autocomplete="off" onInput={(event) => setSecond(event.currentTarget.value)}
          onChange={(event) => apply(first, event.currentTarget.value)} />
      </label>
      <datalist id="countries">
        {meta.countries.filter((one) => one.count > 0).map((one) => <option key={one.value} value={one.name}>{one.value}</option>)}
      </datalist>
      <button type="submit" class="spoken">Show</button>
    </form>
  );
}

export function TypeChooser({ address }: { address: Address }) {
  const meta = useMeta();
  const chosen = valuesOf(address.query['type']);
  const counts = new Map(meta.types.map((one) => [one.value, one.count]));
  return (
    <details class="menu types">
      <summary>{chosen.length === 0 ? 'All types' : chosen.length === 1 ? typeLook(chosen[0]!).name : `${chosen.length} types`}</summary>
      <div class="menubody">
        {QUADS.map((quad) => (
          <fieldset key={quad}>
            <legend>{quad}</legend>
            {TYPE_ORDER.filter((type) => typeLook(type).quad === quad).map((type) => (
              <label key={type} class={counts.get(type) ? '' : 'none'}>
                <input type="checkbox" checked={chosen.includes(type)} onChange={() => go({ ...address, query: toggled(address.query, 'type', type) }, true)} />
                <MarkIcon type={type} stage="occurred" />
                {typeLook(type).name}
                <span class="count">{counts.get(type) ?? 0}</span>
              </label>
            ))}
          </fieldset>
        ))}
        {chosen.length > 0 && <button type="button" onClick={() => go({ ...address, query: changed(address.query, { type: undefined }) }, true)}>All types</button>}
      </div>
    </details>
  );
}

export function CertaintyChooser({ address }: { address: Address }) {
  const value = Number(address.query['confidence'] ?? 0);
  const [now, setNow] = useState(value);
  useEffect(() => setNow(value), [value]);
  return (
    <label class="certainty">
      <span>At least {Math.round(now * 100)}% sure</span>
      <input type="range" min="0" max="0.95" step="0.05" value={now} onInput={(event) => setNow(Number(event.currentTarget.value))}
        onChange={(event) => {
          const next = Number(event.currentTarget.value);
          go({ ...address, query: changed(address.query, { confidence: next > 0 ? String(next) : undefined }) }, true);
        }} />
    </label>
  );
}

const NAMES: Record<string, string> = {
  party: 'party', actor: 'actor', recipient: 'recipient', 'actor-country': 'actor from', 'recipient-country': 'recipient from',
  'actor-sector': 'actor is', 'recipient-sector': 'recipient is', sector: 'sector', act: 'act', mode: 'mode', context: 'about', modality: 'told as',
  quad: 'class', publisher: 'publisher', place: 'place', since: 'from', until: 'until', text: 'words', box: 'box', 'as-of': 'as known', type: 'type',
  dyad: 'between', country: 'country', confidence: 'at least',
};

/** What is filtered by, each with a button that takes it away. */
export function Chips({ address, leave = [] }: { address: Address; leave?: readonly string[] }) {
  const meta = useMeta();
  const filter = filterOf(address.query);
  const word = (key: string, value: string): string => {
    if (key === 'dyad' || key.endsWith('country') || key === 'country') return valuesOf(value).map((code) => countryName(meta, code)).join(' and ');
    if (key.endsWith('sector')) return valuesOf(value).map(sectorWord).join(', ');
    if (key === 'type' || key === 'act') return valuesOf(value).map((type) => typeLook(type).name).join(', ');
    if (key === 'modality') return valuesOf(value).map(stageWord).join(', ');
    if (key === 'mode' || key === 'context') return valuesOf(value).map(modeWord).join(', ');
    if (key === 'since' || key === 'until') return readable(value);
    if (key === 'confidence') return `${Math.round(Number(value) * 100)}%`;
    return value.replaceAll(',', ', ');
  };
  const shown = Object.entries(filter).filter(([key]) => !leave.includes(key));
  if (shown.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters">
      {shown.map(([key, value]) => (
        <li key={key}>
          <span><i>{NAMES[key] ?? key}</i> {word(key, value)}</span>
          <button type="button" aria-label={`Remove filter ${NAMES[key] ?? key} ${word(key, value)}`} onClick={() => go({ ...address, query: changed(address.query, { [key]: undefined }) })}>×</button>
        </li>
      ))}
    </ul>
  );
}
