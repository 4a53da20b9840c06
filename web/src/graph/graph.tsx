// Who acts on whom: arrows with the sign of what was done.
import { useMemo, useState } from 'preact/hooks';
import type { Edge, Graph, Node } from '../wire.ts';
import { plural } from '../dates.ts';
import { useWidth } from '../parts/size.ts';
import { curveOf, placeGraph, placeLabels } from './layout.ts';

interface Props {
  graph: Graph;
  hrefOfNode: (node: Node) => string;
  hrefOfEdge: (edge: Edge) => string | null;
}

const SIGN: Record<string, string> = { '1': 'coop', '0': 'even', '-1': 'conf' };
const SIGN_MARK: Record<string, string> = { '1': '+', '0': '±', '-1': '−' };

export function edgeWords(edge: Edge, nameOf: (id: string) => string): string {
  const good = edge.verbal_cooperation + edge.material_cooperation;
  const bad = edge.verbal_conflict + edge.material_conflict;
  const done = edge.count > 0 ? `${good} cooperative, ${bad} hostile` : '';
  const open = edge.open > 0 ? `${plural(edge.open, 'event')} threatened, demanded or announced` : '';
  return `${nameOf(edge.from)} → ${nameOf(edge.to)}: ${[done, open].filter(Boolean).join(', ')}, mean score ${edge.score_mean.toFixed(1)}`;
}

export function ActorGraph({ graph, hrefOfNode, hrefOfEdge }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const height = Math.min(360, Math.max(240, width * 0.62));
  // Names of actors are longer than those of countries.
  const room = graph.level === 'actor' ? 18 : 26;
  const layout = useMemo(() => placeGraph(graph, Math.max(200, width), height, width < 420 ? Math.round(room * 0.6) : room), [graph, width, height]);
  const drawn = useMemo(() => layout.lines.map((line) => {
    const curve = curveOf(line);
    return { line, ...curve, signed: layout.lines.length <= 24 && curve.length > 44 };
  }), [layout]);
  const labels = useMemo(
    () => placeLabels(layout.spots, (node) => short(node.name), Math.max(200, width), height, drawn.filter((one) => one.signed).map((one) => one.middle)),
    [layout, drawn, width, height],
  );
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const most = graph.edges.reduce((top, edge) => Math.max(top, edge.count + edge.open), 6);
  const near = (line: { edge: Edge }): boolean => at === null || line.edge.from === at || line.edge.to === at || at === `${line.edge.from} ${line.edge.to}`;
  const hidden = graph.nodes.length - layout.spots.length;
  return (
    <div class="graph" ref={box}>
      {width >= 50 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Graph of actors" onPointerLeave={() => {
          setAt(null);
          setSaid('');
        }}>
          <defs>
            {['coop', 'even', 'conf'].map((sign) => (
              <marker key={sign} id={`tip-${sign}`} class={`tip-${sign}`} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0.5L8,4L0,7.5Z" /></marker>
            ))}
          </defs>
          {drawn.map(({ line, path, middle, signed }) => {
            const sign = String(Math.sign(line.edge.sign));
            const wide = 1 + 3.4 * Math.sqrt((line.edge.count + line.edge.open) / most);
            const key = `${line.edge.from} ${line.edge.to}`;
            const href = hrefOfEdge(line.edge);
            const inner = (
              <>
                <path class="reach" d={path} />
                <path class="line" d={path} stroke-width={wide} marker-end={`url(#tip-${SIGN[sign]})`} />
                {signed && (
                  <g class="sign" transform={`translate(${middle[0]},${middle[1]})`}><circle r="6.5" /><text y="3.6">{SIGN_MARK[sign]}</text></g>
                )}
              </>
            );
            const handlers = {
              onPointerEnter: () => {
                setAt(key);
                setSaid(edgeWords(line.edge, nameOf));
              },
              onFocus: () => {
                setAt(key);
                setSaid(edgeWords(line.edge, nameOf));
              },
            };
            const name = ['edge', SIGN[sign], line.edge.count === 0 ? 'open' : '', near(line) ? '' : 'away'].filter(Boolean).join(' ');
            return href
              ? <a key={key} class={name} href={href} aria-label={edgeWords(line.edge, nameOf)} {...handlers}>{inner}</a>
              : <g key={key} class={name} {...handlers}>{inner}</g>;
          })}
          {layout.spots.map((spot, index) => {
            const label = labels[index]!;
            const away = at !== null && at !== spot.node.id && !at.split(' ').includes(spot.node.id)
              && !graph.edges.some((edge) => (edge.from === at && edge.to === spot.node.id) || (edge.to === at && edge.from === spot.node.id));
            return (
              <a key={spot.node.id} class={away ? 'node away' : 'node'} href={hrefOfNode(spot.node)} aria-label={`${spot.node.name}, ${plural(spot.node.count, 'event')}`}
                onPointerEnter={() => {
                  setAt(spot.node.id);
                  setSaid(`${spot.node.name}: ${plural(spot.node.count, 'event')}`);
                }} onFocus={() => setAt(spot.node.id)} onBlur={() => setAt(null)}>
                <circle cx={spot.x} cy={spot.y} r={spot.radius} />
                <text x={label.x} y={label.y} text-anchor={label.anchor}>{short(spot.node.name)}</text>
              </a>
            );
          })}
        </svg>
      )}
      <ul class="mapkey">
        <li><i class="k plus">+</i>mostly cooperation</li>
        <li><i class="k minus">−</i>mostly conflict</li>
        {layout.lines.some((line) => line.edge.count === 0) && <li><i class="k dashes" />only threatened, demanded or announced</li>}
        {hidden > 0 && <li>{plural(hidden, 'smaller actor')} left out</li>}
        {layout.thinner > 0 && <li>{plural(layout.thinner, 'thinner arrow')} left out</li>}
      </ul>
      <p class="under" aria-live="polite">{said || 'Arrows run from who acts to who is acted on; wider means more events.'}</p>
    </div>
  );
}

function short(name: string): string {
  return name.length > 24 ? `${name.slice(0, 22).trimEnd()}…` : name;
}
