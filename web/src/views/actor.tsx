// Who somebody is, as the articles have it: names, offices as stated, with whom, and what was said.
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Dossier } from '../wire.ts';
import { type Address, filterOf, queryString } from '../address.ts';
import { useData } from '../api.ts';
import { countryName, useMeta } from '../countries.ts';
import { DAY_MS, count, plural, readable, readableRange, timeOf } from '../dates.ts';
import { Chips } from '../parts/filters.tsx';
import { Chart, type Plot, type PlotOptions } from '../parts/plot.tsx';
import { Share } from '../parts/share.tsx';
import { Empty, Panel, When } from '../parts/states.tsx';
import { sectorWord } from '../words.ts';

export function ActorView({ address }: { address: Address }) {
  const loaded = useData<Dossier>(`/api/actor/${encodeURIComponent(address.id)}${queryString(filterOf(address.query))}`);
  return (
    <main id="main">
      <When loaded={loaded} what="Loading the dossier" page>{(dossier) => <Loaded dossier={dossier} address={address} />}</When>
    </main>
  );
}

function Loaded({ dossier, address }: { dossier: Dossier; address: Address }) {
  const meta = useMeta();
  useEffect(() => void (document.title = `${dossier.name} · dragoman`), [dossier]);
  const country = countryName(meta, dossier.country);
  const { counts } = dossier;
  const others = dossier.names.filter((one) => one.name !== dossier.name);
  return (
    <article class="dossier">
      <div class="head">
        <div>
          <p class="kicker">{[country !== dossier.name ? country : '', sectorWord(dossier.sector)].filter(Boolean).join(' · ') || 'Actor'}</p>
          <h1>{dossier.name}</h1>
          <p class="standfirst">{[`${plural(counts.events, 'event')} in ${plural(counts.articles, 'article')}`, `acts in ${count(counts.acts)}, is acted on in ${count(counts.acted_on)}`, readableRange(dossier.first, dossier.last)].filter(Boolean).join(' · ')}</p>
        </div>
        <Share address={address} />
      </div>
      <Chips address={address} />
      {dossier.same.length > 1 && <p class="quiet">Taken as one: {dossier.same.map((one) => `${one.name} (${countryName(meta, one.country) || 'no country'}, ${one.events})`).join(', ')}.</p>}
      <div class="columns two">
        <Panel id="roles" title="Offices, as stated">
          {dossier.roles.length === 0 ? <Empty title="No office is stated" /> : <Roles dossier={dossier} />}
        </Panel>
        <Panel id="dyads" title="With whom">
          {dossier.dyads.length === 0 ? <Empty title="Nobody else in these events" /> : <Dyads dossier={dossier} />}
        </Panel>
      </div>
      <Panel id="quotes" title="Quotes" note={counts.quotes > 0 ? plural(counts.quotes, 'quote') : undefined}>
        {dossier.quotes.length === 0 ? <Empty title="No words of this actor are quoted" /> : <Quotes dossier={dossier} />}
      </Panel>
      <div class="columns two">
        <Panel id="names" title="Called">
          <ul class="namelist">
            {[...dossier.names].slice(0, 24).map((one) => <li key={one.name}>{one.name} <span class="count">{count(one.mentions)}</span></li>)}
          </ul>
          {others.length === 0 && <p class="quiet">By this name only.</p>}
          {dossier.like.length > 0 && <p class="quiet">Names like it: {dossier.like.slice(0, 8).map((one, index) => <span key={one.actor}>{index > 0 && ', '}<a href={`/actor/${one.actor}`}>{one.name}</a></span>)}</p>}
        </Panel>
        <Panel id="articles" title="Articles" note={<a href={`/search${queryString({ party: dossier.name })}`}>all events</a>}>
          <ul class="articles">
            {dossier.articles.slice(0, 12).map((one) => (
              <li key={one.article}><a href={`/article/${encodeURIComponent(one.article)}`}>{one.title ?? one.article}</a> <span class="facts">{[one.publisher, readable(one.published), plural(one.events, 'event')].filter(Boolean).join(' · ')}</span></li>
            ))}
          </ul>
        </Panel>
      </div>
    </article>
  );
}

function roleName(role: Dossier['roles'][number], meta: ReturnType<typeof useMeta>): string {
  const valid = role.valid === 'current' || role.role.toLowerCase().startsWith(role.valid) ? '' : `${role.valid} `;
  return `${valid}${role.role}${role.organisation ? `, ${role.organisation}` : role.country ? `, ${countryName(meta, role.country)}` : ''}`;
}

