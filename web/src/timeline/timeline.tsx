// The timeline: an overview with a window, and below it every event of the window as a mark in the lane of its type.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Mark, Timeline as Answer } from '../wire.ts';
import { DAY_MS, count, dayOf, dayOfMark, timeOf, whenWords } from '../dates.ts';
import { useTheme } from '../theme.ts';
import { useWidth } from '../parts/size.ts';
import { MarkWords } from '../parts/mark_words.tsx';
import { typeLook } from '../words.ts';
import { type Frame, type Placed, layOut, markScale, nearest, neighbour, timeScale, turnsWithin } from './lanes.ts';
import { Overview, endOf } from './overview.tsx';
import { inkOf, paintMarks } from './paint.ts';
import { shapePath } from './shapes.ts';
import { tickLabels } from './ticks.ts';

interface Props {
  /** Of the whole time: columns and turning points. */
  whole: Answer;
  /** Of the window: marks. */
  part: Answer | null;
  since: string | undefined;
  until: string | undefined;
  selected: string | undefined;
  onWindow: (since: string | undefined, until: string | undefined) => void;
  onOpen: (mark: Mark) => void;
}

export function frameOf(width: number): Frame {
  const narrow = width < 560;
  return { width, left: narrow ? 82 : 104, right: narrow ? 14 : 22, top: 8, bottom: 30 };
}

