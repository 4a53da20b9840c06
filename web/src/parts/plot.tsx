// A chart made with Observable Plot. It is built in a document of its own, where its style element harms no policy, and
// brought over without it; the style sheet of the page has what it needs.
import { useLayoutEffect, useRef } from 'preact/hooks';
import * as Plot from '@observablehq/plot';
import { useTheme } from '../theme.ts';
import { useWidth } from './size.ts';

const inert = document.implementation.createHTMLDocument('');

export function Chart({ label, make }: { label: string; make: (width: number) => Plot.PlotOptions }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const holder = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    if (width < 50 || !holder.current) return;
    const made = Plot.plot({ ...make(width), width, document: inert });
    made.querySelectorAll('style').forEach((style) => style.remove());
    made.querySelectorAll('[aria-label], [aria-description]').forEach((part) => {
      part.removeAttribute('aria-label');
      part.removeAttribute('aria-description');
    });
    made.setAttribute('role', 'img');
    made.setAttribute('aria-label', label);
    made.removeAttribute('font-family');
    made.setAttribute('class', 'plot');
    holder.current.replaceChildren(document.adoptNode(made));
  }, [width, make, theme, label]);
  return <div class="plotbox" ref={box} data-chart={label}><div ref={holder} /></div>;
}

export { Plot };
