// A situation: what happened between some actors, over time, in space, among whom, and what is open or disputed.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Agenda, Changed, Disagreement, Disagreements, Edge, Graph, Map as MapAnswer, Mark, Meta, Node, Situations, Timeline as TimelineAnswer, TurningPoint } from '../wire.ts';
import { type Address, changed, filterOf, queryOfFilter, queryString, valuesOf } from '../address.ts';
import { useData } from '../api.ts';
import { countryName, useMeta } from '../countries.ts';
import { byLatest, count, dayOfMark, plural, readable, readableRange } from '../dates.ts';
import { ActorGraph } from '../graph/graph.tsx';
import { WorldMap } from '../map/map.tsx';
import { DisputeList } from '../parts/disputes.tsx';
import { CertaintyChooser, Chips, DyadChooser, TypeChooser } from '../parts/filters.tsx';
import { EventRows } from '../parts/rows.tsx';
import { Share } from '../parts/share.tsx';
import { Empty, Panel, When } from '../parts/states.tsx';
import { go } from '../router.ts';
import { recall, remember } from '../store.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { isOpen, modeWord } from '../words.ts';
import { ExampleBanner } from './first_run.tsx';

/** Marks asked for at once: what a screen can show apart. */
const MARKS = 1500;

export function Situation({ address }: { address: Address }) {
  const meta = useMeta();
  // What was known when holds for reports; a situation shows what is known now.
  const { 'as-of': _, ...filter } = filterOf(address.query);
  const always = queryString({ ...filter, since: undefined, until: undefined });
  const window_ = queryString(filter);
  const withLimit = (query: string, limit: number): string => query === '' ? `?limit=${limit}` : `${query}&limit=${limit}`;
  const whole = useData<TimelineAnswer>(`/api/timeline${withLimit(always, 0)}`);
  const part = useData<TimelineAnswer>(`/api/timeline${withLimit(window_, MARKS)}`);
  const map = useData<MapAnswer>(`/api/map${withLimit(window_, 300)}`);
  const level = address.query['level'] === 'actor' ? 'actor' : 'country';
  const graph = useData<Graph>(`/api/graph${withLimit(window_, 40)}&level=${level}`);
  const agenda = useData<Agenda>(`/api/agenda${withLimit(window_, 10)}`);
  const disputes = useData<Disagreements>(`/api/disagreements${withLimit(window_, 20)}`);
  const named = useMemo(() => graph.data && level === 'country'
    ? { ...graph.data, nodes: graph.data.nodes.map((node) => ({ ...node, name: countryName(meta, node.id) })) } : graph.data, [graph.data, level]);
  const set = (changes: Record<string, string | undefined>, replace = false): void =>
    go({ ...address, query: changed(address.query, changes) }, replace);
  const open = (mark: Mark): void => go(`/event/${encodeURIComponent(mark.event)}`);
  const kept = useData<Situations>('/api/situations').data?.situations ?? [];
  const called = kept.find((one) => queryString(queryOfFilter(one.filter as Record<string, unknown>)) === queryString(filterOf(address.query)) && window_ !== '');
  const title = titleOf(meta, address.query);
  useEffect(() => void (document.title = `${title} · dragoman`), [title]);

  const hrefOfNode = (node: Node): string => node.actor ? `/actor/${node.actor}` : `/situation${queryString({ country: node.id })}`;
  const hrefOfEdge = (edge: Edge): string | null => level === 'country' && edge.from !== edge.to
    ? `/situation${queryString({ dyad: `${edge.from},${edge.to}` })}` : null;

  return (
    <main id="main" data-picture="charts">
      {meta.examples && window_ === '' && <ExampleBanner />}
      <div class="head">
        <div>
          {called && <p class="kicker">Situation “{called.name}”</p>}
          <h1>{title}</h1>
          <p class="standfirst">{standfirst(meta, part.data, whole.data, address.query)}</p>
        </div>
        <Share address={{ ...address, view: 'situation' }} />
      </div>
      <div class="filterbar" data-live role="search" aria-label="Choose events">
        <DyadChooser address={address} />
        <TypeChooser address={address} />
        <CertaintyChooser address={address} />
        {kept.length > 0 && (
          <details class="menu kept">
            <summary>Kept situations</summary>
            <ul class="menubody">
              {kept.map((one) => <li key={one.name}><a href={`/situation${queryString(queryOfFilter(one.filter as Record<string, unknown>))}`} aria-current={one === called ? 'true' : undefined}>{one.name}</a></li>)}
            </ul>
          </details>
        )}
      </div>
      <Chips address={address} leave={['dyad', 'country', 'type', 'confidence']} />
      <WhatChanged meta={meta} filter={window_} />
      <section class="figure" data-chart="Cooperation and conflict" aria-label="Cooperation and conflict over time">
        <When loaded={whole} what="Counting events">
          {(answer) => answer.total === 0 && (part.data?.total ?? 0) === 0
            ? <NothingChosen address={address} />
            : (
              <>
                <Timeline whole={answer} part={part.data} since={filter['since']} until={filter['until']} selected={address.query['event']}
                  onWindow={(since, until) => set({ since, until }, true)} onOpen={open} />
                <p class="marknote"><span class="legend solid">filled: it happened</span> <span class="legend hollow">hollow: planned, threatened or demanded</span> <span class="legend struck">struck: denied, refused or called off</span> <span class="legend">larger: more reports</span></p>
              </>
            )}
        </When>
        {whole.data && <Turns turns={whole.data.turning_points} />}
      </section>
      <div class="columns two">
        <Panel id="map" title="Where">
          <div data-chart="Where">
            <When loaded={map} what="Loading places">
              {(answer) => answer.points.length === 0
                ? <Empty title="No place is told">None of these events names a place.</Empty>
                : <WorldMap answer={answer} onPlace={(point) => set({ place: point.place.precision === 'country' ? point.place.country : point.place.name })} />}
            </When>
          </div>
        </Panel>
        <Panel id="actors" title="Who with whom" note={
          <span class="switch" role="group" aria-label="Nodes of the graph" data-live>
            {(['country', 'actor'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={level === one} onClick={() => set({ level: one === 'actor' ? 'actor' : undefined }, true)}>{one === 'country' ? 'countries' : 'actors'}</button>
            ))}
          </span>}>
          <div data-chart="Who with whom">
            <When loaded={graph} what="Loading actors">
              {(answer) => answer.edges.length === 0
                ? <Empty title="Nobody acts on anybody">{level === 'country' ? 'No event has parties from two countries that acted, or may still act, on one another.' : 'Every event that happened, or may still, names one party only.'}</Empty>
                : <ActorGraph graph={named ?? answer} hrefOfNode={hrefOfNode} hrefOfEdge={hrefOfEdge} />}
            </When>
          </div>
        </Panel>
      </div>
      <div class="columns two">
        <Panel id="agenda" title="Still open" note="announced, demanded or threatened">
          <When loaded={part}>{(answer) => <StillOpen marks={answer.marks} />}</When>
        </Panel>
        <Panel id="topics" title="What it is about" note={agenda.data?.since ? `${readableRange(agenda.data.since, agenda.data.until)}, beside the time before` : undefined}>
          <When loaded={agenda}>{(answer) => <Topics agenda={answer} address={address} />}</When>
        </Panel>
      </div>
      <Panel id="disagreements" title="Where sources disagree" note={disputes.data && disputes.data.total > 0 ? plural(disputes.data.total, 'disagreement') : undefined}>
        <When loaded={disputes}>
          {(answer) => answer.disagreements.length === 0
            ? <Empty title="No disagreement found">Where reports of one event give different figures, titles, dates or places, or one denies what another tells, both stand here.</Empty>
            : <Disagreeing disputes={answer.disagreements} />}
        </When>
      </Panel>
      <Panel id="events" title="Events" wide note={<a href={`/search${window_}`}>all reports, with facets</a>}>
        <When loaded={part}>{(answer) => <Latest answer={answer} />}</When>
      </Panel>
    </main>
  );
}

