// The text of an article with everything found in it marked. Pointing at a stretch lights up its events, and the other way.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ArticlePage, Report, Span } from '../wire.ts';
import { count, readable } from '../dates.ts';
import { segments, paragraphs } from '../spans.ts';
import { SPAN_KINDS, type SpanKind, modeWord, stageWord, typeLook } from '../words.ts';
import { MarkIcon } from './mark.tsx';
import { Parties } from './mark_words.tsx';
import { Empty } from './states.tsx';

const KINDS = new Set<string>(SPAN_KINDS);

interface Props {
  page: ArticlePage;
  selected: string | undefined;
  onSelect: (event: string | undefined) => void;
  /** Whether events have pages of their own. */
  linked: boolean;
}

export function ArticleText({ page, selected, onSelect, linked }: Props) {
  const [hover, setHover] = useState<string[]>([]);
  const [hidden, setHidden] = useState<Set<SpanKind>>(new Set());
  const events = useMemo(() => [...page.events].sort((a, b) => a.evidence.trigger.begin - b.evidence.trigger.begin), [page]);
  const numbers = useMemo(() => new Map(events.map((event, index) => [event.id, index + 1])), [events]);
  const box = useRef<HTMLDivElement>(null);
  const active = hover.length > 0 ? hover : selected ? [selected] : [];
  const chosen = events.find((event) => event.id === selected);

  useEffect(() => {
    if (!selected || !box.current) return;
    const trigger = box.current.querySelector(`[data-trigger~="${CSS.escape(selected)}"]`);
    trigger?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    box.current.querySelector(`[data-card="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selected, page]);

  const move = (by: number): void => {
    const index = chosen ? events.indexOf(chosen) + by : by > 0 ? 0 : events.length - 1;
    const next = events[Math.max(0, Math.min(events.length - 1, index))];
    if (next) {
      onSelect(next.id);
      box.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(next.id)}"]`)?.focus({ preventScroll: true });
    }
  };
  // Before the next key can come: an effect after painting would be too late for quick fingers.
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input, textarea, select, [role=application]')) return;
      if (event.key === 'j' || (event.key === 'ArrowDown' && (event.target as Element).closest('.cards'))) move(1);
      else if (event.key === 'k' || (event.key === 'ArrowUp' && (event.target as Element).closest('.cards'))) move(-1);
      else if (event.key === 'Escape' && selected) onSelect(undefined);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  });

  const visible = useMemo(() => page.spans.filter((span) => (span.kind === 'quote' || KINDS.has(span.kind)) && !hidden.has(span.kind as SpanKind)), [page, hidden]);
  const active_ = new Set(active);
  return (
    <div class="reading" ref={box}>
      <div class="text">
        <div class="spankey toggles" role="group" aria-label="What is marked" data-live>
          {SPAN_KINDS.map((kind) => {
            const number = page.spans.filter((span) => span.kind === kind).length;
            return (
              <button key={kind} type="button" aria-pressed={!hidden.has(kind)} disabled={number === 0} onClick={() => setHidden((before) => {
                const next = new Set(before);
                if (!next.delete(kind)) next.add(kind);
                return next;
              })}><mark class={`s-${kind}`}>{kind}</mark> <span class="count">{number}</span></button>
            );
          })}
        </div>
        <div class="prose" lang={page.language ?? 'en'} onPointerLeave={() => setHover([])}>
          {paragraphs(page.text).map((paragraph) => (
            <p key={paragraph.begin}>
              {segments(page.text.slice(paragraph.begin, paragraph.end), visible, paragraph.begin).map((segment) => (
                <Stretch key={segment.begin} text={segment.text} begin={segment.begin} spans={segment.spans} active={active_} numbers={numbers}
                  onPoint={setHover} onSelect={onSelect} chosen={chosen} />
              ))}
            </p>
          ))}
        </div>
      </div>
      <aside class="cards" aria-label="Events in this article">
        <h2 class="cardstitle">{events.length === 0 ? 'No events' : `${count(events.length)} ${events.length === 1 ? 'event' : 'events'}`}</h2>
        {events.length === 0 && <Empty title="Nothing was coded here">No sentence tells that somebody did something that the ontology knows.</Empty>}
        <ol>
          {events.map((event) => (
            <li key={event.id} class={active_.has(event.id) ? 'card active' : 'card'} data-card={event.id} tabIndex={0} aria-current={event.id === selected}
              onPointerEnter={() => setHover([event.id])} onPointerLeave={() => setHover([])} onFocus={() => event.id !== selected && setHover([event.id])} onBlur={() => setHover([])}
              onClick={(click) => !(click.target as Element).closest('a') && onSelect(event.id === selected ? undefined : event.id)}
              onKeyDown={(key) => {
                if (key.target !== key.currentTarget) return;
                if (key.key === 'Enter' || key.key === ' ') {
                  onSelect(event.id);
                  key.preventDefault();
                }
              }}>
              <Card event={event} number={numbers.get(event.id)!} linked={linked} />
            </li>
          ))}
        </ol>
        {events.length > 1 && <p class="keys" data-live><kbd>j</kbd> <kbd>k</kbd> next and previous event</p>}
      </aside>
    </div>
  );
}

