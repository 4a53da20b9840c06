// Report after report, least sure first, to be accepted, rejected or corrected.
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Report, Review, Reviews, Search } from '../wire.ts';
import { type Address, changed, filterOf, queryString } from '../address.ts';
import { decisionMade, undo, useData } from '../api.ts';
import { useMeta } from '../countries.ts';
import { count, plural, readable } from '../dates.ts';
import { Chips, TypeChooser } from '../parts/filters.tsx';
import { MarkIcon } from '../parts/mark.tsx';
import { Parties } from '../parts/mark_words.tsx';
import { Share } from '../parts/share.tsx';
import { Empty, Panel, When } from '../parts/states.tsx';
import { standing } from '../review/changes.ts';
import { Editor } from '../review/editor.tsx';
import { currentAddress, go } from '../router.ts';
import { typeLook } from '../words.ts';

export function ReviewView({ address }: { address: Address }) {
  const meta = useMeta();
  useEffect(() => void (document.title = 'Review · dragoman'), []);
  if (!meta.edit) {
    return (
      <main id="main">
        <h1>Review</h1>
        <Empty title="This page only reads">Start it with <code>dragoman serve {meta.name} --edit</code> to accept, reject and correct what was coded. Every decision is kept with who made it and when, and can be taken back.</Empty>
      </main>
    );
  }
  return <Queue address={address} />;
}

function Queue({ address }: { address: Address }) {
  const state = address.query['review'] ?? 'none';
  const query = queryString({ ...filterOf(address.query), review: state === 'all' ? undefined : state, order: 'confidence', limit: '60' });
  const loaded = useData<Search>(`/api/search${query}`);
  const log = useData<Reviews>('/api/reviews?limit=12&undone=1');
  // What was decided stays in the list until the page is left, so that the eye does not lose its place.
  const [seen, setSeen] = useState<Report[]>([]);
  const at = address.query['event'];
  const setAt = (event: string): void => go({ ...address, query: changed(address.query, { event }) }, true);
  useEffect(() => setSeen([]), [query]);
  const events = useMemo(() => {
    const fresh = loaded.data?.events ?? [];
    const byId = new Map(fresh.map((event) => [event.id, event]));
    const kept = seen.map((event) => byId.get(event.id) ?? event);
    const ids = new Set(kept.map((event) => event.id));
    return [...kept, ...fresh.filter((event) => !ids.has(event.id))].map((event) => ({ ...event, review: standing(event.review, decisionMade(event.id)) }));
  }, [loaded.data, seen]);
  const index = Math.max(0, events.findIndex((event) => event.id === at));
  const current = events[index];

  const done = (review: Review): void => {
    setSeen(events);
    const next = events[events.findIndex((event) => event.id === review.event) + 1];
    // Who has gone on meanwhile stays there.
    if (!review.undone && next && (currentAddress().query['event'] ?? events[0]!.id) === review.event) setAt(next.id);
  };
  // Before the next key can come: an effect after painting would be too late for quick fingers.
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input, textarea, select')) return;
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const next = events[index + by];
      if (by === 0 || !next) return;
      setAt(next.id);
      event.preventDefault();
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  });
  return (
    <main id="main">
      <div class="head">
        <div>
          <h1>Review</h1>
          <p class="standfirst">{loaded.data ? `${plural(loaded.data.total, 'report')} ${state === 'none' ? 'without a decision' : ''}, least sure first` : ' '}</p>
        </div>
        <div class="share" data-live>
          <a class="button" href="/api/reviews?format=jsonl" download="dragoman-reviews.jsonl">Export decisions <i>JSON Lines</i></a>
          <Share address={address} />
        </div>
      </div>
      <div class="filterbar" data-live>
        <label><span>Show</span>
          <select value={state} onChange={(event) => go({ ...address, query: changed(address.query, { review: event.currentTarget.value }) }, true)}>
            <option value="none">without a decision</option><option value="any">decided</option><option value="accept">accepted</option><option value="reject">rejected</option><option value="change">corrected</option>
          </select>
        </label>
        <TypeChooser address={address} />
      </div>
      <Chips address={address} leave={['type']} />
      <When loaded={loaded} what="Loading reports">
        {() => !current ? <Empty title="Nothing is left to decide">Choose others above, or take a filter away.</Empty> : (
          <div class="review">
            <nav class="queue" aria-label="Reports to decide">
              <ol>
                {events.map((event) => (
                  <li key={event.id}>
                    <button type="button" aria-current={event.id === current.id} onClick={() => setAt(event.id)}>
                      <MarkIcon type={event.type} stage={event.stage} />
                      <span>{typeLook(event.type).name}: <Parties event={event} /></span>
                      <span class={event.review ? `decided ${event.review.decision}` : 'sure'}>{event.review ? (event.review.decision === 'change' ? 'corrected' : `${event.review.decision}ed`) : `${Math.round(event.confidence * 100)}%`}</span>
                    </button>
                  </li>
                ))}
              </ol>
            </nav>
            <section class="desk" aria-label="Report to decide">
              <p class="kicker"><MarkIcon type={current.type} stage={current.stage} size={18} /> {typeLook(current.type).name} <Parties event={current} detail link /></p>
              <p class="facts"><a href={`/article/${encodeURIComponent(current.article.id)}?event=${encodeURIComponent(current.id)}`}>{current.article.title ?? 'article'}</a> · {[current.article.publisher, readable(current.article.published), `${Math.round(current.confidence * 100)}% sure`].filter(Boolean).join(' · ')} · <a href={`/event/${encodeURIComponent(current.id)}`}>why coded so</a></p>
              <Editor report={current} onDone={done} />
              <p class="keys"><kbd>j</kbd> <kbd>k</kbd> next and previous · report {count(index + 1)} of {count(events.length)}</p>
            </section>
          </div>
        )}
      </When>
      {log.data && log.data.reviews.length > 0 && (
        <Panel id="log" title="Last decisions" note={plural(log.data.total, 'decision')}>
          <ul class="decisions">
            {log.data.reviews.map((one) => (
              <li key={one.review} class={one.undone ? 'undone' : ''}>
                <b>{one.decision === 'change' ? 'corrected' : `${one.decision}ed`}</b> <a href={`/event/${encodeURIComponent(one.event)}`}>{one.event}</a> by {one.who} <span class="facts">{one.recorded.replace('T', ' ').replace('Z', ' UTC')}{one.undone ? ', taken back' : ''}</span>{' '}
                {!one.undone && <button type="button" class="small" onClick={() => void undo(one.review).then(done)}>Undo</button>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </main>
  );
}