function titleOf(meta: Meta, query: Record<string, string>): string {
  const pair = valuesOf(query['dyad']).map((code) => countryName(meta, code));
  if (pair.length === 2) return `${pair[0]} and ${pair[1]}`;
  const countries = valuesOf(query['country']).map((code) => countryName(meta, code));
  if (countries.length > 0) return countries.join(', ');
  if (query['party'] || query['actor']) return (query['party'] ?? query['actor'])!.replaceAll(',', ', ');
  if (query['place']) return countryName(meta, query['place']);
  if (query['text']) return `“${query['text']}”`;
  return 'The whole picture';
}

function standfirst(meta: Meta, part: TimelineAnswer | null, whole: TimelineAnswer | null, query: Record<string, string>): string {
  if (!part) return ' ';
  const days = part.marks.map(dayOfMark).filter((day): day is string => !!day).sort();
  const range = query['since'] || query['until'] ? readableRange(query['since'] ?? days[0], query['until'] ?? days.at(-1))
    : readableRange(days[0], days.at(-1));
  const all = Math.max(whole?.total ?? 0, part.total);
  const of = part.total < all ? ` of ${count(all)}` : '';
  const filtered = Object.keys(filterOf(query)).length > 0;
  const from = filtered ? '' : `, from ${plural(meta.counts.articles, 'article')} by ${plural(meta.counts.publishers, 'publisher')}`;
  return `${count(part.total)}${of} ${part.total === 1 ? 'event' : 'events'}${range ? `, ${range}` : ''}${from}`;
}

