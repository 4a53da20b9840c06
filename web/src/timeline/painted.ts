// What was painted on a canvas, as SVG, for files.
import { QUAD_CLASS, type Quad, typeLook } from '../words.ts';
import type { Placed } from './lanes.ts';
import type { Ink } from './paint.ts';
import { shapePath } from './shapes.ts';

interface Painting {
  placed: readonly Placed[];
  width: number;
  height: number;
  ink: Ink;
}

const paintings = new WeakMap<HTMLCanvasElement, Painting>();

export function notePainting(canvas: HTMLCanvasElement, painting: Painting): void {
  paintings.set(canvas, painting);
}

export function paintedShapes(canvas: HTMLCanvasElement): SVGSVGElement | null {
  const painting = paintings.get(canvas);
  if (!painting) return null;
  const { placed, width, height, ink } = painting;
  const element = <N extends keyof SVGElementTagNameMap>(name: N, attributes: Record<string, string | number>): SVGElementTagNameMap[N] => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };
  const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}`, class: 'painted' });
  for (const one of [...placed].sort((a, b) => b.radius - a.radius)) {
    const look = typeLook(one.mark.type);
    const color = ink.quads[QUAD_CLASS[one.mark.quad as Quad] ?? QUAD_CLASS[look.quad]] ?? '#888';
    if (one.x2 > one.x + 2) {
      svg.append(element('line', { x1: one.x, x2: one.x2, y1: one.y, y2: one.y, stroke: color, 'stroke-width': 3, 'stroke-opacity': 0.45 }));
    }
    const path = element('path', {
      d: shapePath(look.shape, one.x, one.y, one.hollow ? one.radius - 0.8 : one.radius),
      fill: one.hollow ? ink.surface : color, stroke: one.hollow ? color : ink.surface, 'stroke-width': one.hollow ? 1.7 : 1,
    });
    const title = element('title', {});
    const names = (whom: { name: string }[]): string => whom.map((who) => who.name).join(', ');
    title.textContent = `${look.name} ${one.mark.stage}: ${names(one.mark.actors)} → ${names(one.mark.recipients)}, ${one.mark.day ?? ''}`;
    path.append(title);
    svg.append(path);
    if (one.struck) {
      const reach = one.radius + 2;
      svg.append(element('line', { x1: one.x - reach, y1: one.y + reach, x2: one.x + reach, y2: one.y - reach, stroke: color, 'stroke-width': 1.7 }));
    }
  }
  return svg;
}