/** First and last moment that the columns and marks span, with a little air. */
export function rangeOf(whole: Answer, part: Answer | null): [number, number] {
  const marks = [...whole.marks, ...(part?.marks ?? [])].map((mark) => timeOf(dayOfMark(mark))).filter(Number.isFinite);
  const bins = whole.series[0]?.bins ?? [];
  const starts = [...marks, timeOf(bins[0]?.period)].filter(Number.isFinite);
  const ends = [...marks.map((time) => time + DAY_MS), endOf(whole.series[0], whole.window.unit)].filter(Number.isFinite);
  if (starts.length === 0) return [Date.UTC(2025, 0, 1), Date.UTC(2025, 11, 31)];
  const [from, to] = [starts.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
  const air = Math.max(1, Math.round(((to - from) * 0.012) / DAY_MS)) * DAY_MS;
  return [from - air, to + air];
}

export function Timeline({ whole, part, since, until, selected, onWindow, onOpen }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const [moving, setMoving] = useState<[number, number] | null | undefined>(undefined);
  const [hover, setHover] = useState<Placed | null>(null);
  const [focus, setFocus] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const frame = frameOf(width);
  const [from, to] = useMemo(() => rangeOf(whole, part), [whole, part]);
  const settled: [number, number] | null = since || until
    ? [Math.max(from, timeOf(since ?? dayOf(from))), Math.min(to - DAY_MS, timeOf(until ?? dayOf(to - DAY_MS)))] : null;
  const chosen = moving === undefined ? settled : moving;
  const [a, b] = chosen ? [chosen[0], chosen[1] + DAY_MS] : [from, to];
  const marks = (part ?? whole).marks;
  const seen = useRef<{ filter: Answer | null; types: Set<string> }>({ filter: null, types: new Set() });
  if (seen.current.filter !== whole) seen.current = { filter: whole, types: new Set() };
  for (const mark of marks) seen.current.types.add(mark.type);
  const types = [...seen.current.types].sort().join(' ');

  const x = useMemo(() => timeScale(a, b, frame), [a, b, width]);
  const layout = useMemo(() => {
    const inside = marks.filter((mark) => {
      const time = timeOf(dayOfMark(mark));
      return time >= a && time < b;
    });
    return layOut(inside, types.split(' ').filter(Boolean), x, frame, markScale(inside.length, width));
  }, [marks, x, width, types]);

  useLayoutEffect(() => {
    if (canvas.current && box.current && width > 50) paintMarks(canvas.current, layout.placed, width, layout.height, inkOf(box.current));
  }, [layout, width, theme]);
  useEffect(() => setMoving(undefined), [since, until]);
  useEffect(() => setHover(null), [layout]);

  const current = layout.placed.find((one) => one.mark.id === focus) ?? null;
  const shown = hover ?? (focused ? current : null);
  const chosenMark = layout.placed.find((one) => one.mark.event === selected || one.mark.id === selected) ?? null;
  const point = (event: MouseEvent): Placed | null => {
    const rect = surface.current!.getBoundingClientRect();
    return nearest(layout.placed, event.clientX - rect.left, event.clientY - rect.top);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && current) {
      onOpen(current.mark);
    } else if (event.key === 'Escape') {
      setHover(null);
      setFocus(null);
    } else if (/^(Arrow|Home|End)/.test(event.key)) {
      setHover(null);
      setFocus(neighbour(layout, current, event.key)?.mark.id ?? null);
    } else {
      return;
    }
    event.preventDefault();
  };
  const turns = turnsWithin(whole.turning_points, a, b);
  const ticks = tickLabels(a, b - 1, (width - frame.left - frame.right) / 80);
  const total = part?.total ?? whole.total;
  return (
    <div class="timeline" ref={box}>
      <Overview width={width} left={frame.left} right={frame.right} series={whole.series[0]} unit={whole.window.unit} from={from} to={to}
        chosen={chosen} turns={whole.turning_points} onMove={setMoving}
        onChoose={(window) => {
          setMoving(window);
          if (window) onWindow(dayOf(window[0]), dayOf(window[1]));
          else onWindow(undefined, undefined);
        }} />
      <div class="lanes" ref={surface} tabIndex={0} role="application" aria-roledescription="timeline"
        aria-label={`Timeline of ${count(layout.placed.length)} events. Arrow keys move from event to event, Enter opens one.`}
        onKeyDown={keys} onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}
        onPointerMove={(event) => setHover(point(event))} onPointerLeave={() => setHover(null)}
        onClick={(event) => {
          const one = point(event);
          if (one) onOpen(one.mark);
        }}>
        <svg class="ground" width={width} height={layout.height} aria-hidden="true">
          {layout.lanes.map((lane, index) => (
            <g key={lane.type} class={typeLook(lane.type).quad.endsWith('conflict') ? 'lane conflict' : 'lane cooperation'}>
              <rect class={index % 2 === 0 ? 'band' : 'band other'} x={frame.left} y={lane.y} width={Math.max(0, width - frame.left - frame.right)} height={lane.height} />
              <g transform={`translate(12,${lane.y + lane.height / 2})`} class={`key ${typeLook(lane.type).quad.replace(' ', '-')}`}>
                <path d={shapePath(typeLook(lane.type).shape, 0, 0, 4.6)} />
              </g>
              <text x={24} y={lane.y + lane.height / 2 + 4}>{typeLook(lane.type).name}</text>
            </g>
          ))}
          {ticks.map((tick) => (
            <g key={tick.time} class="axis" transform={`translate(${Math.round(x(tick.time)) + 0.5},0)`}>
              <line class="grid" y1={frame.top} y2={layout.height - frame.bottom + 5} />
              <text y={layout.height - 9}>{tick.label}</text>
            </g>
          ))}
          {layout.divide !== null && <line class="divide" x1={0} x2={width - frame.right} y1={layout.divide} y2={layout.divide} />}
          {turns.map((turn) => (
            <line key={turn.day} class={`turnline ${turn.towards}`} x1={x(timeOf(turn.day) + DAY_MS / 2)} x2={x(timeOf(turn.day) + DAY_MS / 2)} y1={frame.top} y2={layout.height - frame.bottom} />
          ))}
        </svg>
        <canvas ref={canvas} aria-hidden="true" width={width} height={layout.height} />
        <svg class="above" width={width} height={layout.height} aria-hidden="true">
          {chosenMark && <circle class="chosen" cx={chosenMark.x} cy={chosenMark.y} r={chosenMark.radius + 4} />}
          {shown && <circle class="hover" cx={shown.x} cy={shown.y} r={shown.radius + 3} data-event={shown.mark.event} />}
        </svg>
        {shown && (
          <div class="tip" style={tipPlace(shown, width)}>
            <MarkWords mark={shown.mark} />
          </div>
        )}
        <p class="spoken" aria-live="assertive">{focused && current ? spoken(current.mark) : ''}</p>
      </div>
      {total > layout.placed.length && (
        <p class="note">
          {chosen === null || (part !== null && total > part.marks.length)
            ? `${count(layout.placed.length)} of ${count(total)} events are drawn: those with most reports, and an even sample of the others. The columns above count all that happened. Choose a shorter time to see every one.`
            : null}
        </p>
      )}
    </div>
  );
}

function tipPlace(one: Placed, width: number): Record<string, string> {
  const wide = Math.min(320, width - 16);
  const left = Math.max(8, Math.min(width - wide - 8, one.x - wide / 2));
  return { left: `${left}px`, top: `${one.y + one.radius + 8}px`, width: `${wide}px` };
}

function spoken(mark: Mark): string {
  const names = (whom: Mark['actors']): string => whom.map((one) => one.name).join(', ');
  const look = typeLook(mark.type);
  return [look.name, mark.mode ?? '', mark.stage, names(mark.actors) || 'nobody named', mark.recipients.length ? `to ${names(mark.recipients)}` : '',
    whenWords(mark), mark.place?.name ?? '', `${mark.reports} reports`].filter(Boolean).join(', ');
}
