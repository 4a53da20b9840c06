// Forms of marks, of about the same visual weight at the same radius.
import type { Shape } from '../words.ts';

type Point = readonly [number, number];

function ring(corners: number, reach: number, turn: number, inner?: number): Point[] {
  const points: Point[] = [];
  const steps = inner === undefined ? corners : corners * 2;
  for (let i = 0; i < steps; ++i) {
    const radius = inner !== undefined && i % 2 === 1 ? inner : reach;
    const angle = turn + (i * 2 * Math.PI) / steps;
    points.push([Math.cos(angle) * radius, Math.sin(angle) * radius]);
  }
  return points;
}

const UP = -Math.PI / 2;
const T = 0.38;
const C = 1.02;

const CORNERS: Record<Exclude<Shape, 'circle'>, readonly Point[]> = {
  square: ring(4, 1.22, Math.PI / 4),
  diamond: ring(4, 1.26, 0),
  triangle: ring(3, 1.28, UP).map(([x, y]) => [x, y + 0.16]),
  down: ring(3, 1.28, -UP).map(([x, y]) => [x, y - 0.16]),
  star: ring(5, 1.36, UP, 0.6),
  cross: [[-T, -C], [T, -C], [T, -T], [C, -T], [C, T], [T, T], [T, C], [-T, C], [-T, T], [-C, T], [-C, -T], [-T, -T]],
};

const round = (number: number): string => String(Math.round(number * 100) / 100);

/** Path data of a form around a point. */
export function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  if (shape === 'circle') {
    const r = round(radius);
    return `M${round(x - radius)},${round(y)}a${r},${r} 0 1,0 ${round(2 * radius)},0a${r},${r} 0 1,0 ${round(-2 * radius)},0Z`;
  }
  return 'M' + CORNERS[shape].map(([dx, dy]) => `${round(x + dx * radius)},${round(y + dy * radius)}`).join('L') + 'Z';
}

/** The same into a canvas. */
export function drawShape(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number, radius: number): void {
  context.beginPath();
  if (shape === 'circle') {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  CORNERS[shape].forEach(([dx, dy], index) => {
    if (index === 0) context.moveTo(x + dx * radius, y + dy * radius);
    else context.lineTo(x + dx * radius, y + dy * radius);
  });
  context.closePath();
}
