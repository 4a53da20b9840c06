// A chart made with Observable Plot, which is large and loaded where a chart is shown. It is built in a document of its own,
// where its style element harms no policy, and brought over without it; the style sheet of the page has what it needs.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type * as Plotting from './plotting.ts';
import { useTheme } from '../theme.ts';
import { useWidth } from './size.ts';

const inert = document.implementation.createHTMLDocument('');

export type Plot = typeof Plotting;
export type PlotOptions = Plotting.PlotOptions;

let loaded: Promise<Plot> | null = null;

export function Chart({ label, make }: { label: string; make: (width: number, plot: Plot) => PlotOptions }) {
  const [plot, setPlot] = useState<Plot | null>(null);
  useEffect(() => {
    let here = true;
    (loaded ??= import('./plotting.ts')).then((found) => here && setPlot(found), () => undefined);
    return () => void (here = false);
  }, []);
  const [box, width] = useWidth<HTMLDivElement>();
  const holder = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    if (width < 50 || !holder.current || !plot) return;
    const made = plot.plot({ ...make(width, plot), width, document: inert });
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
  }, [width, make, theme, label, plot]);
  return <div class="plotbox" ref={box} data-chart={label} aria-busy={plot === null}><div ref={holder} /></div>;
}