function NothingChosen({ address }: { address: Address }) {
  return (
    <Empty title="No event fits">
      <p>Take a filter away, or <a href={`/situation${queryString({ since: address.query['since'], until: address.query['until'] })}`}>look at everything</a>.</p>
    </Empty>
  );
}

function Latest({ answer }: { answer: TimelineAnswer }) {
  const [shown, setShown] = useState(12);
  const marks = useMemo(() => [...answer.marks].sort(byLatest), [answer]);
  if (marks.length === 0) return <Empty title="No event in this time" />;
  return (
    <>
      <EventRows marks={marks.slice(0, shown)} />
      {marks.length > shown && <button type="button" class="more" data-live onClick={() => setShown(shown + 24)}>Show {Math.min(24, marks.length - shown)} more of {count(marks.length)}</button>}
    </>
  );
}

function StillOpen({ marks }: { marks: readonly Mark[] }) {
  const [all, setAll] = useState(false);
  const open = marks.filter((mark) => isOpen(mark.stage)).sort(byLatest);
  if (open.length === 0) return <p class="quiet">Nothing announced, demanded or threatened is open.</p>;
  return (
    <>
      <EventRows marks={all ? open : open.slice(0, 5)} compact />
      {open.length > 5 && <button type="button" class="more" data-live aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${count(open.length)}`}</button>}
    </>
  );
}

function Disagreeing({ disputes }: { disputes: readonly Disagreement[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <DisputeList disputes={all ? disputes : disputes.slice(0, 6)} heading wide />
      {disputes.length > 6 && <button type="button" class="more" data-live aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show ${disputes.length - 6} more`}</button>}
    </>
  );
}

/** Turning points in words, with the events of their day. */
function Turns({ turns }: { turns: readonly TurningPoint[] }) {
  const meta = useMeta();
  if (turns.length === 0) return null;
  const score = (mean: number): string => `${mean > 0 ? '+' : mean < 0 ? '−' : ''}${Math.abs(mean).toFixed(1)}`;
  return (
    <ul class="turnlist" aria-label="Turning points">
      {turns.map((turn) => (
        <li key={turn.day} class={turn.towards}>
          <b>{turn.dyad.map((code) => countryName(meta, code)).join(' and ')}: turn towards {turn.towards}</b>, {readable(turn.day)}: mean score {score(turn.before)} before, {score(turn.after)} after
          {turn.happenings.length > 0 && <>{' · '}{turn.happenings.slice(0, 3).map((id, index) => <span key={id}>{index > 0 && ', '}<a href={`/event/${encodeURIComponent(id)}`}>{index === 0 ? 'what happened then' : String(index + 1)}</a></span>)}</>}
        </li>
      ))}
    </ul>
  );
}

