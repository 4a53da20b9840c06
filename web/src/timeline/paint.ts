// Marks of a layout onto a canvas.
import type { Placed } from './lanes.ts';
import { notePainting } from './painted.ts';
import { drawShape } from './shapes.ts';
import { QUAD_CLASS, type Quad, typeLook } from '../words.ts';

export interface Ink {
  quads: Record<string, string>;
  surface: string;
}

/** Colours as the style sheet has them now (light or dark). */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  const quads: Record<string, string> = {};
  for (const name of Object.values(QUAD_CLASS)) quads[name] = value(`--${name}`);
  return { quads, surface: value('--surface') };
}

export function paintMarks(canvas: HTMLCanvasElement, placed: readonly Placed[], width: number, height: number, ink: Ink): void {
  notePainting(canvas, { placed, width, height, ink });
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const larger = [...placed].sort((a, b) => b.radius - a.radius);
  for (const one of larger) {
    const look = typeLook(one.mark.type);
    const color = ink.quads[QUAD_CLASS[one.mark.quad as Quad] ?? QUAD_CLASS[look.quad]] ?? '#888';
    if (one.x2 > one.x + 2) {
      context.strokeStyle = color;
      context.globalAlpha = 0.45;
      context.lineWidth = 3;
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(one.x, one.y);
      context.lineTo(one.x2, one.y);
      context.stroke();
      context.globalAlpha = 1;
    }
    drawShape(context, look.shape, one.x, one.y, one.hollow ? one.radius - 0.8 : one.radius);
    context.lineJoin = 'round';
    if (one.hollow) {
      context.fillStyle = ink.surface;
      context.strokeStyle = color;
      context.lineWidth = 1.7;
      context.fill();
      context.stroke();
      if (one.struck) strike(context, one);
    } else {
      context.fillStyle = color;
      context.strokeStyle = ink.surface;
      context.lineWidth = 1;
      context.fill();
      context.stroke();
    }
  }
}

function strike(context: CanvasRenderingContext2D, one: Placed): void {
  const reach = one.radius + 2;
  context.beginPath();
  context.moveTo(one.x - reach, one.y + reach);
  context.lineTo(one.x + reach, one.y - reach);
  context.stroke();
}
