// One event: its life, who reports it, the words that tell it, and why it was coded so.
import { useEffect } from 'preact/hooks';
import type { EventPage, Report } from '../wire.ts';
import type { Address } from '../address.ts';
import { useData } from '../api.ts';
import { countryName, useMeta } from '../countries.ts';
import { plural, readable, readableRange } from '../dates.ts';
import { DisputeList } from '../parts/disputes.tsx';
import { Evidence, SpanKey } from '../parts/evidence.tsx';
import { MarkIcon } from '../parts/mark.tsx';
import { Names, placeWords } from '../parts/mark_words.tsx';
import { Share } from '../parts/share.tsx';
import { Panel, When } from '../parts/states.tsx';
import { Why } from '../parts/why.tsx';
import { modeWord, stageWord, typeLook } from '../words.ts';
import { Editor } from '../review/editor.tsx';

export function EventView({ address }: { address: Address }) {
  const loaded = useData<EventPage>(`/api/event/${encodeURIComponent(address.id)}`);
  return (
    <main id="main">
      <When loaded={loaded} what="Loading the event" page>{(page) => <Loaded page={page} address={address} />}</When>
    </main>
  );
}

function headline(report: Report): string {
  const names = (whom: Report['actors']): string => whom.map((one) => one.name).join(', ');
  return `${typeLook(report.type).name}: ${names(report.actors) || 'not named'}${report.recipients.length ? ` → ${names(report.recipients)}` : ''}`;
}

