// The whole time in small: columns of counts, turning points, and a window that can be dragged or moved by keyboard.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { scaleUtc } from 'd3-scale';
import type { Series, TurningPoint, Window } from '../wire.ts';
import { DAY_MS, dayOf, endOfPeriod, readable, readableRange, timeOf } from '../dates.ts';
import { barsOf } from './bars.ts';
import { tickLabels } from './ticks.ts';

interface Props {
  width: number;
  left: number;
  right: number;
  series: Series | undefined;
  unit: Window['unit'];
  from: number;
  to: number;
  /** The chosen window, or null for all. */
  chosen: [number, number] | null;
  turns: readonly TurningPoint[];
  /** While it moves, and when it is let go. */
  onMove: (window: [number, number] | null) => void;
  onChoose: (window: [number, number] | null) => void;
}

const TOP = 20;
const HEIGHT = 92;
const AXIS = 22;

type Grip = 'from' | 'to' | 'whole' | 'new';

export function Overview(props: Props) {
  const { width, left, right, series, unit, from, to, chosen, turns, onMove, onChoose } = props;
  const x = useMemo(
    () => scaleUtc<number, number>().domain([from, to]).range([left, width - right]).clamp(true),
    [from, to, left, right, width],
  );
  const bars = useMemo(() => barsOf(series?.bins ?? [], unit, x, TOP, HEIGHT), [series, unit, x]);
  const grip = useRef<{ what: Grip; start: number; window: [number, number] } | null>(null);
  const [dragging, setDragging] = useState(false);
  const svg = useRef<SVGSVGElement>(null);
  const window_ = chosen ?? [from, to];

  const timeAt = (clientX: number): number => {
    const box = svg.current!.getBoundingClientRect();
    return Number(x.invert(((clientX - box.left) * width) / Math.max(1, box.width)));
  };
  const latest = useRef<[number, number] | null>(chosen);
  latest.current = dragging ? latest.current : chosen;

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const what = ((event.target as Element).getAttribute('data-grip') as Grip | null) ?? 'new';
    grip.current = { what: chosen === null ? 'new' : what, start: timeAt(event.clientX), window: [...window_] };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const move = (event: PointerEvent): void => {
    const held = grip.current;
    if (!held) return;
    const now = timeAt(event.clientX);
    let [a, b] = held.window;
    if (held.what === 'new') [a, b] = [held.start, now];
    else if (held.what === 'from') a = now;
    else if (held.what === 'to') b = now;
    else {
      const by = Math.max(from - a, Math.min(to - b, now - held.start));
      [a, b] = [a + by, b + by];
    }
    if (a > b) [a, b] = [b, a];
    if (Math.abs(x(b) - x(a)) < 3) return;
    latest.current = snap([a, b]);
    setDragging(true);
    onMove(latest.current);
  };
  const up = (): void => {
    if (!grip.current) return;
    const moved = dragging;
    const what = grip.current.what;
    grip.current = null;
    setDragging(false);
    if (moved) onChoose(latest.current);
    else if (what === 'new' && chosen) onChoose(null);
  };
  const snap = ([a, b]: [number, number]): [number, number] => {
    const start = Math.floor(a / DAY_MS) * DAY_MS;
    return [start, Math.max(start, Math.floor((b - 1) / DAY_MS) * DAY_MS)];
  };
  const step = (which: 'from' | 'to') => (event: KeyboardEvent): void => {
    const days = unit === 'day' ? 1 : unit === 'week' ? 7 : unit === 'month' ? 30 : 365;
    const by: Record<string, number> = {
      ArrowLeft: -days, ArrowDown: -days, ArrowRight: days, ArrowUp: days, PageUp: days * 10, PageDown: -days * 10,
    };
    let [a, b] = window_;
    if (event.key === 'Escape') {
      onChoose(null);
    } else if (event.key === 'Home' || event.key === 'End') {
      if (which === 'from') a = event.key === 'Home' ? from : b;
      else b = event.key === 'Home' ? a : to - DAY_MS;
      onChoose(snap([a, b + 1]));
    } else if (by[event.key] !== undefined) {
      const shift = by[event.key]! * DAY_MS;
      if (which === 'from') a = Math.max(from, Math.min(b, a + shift));
      else b = Math.max(a, Math.min(to - DAY_MS, (chosen ? b : to - DAY_MS) + shift));
      onChoose(snap([a, b + 1]));
    } else {
      return;
    }
    event.preventDefault();
  };

  useEffect(() => () => void (grip.current = null), []);
  if (width < 50) return null;
  const [x1, x2] = [x(window_[0]), x(chosen ? Math.min(to, window_[1] + DAY_MS) : to)];
  const bottom = TOP + HEIGHT;
  const ticks = tickLabels(from, to, (width - left - right) / 90);
  return (
    <svg ref={svg} class={dragging ? 'overview dragging' : 'overview'} width={width} height={bottom + AXIS} role="group"
      aria-label="The whole time. Drag to choose a window." onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up}>
      <g class="axis" aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick.time} transform={`translate(${Math.round(x(tick.time)) + 0.5},0)`}>
            <line y1={TOP} y2={bottom + 4} class="grid" />
            <text y={bottom + 16}>{tick.label}</text>
          </g>
        ))}
        <text class="side" x={left - 14} y={bars.zero - 5} text-anchor="end">cooperation</text>
        <text class="side" x={left - 14} y={bars.zero + 14} text-anchor="end">conflict</text>
      </g>
      <g class="bars" aria-hidden="true">
        {Object.entries(bars.paths).map(([name, path]) => <path key={name} class={`fill-${name}`} d={path} />)}
        <line class="zero" x1={left} x2={width - right} y1={bars.zero} y2={bars.zero} />
      </g>
      <g class="turns">
        {turns.map((turn, index) => {
          const at = x(timeOf(turn.day) + DAY_MS / 2);
          const next = turns[index + 1];
          const words = `${turn.towards}, ${readable(turn.day)}`;
          const room = (next ? x(timeOf(next.day)) : width) - at > words.length * 6.4 + 22;
          return (
            <g key={turn.day} class={`turn ${turn.towards}`} transform={`translate(${Math.round(at) + 0.5},0)`}>
              <title>{`Turn towards ${turn.towards}, ${readable(turn.day)}: mean score ${turn.before.toFixed(1)} before, ${turn.after.toFixed(1)} after`}</title>
              <line y1={16} y2={bottom} />
              <path d={turn.towards === 'conflict' ? 'M-5,3h10l-5,10Z' : 'M-5,13h10l-5,-10Z'} />
              {room && <text x={9} y={12}>{words}</text>}
            </g>
          );
        })}
      </g>
      <rect class="catch" x={left} y={TOP - 6} width={Math.max(0, width - left - right)} height={HEIGHT + 12} />
      {chosen && (
        <g class="brush">
          <rect class="shade" x={left} y={TOP - 4} width={Math.max(0, x1 - left)} height={HEIGHT + 8} />
          <rect class="shade" x={x2} y={TOP - 4} width={Math.max(0, width - right - x2)} height={HEIGHT + 8} />
          <rect class="window" data-grip="whole" x={x1} y={TOP - 4} width={Math.max(2, x2 - x1)} height={HEIGHT + 8} />
        </g>
      )}
      {(['from', 'to'] as const).map((which) => {
        const at = which === 'from' ? x1 : x2;
        return (
          <g key={which} class={chosen ? 'grip' : 'grip resting'} tabindex={0} role="slider" aria-label={which === 'from' ? 'First day of the window' : 'Last day of the window'}
            aria-valuemin={Math.round(from / DAY_MS)} aria-valuemax={Math.round(to / DAY_MS)}
            aria-valuenow={Math.round((which === 'from' ? window_[0] : window_[1]) / DAY_MS)}
            aria-valuetext={readable(dayOf(which === 'from' ? window_[0] : chosen ? window_[1] : to - DAY_MS))}
            onKeyDown={step(which)} transform={`translate(${at},${TOP + HEIGHT / 2})`}>
            <rect data-grip={which} class="reach" x={-12} y={-HEIGHT / 2 - 4} width={24} height={HEIGHT + 8} />
            <rect data-grip={which} class="handle" x={-4} y={-15} width={8} height={30} rx={3} />
            <path class="ridges" d="M-1.2,-5v10M1.2,-5v10" />
          </g>
        );
      })}
      <text class="spoken" aria-live="polite">{chosen ? readableRange(dayOf(window_[0]), dayOf(window_[1])) : ''}</text>
    </svg>
  );
}

export function endOf(series: Series | undefined, unit: Window['unit']): number {
  const last = series?.bins.at(-1);
  return last ? endOfPeriod(last.period, unit) : NaN;
}
