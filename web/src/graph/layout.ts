// Where the nodes of the graph stand. Pure and the same every time.
import { type SimulationLinkDatum, type SimulationNodeDatum, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { Edge, Graph, Node } from '../wire.ts';

export interface Spot extends SimulationNodeDatum {
  node: Node;
  radius: number;
  x: number;
  y: number;
}

export interface Line extends SimulationLinkDatum<Spot> {
  edge: Edge;
  source: Spot;
  target: Spot;
  /** The other direction is drawn, too: both bend. */
  both: boolean;
}

export interface GraphLayout {
  spots: Spot[];
  lines: Line[];
  /** Thin lines that are left out, since among too many nobody could follow one. */
  thinner: number;
}

/** Lines that can still be told apart. */
const LINES = 48;

export function placeGraph(graph: Graph, width: number, height: number, most = 26): GraphLayout {
  const nodes = [...graph.nodes].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, most);
  const top = nodes[0]?.count ?? 1;
  const every: Spot[] = nodes.map((node, index) => {
    const angle = index * 2.399963;
    const far = 14 * Math.sqrt(index + 0.5);
    return { node, radius: 6 + 11 * Math.sqrt(node.count / top), x: width / 2 + far * Math.cos(angle), y: height / 2 + far * Math.sin(angle) };
  });
  const byId = new Map(every.map((spot) => [spot.node.id, spot]));
  const all = graph.edges.flatMap((edge): Line[] => {
    const [source, target] = [byId.get(edge.from), byId.get(edge.to)];
    return source && target && source !== target ? [{ edge, source, target, both: false }] : [];
  });
  const wide = ({ edge }: Line): number => edge.count + edge.open;
  const lines = [...all].sort((a, b) => wide(b) - wide(a) || (`${a.edge.from} ${a.edge.to}` < `${b.edge.from} ${b.edge.to}` ? -1 : 1)).slice(0, LINES);
  for (const line of lines) line.both = lines.some((other) => other.source === line.target && other.target === line.source);
  // A node whose arrows are all left out says nothing.
  const spots = every.filter((spot) => lines.some((line) => line.source === spot || line.target === spot));
  const apart = Math.min(width, height);
  forceSimulation(spots)
    .force('link', forceLink<Spot, Line>(lines).distance(apart * 0.34).strength(0.5))
    .force('charge', forceManyBody().strength(-apart * 1.3))
    .force('x', forceX<Spot>(width / 2).strength(0.16 * Math.min(1, height / width)))
    .force('y', forceY<Spot>(height / 2).strength(0.16 * Math.min(1.6, width / height)))
    .force('collide', forceCollide<Spot>((spot) => spot.radius + 20))
    .stop()
    .tick(260);
  fit(spots, width, height);
  return { spots, lines, thinner: all.length - lines.length };
}

/** Stretches the picture into its frame, with room for names beside the nodes. */
function fit(spots: Spot[], width: number, height: number): void {
  if (spots.length === 0) return;
  const air = { left: 40, right: 64, top: 22, bottom: 26 };
  for (const [axis, low, high] of [['x', air.left, width - air.right], ['y', air.top, height - air.bottom]] as const) {
    const values = spots.map((spot) => spot[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const scale = most - least < 1 ? 1 : Math.min(1.6, (high - low) / (most - least));
    const middle = (least + most) / 2;
    for (const spot of spots) spot[axis] = (low + high) / 2 + (spot[axis] - middle) * scale;
  }
}

export interface Label {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

const LETTER = 6.7;

/**
 * Where the name of each node stands: beside, below or above it, where it covers least of other nodes and names and stays
 * in the frame. Larger nodes choose first. `signs` are the middles of arrows, which have a sign. O(nodes (nodes + signs)).
 */
export function placeLabels(spots: readonly Spot[], textOf: (node: Node) => string, width: number, height: number, signs: readonly [number, number][] = []): Label[] {
  type Box = [number, number, number, number];
  const over = (a: Box, b: Box): number =>
    Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const circles = spots.map((spot): Box => [spot.x - spot.radius - 2, spot.y - spot.radius - 2, spot.x + spot.radius + 2, spot.y + spot.radius + 2]);
  const taken = signs.map(([x, y]): Box => [x - 8, y - 8, x + 8, y + 8]);
  return spots.map((spot, index) => {
    const wide = textOf(spot.node).length * LETTER + 4;
    const away = spot.radius + 4;
    const choices: [Label, Box][] = [
      [{ x: spot.x + away, y: spot.y + 4, anchor: 'start' }, [spot.x + away, spot.y - 9, spot.x + away + wide, spot.y + 8]],
      [{ x: spot.x - away, y: spot.y + 4, anchor: 'end' }, [spot.x - away - wide, spot.y - 9, spot.x - away, spot.y + 8]],
      [{ x: spot.x, y: spot.y + away + 11, anchor: 'middle' }, [spot.x - wide / 2, spot.y + away - 1, spot.x + wide / 2, spot.y + away + 15]],
      [{ x: spot.x, y: spot.y - away - 3, anchor: 'middle' }, [spot.x - wide / 2, spot.y - away - 15, spot.x + wide / 2, spot.y - away + 1]],
      ...[spot.y + away + 11, spot.y - away - 3].flatMap((y): [Label, Box][] => [
        [{ x: spot.x - spot.radius, y, anchor: 'start' }, [spot.x - spot.radius, y - 12, spot.x - spot.radius + wide, y + 4]],
        [{ x: spot.x + spot.radius, y, anchor: 'end' }, [spot.x + spot.radius - wide, y - 12, spot.x + spot.radius, y + 4]],
      ]),
    ];
    let best = choices[0]!;
    let least = Infinity;
    choices.forEach((choice, order) => {
      const box = choice[1];
      const out = Math.max(0, -box[0]) + Math.max(0, box[2] - width) + Math.max(0, -box[1]) + Math.max(0, box[3] - height);
      const cost = order * 4 + out * 500 + taken.reduce((sum, other) => sum + over(box, other), 0)
        + circles.reduce((sum, other, number) => sum + (number === index ? 0 : over(box, other)), 0);
      if (cost < least) {
        least = cost;
        best = choice;
      }
    });
    taken.push(best[1]);
    return best[0];
  });
}

export interface Curve {
  path: string;
  middle: [number, number];
  /** Straight from node to node. */
  length: number;
}

/** An arrow from border to border, bent where both directions are drawn. */
export function curveOf(line: Line): Curve {
  const { source, target } = line;
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  const [ux, uy] = [dx / length, dy / length];
  const bend = line.both ? Math.min(26, length * 0.16) : 0;
  const control: [number, number] = [(source.x + target.x) / 2 - uy * bend * 1.6, (source.y + target.y) / 2 + ux * bend * 1.6];
  const toward = (from: Spot, away: number): [number, number] => {
    const [cx, cy] = [control[0] - from.x, control[1] - from.y];
    const far = Math.max(1, Math.hypot(cx, cy));
    return [from.x + (cx / far) * away, from.y + (cy / far) * away];
  };
  const [x1, y1] = toward(source, source.radius + 2);
  const [x2, y2] = toward(target, target.radius + 6);
  const middle: [number, number] = [(x1 + 2 * control[0] + x2) / 4, (y1 + 2 * control[1] + y2) / 4];
  return { path: `M${f(x1)},${f(y1)}Q${f(control[0])},${f(control[1])} ${f(x2)},${f(y2)}`, middle, length: length - source.radius - target.radius };
}

const f = (number: number): string => String(Math.round(number * 10) / 10);