function Topics({ agenda, address }: { agenda: Agenda; address: Address }) {
  if (agenda.contexts.length === 0 && agenda.phrases.length === 0) return <p class="quiet">No topic is told.</p>;
  const most = Math.max(1, ...agenda.contexts.map((one) => one.cooperation + one.conflict));
  const trend = (now: number, before: number): string => before === 0 ? '' : now > before ? `up from ${before}` : now < before ? `down from ${before}` : 'as before';
  return (
    <>
      {agenda.contexts.length > 0 && (
        <>
          <table class="topics">
            <thead class="spoken"><tr><th>Topic</th><th>Reports</th><th>Balance</th></tr></thead>
            <tbody>
              {agenda.contexts.slice(0, 8).map((one) => (
                <tr key={one.value}>
                  <th scope="row"><a href={`/situation${queryString({ ...address.query, context: one.value })}`}>{modeWord(one.value).replaceAll('_', ' ')}</a></th>
                  <td class="bar">
                    <svg width="100%" height="12" role="img" aria-label={`${one.cooperation} cooperative, ${one.conflict} hostile`}>
                      <rect class="fill-mcoop" width={`${(100 * one.cooperation) / most}%`} height="12" />
                      <rect class="fill-mconf" x={`${(100 * one.cooperation) / most}%`} width={`${(100 * one.conflict) / most}%`} height="12" />
                    </svg>
                  </td>
                  <td class="number">{count(one.count)}</td>
                  <td class="trend">{trend(one.count, one.before)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {agenda.phrases.length > 0 && (
        <ul class="phrases" aria-label="Phrases">
          {agenda.phrases.slice(0, 10).map((one) => <li key={one.value}><a href={`/search${queryString({ ...filterOf(address.query), text: `"${one.value}"` })}`}>{one.value}</a> <span class="count">{count(one.count)}</span></li>)}
        </ul>
      )}
    </>
  );
}

/** What came in since this browser last looked at this database. The mark of a visit is kept when it ends. */
function WhatChanged({ meta, filter }: { meta: Meta; filter: string }) {
  const key = `visit.${meta.name}`;
  const [before] = useState(() => sessionVisit(key, meta.mark));
  const fresh = before !== null && before < meta.mark;
  const loaded = useData<Changed>(fresh ? `/api/changed${filter === '' ? '?' : `${filter}&`}after=${before}` : null);
  if (!fresh || !loaded.data) return null;
  const { articles, happenings, stages, disagreements } = loaded.data;
  if (articles.total === 0) return null;
  return (
    <details class="changed" data-live>
      <summary>
        <b>Since your last visit</b> {[plural(articles.total, 'new article'), happenings.total > 0 ? plural(happenings.total, 'new event') : '',
          stages.length > 0 ? `${plural(stages.length, 'event')} went on` : '', disagreements.length > 0 ? plural(disagreements.length, 'new disagreement') : ''].filter(Boolean).join(' · ')}
      </summary>
      {stages.length > 0 && (
        <ul class="steps">
          {stages.map((one) => (
            <li key={`${one.happening}${one.to}`}>
              <span class={`stage stage-${one.from ?? ''}`}>{one.from ?? 'new'}</span> → <span class={`stage stage-${one.to}`}>{one.to}</span>{' '}
              <a href={`/event/${one.mark.event}`}>{one.mark.actors.map((who) => who.name).join(', ') || 'not named'}{one.mark.recipients.length ? ` → ${one.mark.recipients.map((who) => who.name).join(', ')}` : ''}</a>
              <span class="facts"> {readable(one.day)} · {one.source.publisher}</span>
            </li>
          ))}
        </ul>
      )}
      {happenings.marks.length > 0 && <EventRows marks={happenings.marks.slice(0, 12)} compact />}
      {disagreements.length > 0 && <DisputeList disputes={disagreements.slice(0, 5)} heading />}
      <ul class="articles">
        {articles.newest.slice(0, 8).map((one) => <li key={one.id}><a href={`/article/${encodeURIComponent(one.id)}`}>{one.title ?? one.id}</a> <span class="facts">{[one.publisher, readable(one.published)].filter(Boolean).join(', ')}</span></li>)}
      </ul>
    </details>
  );
}

/** The mark of the visit before this one; this one is noted for the next. */
function sessionVisit(key: string, mark: number): number | null {
  const during = sessionStorage.getItem(key);
  if (during !== null) {
    remember(key, String(mark));
    return during === '' ? null : Number(during);
  }
  const before = recall(key);
  sessionStorage.setItem(key, before ?? '');
  remember(key, String(mark));
  return before === null ? null : Number(before);
}