function Roles({ dossier }: { dossier: Dossier }) {
  const meta = useMeta();
  const days = dossier.roles.flatMap((role) => [role.first, role.last]).map(timeOf).filter(Number.isFinite);
  const spread = days.length > 0 && Math.max(...days) - Math.min(...days) > 20 * DAY_MS;
  const make = useCallback((width: number, plot: Plot): PlotOptions => {
    const rows = dossier.roles.slice(0, 14).map((role) => ({
      name: roleName(role, meta), from: new Date(timeOf(role.first)), to: new Date(timeOf(role.last) + DAY_MS), held: role.valid === 'current' || role.valid === 'acting',
    })).filter((row) => Number.isFinite(row.from.getTime()));
    const names = [...new Set(rows.map((row) => row.name))];
    return {
      height: 34 + names.length * 26, marginLeft: Math.min(210, width * 0.42), marginRight: 14, marginTop: 4, marginBottom: 26,
      x: { type: 'utc', label: null, ticks: Math.max(2, Math.floor(width / 130)) }, y: { domain: names, label: null, tickSize: 0, tickFormat: (name: string) => name.length > 30 ? `${name.slice(0, 28)}…` : name },
      marks: [
        plot.ruleX(rows, { x: 'from', y: 'name', stroke: 'none' }),
        plot.link(rows, { x1: 'from', x2: 'to', y: 'name', strokeWidth: 9, stroke: (row: { held: boolean }) => row.held ? 'var(--accent)' : 'var(--muted-line)', strokeLinecap: 'round' }),
      ],
    };
  }, [dossier, meta]);
  return (
    <>
      {spread && <Chart label="Offices over time" make={make} />}
      <ul class="roles">
        {dossier.roles.map((role, index) => (
          <li key={index} class={role.disputed ? 'disputed' : ''}>
            <b>{roleName(role, meta)}</b>
            <span class="facts">{[readableRange(role.first, role.last), role.count > 1 ? `${count(role.count)} times` : '', role.sources].filter(Boolean).join(' · ')}</span>
            {role.disputed && <span class="dispute">elsewhere: {role.disputed}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Dyads({ dossier }: { dossier: Dossier }) {
  const meta = useMeta();
  const [all, setAll] = useState(false);
  const good = (one: Dossier['dyads'][number]): number => one.verbal_cooperation + one.material_cooperation;
  const bad = (one: Dossier['dyads'][number]): number => one.verbal_conflict + one.material_conflict;
  const shown = all ? dossier.dyads : dossier.dyads.slice(0, 10);
  const most = Math.max(1, ...shown.map((one) => Math.max(good(one), bad(one))));
  return (
    <>
      <table class="dyads">
        <thead><tr><th scope="col">Other</th><th scope="col"><span class="conf">conflict</span> <span class="coop">cooperation</span></th><th scope="col">Last</th></tr></thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.actor}>
              <th scope="row"><a href={`/actor/${one.actor}`}>{one.with_whom}</a>{one.country && countryName(meta, one.country) !== one.with_whom && <span class="about"> {countryName(meta, one.country)}</span>}</th>
              <td class="bar">
                <svg width="100%" height="20" role="img" aria-label={`${bad(one)} hostile, ${good(one)} cooperative`}>
                  <line x1="50%" x2="50%" y1="0" y2="20" class="zero" />
                  <rect class="fill-mconf" x={`${50 - (42 * (one.material_conflict + one.verbal_conflict)) / most}%`} width={`${(42 * one.material_conflict) / most}%`} y="4" height="12" />
                  <rect class="fill-vconf" x={`${50 - (42 * one.verbal_conflict) / most}%`} width={`${(42 * one.verbal_conflict) / most}%`} y="4" height="12" />
                  <rect class="fill-vcoop" x="50%" width={`${(42 * one.verbal_cooperation) / most}%`} y="4" height="12" />
                  <rect class="fill-mcoop" x={`${50 + (42 * one.verbal_cooperation) / most}%`} width={`${(42 * one.material_cooperation) / most}%`} y="4" height="12" />
                </svg>
              </td>
              <td class="facts">{readable(one.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {dossier.dyads.length > 10 && <button type="button" class="more" onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${dossier.dyads.length}`}</button>}
    </>
  );
}

function Quotes({ dossier }: { dossier: Dossier }) {
  const [shown, setShown] = useState(8);
  return (
    <>
      <ul class="quotes">
        {dossier.quotes.slice(0, shown).map((quote, index) => (
          <li key={index}>
            <blockquote class={quote.direct ? 'direct' : 'reported'}>{quote.direct ? `“${quote.content.replace(/^["“]|["”]$/g, '')}”` : quote.content}</blockquote>
            <p class="facts">{quote.cue ? `${quote.cue}, ` : ''}{[readable(quote.published), quote.publisher].filter(Boolean).join(', ')} · <a href={`/article/${encodeURIComponent(quote.article)}`}>{quote.title ?? 'article'}</a></p>
          </li>
        ))}
      </ul>
      {dossier.quotes.length > shown && <button type="button" class="more" onClick={() => setShown(shown + 20)}>Show more</button>}
    </>
  );
}