function Card({ event, number, linked }: { event: Report; number: number; linked: boolean }) {
  return (
    <>
      <p class="cardhead"><span class="number">{number}</span><MarkIcon type={event.type} stage={event.stage} /> <b>{typeLook(event.type).name}</b>{event.mode ? ` ${modeWord(event.mode)}` : ''} <span class={`stage stage-${event.stage}`}>{stageWord(event.stage)}</span></p>
      <p class="cardwho"><Parties event={event} detail /></p>
      <p class="facts">{[readable(event.day), event.place?.name ?? '', `${Math.round(event.confidence * 100)}% sure`].filter(Boolean).join(' · ')}{linked && <> · <a href={`/event/${encodeURIComponent(event.id)}`}>why</a></>}</p>
    </>
  );
}

interface StretchProps {
  text: string;
  begin: number;
  spans: Span[];
  active: Set<string>;
  numbers: Map<string, number>;
  chosen: Report | undefined;
  onPoint: (events: string[]) => void;
  onSelect: (event: string | undefined) => void;
}

function Stretch({ text, begin, spans, active, numbers, onPoint, onSelect }: StretchProps) {
  if (spans.length === 0) return <>{text}</>;
  const events = [...new Set(spans.map((span) => span.event).filter((event): event is string => !!event))];
  // What belongs to the event in focus shows its part there; else the part in the first event that it has.
  const focus = spans.filter((span) => span.event && active.has(span.event));
  const shown = focus.length > 0 ? [...focus, ...spans.filter((span) => !span.event)] : spans;
  const parties = shown.filter((span) => span.kind === 'actor' || span.kind === 'recipient');
  const kinds = new Set<string>(shown.filter((span) => span.kind !== 'actor' && span.kind !== 'recipient').map((span) => span.kind));
  if (parties[0]) kinds.add(parties[0].kind);
  const starts = spans.filter((span) => span.kind === 'trigger' && span.begin === begin && span.event);
  const lit = events.some((event) => active.has(event));
  const label = [...new Set(shown.map((span) => span.label ? `${span.kind}: ${span.label}` : span.kind))].join('; ');
  const name = [...kinds].map((kind) => `s-${kind}`).join(' ') + (active.size > 0 ? (lit ? ' lit' : ' dim') : '');
  return (
    <>
      {starts.map((span) => numbers.has(span.event!) && <sup key={span.event} class={active.has(span.event!) ? 'ref lit' : 'ref'}>{numbers.get(span.event!)}</sup>)}
      <mark class={name} title={label} data-trigger={spans.filter((span) => span.kind === 'trigger').map((span) => span.event).join(' ') || undefined}
        onPointerEnter={() => onPoint(events)} onClick={() => events[0] && onSelect(events[0])}>{text}</mark>
    </>
  );
}