function Loaded({ page, address }: { page: EventPage; address: Address }) {
  const meta = useMeta();
  const { report, happening } = page;
  const look = typeLook(report.type);
  const edit = address.query['edit'] === '1' && meta.edit;
  useEffect(() => void (document.title = `${headline(report)} · dragoman`), [report]);
  const articleUrl = `/article/${encodeURIComponent(report.article.id)}?event=${encodeURIComponent(report.id)}`;
  return (
    <article class="event">
      <div class="head">
        <div>
          <p class="kicker"><MarkIcon type={report.type} stage={report.stage} size={18} /> {look.name}{report.mode ? `, ${modeWord(report.mode)}` : ''} <span class={`stage stage-${report.stage}`}>{stageWord(report.stage)}</span> {report.review && <span class={`decided ${report.review.decision}`}>{report.review.decision === 'accept' ? 'accepted' : report.review.decision === 'reject' ? 'rejected' : 'corrected'} by {report.review.who}</span>}</p>
          <h1>
            {report.actors.length > 0 ? <Names whom={report.actors} link /> : <span class="nobody">Somebody not named</span>}
            {report.recipients.length > 0 && <> <span class="arrow" aria-label="acts on">→</span> <Names whom={report.recipients} link /></>}
          </h1>
        </div>
        <Share address={address} />
      </div>
      <dl class="facts-list">
        <Fact name="When" value={page.date ? `${readableRange(page.date.start, page.date.end)} (“${page.date.text}”)` : report.day ? `told on ${readable(report.day)}` : ''} />
        <Fact name="Where" value={report.place ? placeWords(report.place, countryName(meta, report.place.country)) : ''} />
        <Fact name="How many" value={page.quantities.map((one) => `${one.kind} ${one.text}`).join(', ')} />
        <Fact name="Who says so" value={page.speaker ? `${page.speaker}${page.quoted ? ', quoted' : ''}` : 'the article itself'} />
        <Fact name="About" value={report.contexts.map((one) => one.replaceAll('_', ' ')).join(', ')} />
        <Fact name="Score" value={`${report.score > 0 ? '+' : ''}${report.score}, ${report.quad}`} />
        <Fact name="CAMEO" value={report.cameo} />
        <Fact name="How sure" value={`${Math.round(report.confidence * 100)}%`} />
      </dl>
      <Panel id="evidence" title="In these words" note={<a href={articleUrl}>{[report.article.publisher, readable(report.article.published)].filter(Boolean).join(', ') || 'the article'}</a>}>
        <Evidence report={report} before={page.context.before} after={page.context.after} />
        <SpanKey kinds={['actor', 'recipient', 'trigger']} />
        <p class="actions" data-live>
          <a class="button" href={articleUrl}>See it in the article</a>
          {meta.edit && !edit && <a class="button" href={`/event/${encodeURIComponent(report.id)}?edit=1`}>Correct it</a>}
        </p>
      </Panel>
      {edit && <Panel id="correct" title="Correct it"><Editor report={report} onDone={() => undefined} /></Panel>}
      {page.life.length > 1 && (
        <Panel id="life" title="Its life">
          <ol class="life">
            {page.life.map((step, index) => (
              <li key={index} class={`stage-${step.stage}`}>
                <MarkIcon type={report.type} stage={step.stage} size={18} />
                <b>{stageWord(step.stage)}</b>
                <span class="day">{readable(step.day)}</span>
                <a href={`/event/${encodeURIComponent(step.source.event)}`}>{step.source.publisher ?? step.source.title ?? 'report'}</a>
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {page.disagreements.length > 0 && <Panel id="disagreements" title="Where sources disagree"><DisputeList disputes={page.disagreements} /></Panel>}
      <Panel id="reports" title="Other reports of it" note={happening ? plural(happening.reports, 'report') + ' in ' + plural(happening.articles, 'article') : undefined}>
        {page.reports.length === 0 ? <p class="quiet">This is the only report of it here.</p> : (
          <ul class="reports">
            {page.reports.map((other) => (
              <li key={other.id}>
                <p class="source"><a href={`/event/${encodeURIComponent(other.id)}`}><MarkIcon type={other.type} stage={other.stage} /> {typeLook(other.type).name} <span class={`stage stage-${other.stage}`}>{stageWord(other.stage)}</span></a> <span class="facts">{[other.article.publisher, readable(other.article.published)].filter(Boolean).join(', ')}</span></p>
                <Evidence report={other} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <div class="columns two">
        <Panel id="why" title="Why it was coded so"><Why page={page} /></Panel>
        <Panel id="alternatives" title="What else it could be"><Alternatives page={page} /></Panel>
      </div>
      {page.reviews.length > 0 && (
        <Panel id="decisions" title="Decisions">
          <ul class="decisions">
            {page.reviews.map((one) => (
              <li key={one.review} class={one.undone ? 'undone' : ''}><b>{one.decision}</b> by {one.who} <span class="facts">{one.recorded.replace('T', ' ').replace('Z', ' UTC')}{one.undone ? ', taken back' : ''}</span>{one.note ? <p>{one.note}</p> : null}</li>
            ))}
          </ul>
        </Panel>
      )}
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  if (value === '') return null;
  return <div><dt>{name}</dt><dd>{value}</dd></div>;
}

function Alternatives({ page }: { page: EventPage }) {
  const { alternatives, explanation } = page;
  return (
    <>
      {alternatives.length > 0 ? (
        <table class="alternatives">
          <thead class="spoken"><tr><th>Type</th><th>Probability</th></tr></thead>
          <tbody>
            {alternatives.filter((one, index) => index < 6 && (one.probability >= 0.001 || index < 3)).map((one) => (
              <tr key={one.type} class={one.type === page.report.type ? 'chosen' : ''}>
                <th scope="row"><MarkIcon type={one.type} stage="occurred" /> {typeLook(one.type).name}</th>
                <td class="bar"><svg width="100%" height="12" aria-hidden="true"><rect class={`fill-${look(one.type)}`} width={`${Math.max(0.5, one.probability * 100)}%`} height="12" rx="1" /></svg></td>
                <td class="number">{(one.probability * 100).toFixed(one.probability < 0.1 ? 1 : 0)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : <p class="quiet">With one party there is nothing to weigh: the lexicon alone spoke.</p>}
      {explanation && explanation.lost.length > 0 && (
        <>
          <h3>Entries that lost</h3>
          <ul class="lost">
            {explanation.lost.map((entry, index) => <li key={index}><code>{entry.pattern}</code> <span class="facts">{[entry.act ? typeLook(entry.act).name : 'no event', entry.why, entry.where].filter(Boolean).join(' · ')}</span></li>)}
          </ul>
        </>
      )}
    </>
  );
}

function look(type: string): string {
  const quad = typeLook(type).quad;
  return (quad.startsWith('material') ? 'm' : 'v') + (quad.endsWith('conflict') ? 'conf' : 'coop');
}
