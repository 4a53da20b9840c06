// Reports found by words and facets, with counts.
import { useEffect, useState } from 'preact/hooks';
import type { Count, Facets, Report, Search } from '../wire.ts';
import { type Address, changed, filterOf, queryString, toggled, valuesOf } from '../address.ts';
import { get, useData } from '../api.ts';
import { countryName, useMeta } from '../countries.ts';
import { count, plural, readable } from '../dates.ts';
import { Evidence } from '../parts/evidence.tsx';
import { Chips } from '../parts/filters.tsx';
import { MarkIcon } from '../parts/mark.tsx';
import { Parties } from '../parts/mark_words.tsx';
import { Share } from '../parts/share.tsx';
import { Empty, When } from '../parts/states.tsx';
import { go } from '../router.ts';
import { modeWord, sectorWord, stageWord, typeLook } from '../words.ts';

const PAGE = 25;

export function SearchView({ address }: { address: Address }) {
  const [typed, setTyped] = useState(address.query['text'] ?? '');
  useEffect(() => setTyped(address.query['text'] ?? ''), [address.query['text']]);
  useEffect(() => void (document.title = 'Search · dragoman'), []);
  const order = address.query['order'] ?? '-day';
  const query = queryString({ ...filterOf(address.query), review: address.query['review'], order, limit: String(PAGE) });
  const loaded = useData<Search>(`/api/search${query}`);
  return (
    <main id="main">
      <div class="head">
        <div>
          <h1>Search</h1>
          <p class="standfirst" aria-live="polite">{loaded.data ? plural(loaded.data.total, 'report') : ' '}</p>
        </div>
        <Share address={address} />
      </div>
      <form class="searchbar" role="search" data-live onSubmit={(event) => {
        event.preventDefault();
        go({ ...address, query: changed(address.query, { text: typed.trim() }) });
      }}>
        <label><span class="spoken">Words of the article</span><input type="search" value={typed} placeholder='Words of the article, "a phrase", OR' onInput={(event) => setTyped(event.currentTarget.value)} /></label>
        <button type="submit">Search</button>
        <label class="order"><span>Order</span>
          <select value={order} onChange={(event) => go({ ...address, query: changed(address.query, { order: event.currentTarget.value }) }, true)}>
            <option value="-day">newest first</option><option value="day">oldest first</option><option value="-confidence">surest first</option><option value="confidence">least sure first</option>
          </select>
        </label>
      </form>
      <Chips address={address} leave={['text']} />
      <When loaded={loaded} what="Searching">
        {(answer) => (
          <div class="found">
            {answer.facets && <FacetList facets={answer.facets} address={address} />}
            <div class="results">
              {answer.total === 0
                ? <Empty title="No report fits">Fewer words or fewer facets find more.</Empty>
                : <Results key={query} first={answer} query={query} />}
            </div>
          </div>
        )}
      </When>
    </main>
  );
}

function Results({ first, query }: { first: Search; query: string }) {
  const [pages, setPages] = useState<Search[]>([]);
  const [busy, setBusy] = useState(false);
  const last = pages.at(-1) ?? first;
  const events = [first, ...pages].flatMap((page) => page.events);
  const more = (): void => {
    setBusy(true);
    get<Search>(`/api/search${query}&facets=0&cursor=${encodeURIComponent(last.cursor!)}`)
      .then((page) => setPages((before) => [...before, page]), () => undefined)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <ol class="hits">{events.map((event) => <Hit key={event.id} event={event} />)}</ol>
      {last.cursor && <button type="button" class="more" data-live disabled={busy} onClick={more}>{busy ? 'Loading' : `Show more of ${count(first.total)}`}</button>}
    </>
  );
}

function Hit({ event }: { event: Report }) {
  return (
    <li class="hit">
      <p class="hithead">
        <MarkIcon type={event.type} stage={event.stage} size={16} />
        <a href={`/event/${encodeURIComponent(event.id)}`}><b>{typeLook(event.type).name}</b>{event.mode ? ` ${modeWord(event.mode)}` : ''}</a>
        <span class={`stage stage-${event.stage}`}>{stageWord(event.stage)}</span>
        <Parties event={event} link />
        {event.review && <span class={`decided ${event.review.decision}`}>{event.review.decision === 'change' ? 'corrected' : `${event.review.decision}ed`}</span>}
      </p>
      <Evidence report={event} />
      <p class="facts"><a href={`/article/${encodeURIComponent(event.article.id)}?event=${encodeURIComponent(event.id)}`}>{event.article.title ?? 'article'}</a> · {[event.article.publisher, readable(event.day ?? event.article.published), `${Math.round(event.confidence * 100)}% sure`].filter(Boolean).join(' · ')}</p>
    </li>
  );
}

const FACETS: readonly [keyof Facets, string][] = [
  ['quad', 'Class'], ['type', 'Type'], ['modality', 'Told as'], ['country', 'Country'], ['year', 'Year'], ['publisher', 'Publisher'], ['sector', 'Sector'], ['context', 'About'], ['mode', 'Mode'], ['review', 'Review'],
];

function FacetList({ facets, address }: { facets: Facets; address: Address }) {
  const wide = matchMedia('(min-width: 60rem)').matches;
  return (
    <details class="facets" open={wide} data-live>
      <summary>Facets</summary>
      {FACETS.map(([key, title]) => <Facet key={key} name={key} title={title} values={facets[key]} address={address} />)}
    </details>
  );
}

function Facet({ name, title, values, address }: { name: keyof Facets; title: string; values: Count[]; address: Address }) {
  const meta = useMeta();
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const most = Math.max(...values.map((one) => one.count));
  const shown = all ? values : values.slice(0, 6);
  const word = (value: string): string => name === 'country' ? countryName(meta, value) : name === 'sector' ? sectorWord(value)
    : name === 'type' ? typeLook(value).name : name === 'modality' ? stageWord(value) : value.replaceAll('_', ' ');
  const chosen = (value: string): boolean => name === 'year' ? address.query['since'] === `${value}-01-01` : valuesOf(address.query[name]).includes(value);
  const next = (value: string): Record<string, string> => name === 'year'
    ? changed(address.query, chosen(value) ? { since: undefined, until: undefined } : { since: `${value}-01-01`, until: `${value}-12-31` })
    : name === 'review' ? changed(address.query, { review: chosen(value) ? undefined : value }) : toggled(address.query, name, value);
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {shown.map((one) => (
        <label key={one.value} class={`${name === 'type' ? '' : 'plain'} ${chosen(one.value) ? 'chosen' : ''}`}>
          <input type="checkbox" checked={chosen(one.value)} onChange={() => go({ ...address, query: next(one.value) })} />
          {name === 'type' && <MarkIcon type={one.value} stage="occurred" />}
          <span class="value">{word(one.value)}</span>
          <svg class="meter" width="100%" height="3" aria-hidden="true"><rect width={`${(100 * one.count) / most}%`} height="3" /></svg>
          <span class="count">{count(one.count)}</span>
        </label>
      ))}
      {values.length > 6 && <button type="button" class="more" onClick={() => setAll(!all)}>{all ? 'fewer' : `${values.length - 6} more`}</button>}
    </fieldset>
  );
}
