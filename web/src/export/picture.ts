// A view as SVG, PNG or one HTML file. The page is copied, canvases become the shapes they show, and colours and sizes are
// written into a style sheet of its own, so that the file needs nothing else.
import { paintedShapes } from '../timeline/painted.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

let sheet: Promise<string> | null = null;

/** The style sheet, without the fonts: a picture is drawn with those of the system. */
function styles(): Promise<string> {
  sheet ??= fetch('/assets/app.css')
    .then((response) => response.text())
    .then((text) => text.replace(/@font-face\s*\{[^}]*\}/g, ''));
  return sheet;
}

/** A copy of the view that stands on its own: no controls, no canvases, no links to places that the file does not know. */
function copyOf(view: Element): Element {
  const copy = view.cloneNode(true) as Element;
  const canvases = [...view.querySelectorAll('canvas')];
  [...copy.querySelectorAll('canvas')].forEach((canvas, index) => {
    const shapes = paintedShapes(canvases[index]!);
    if (shapes) canvas.replaceWith(shapes);
  });
  const inputs = [...view.querySelectorAll('input, select, textarea')] as HTMLInputElement[];
  [...copy.querySelectorAll('input, select, textarea')].forEach((input, index) => {
    const value = inputs[index]?.value ?? '';
    if (input.tagName === 'INPUT') input.setAttribute('value', value);
  });
  copy.querySelectorAll('[data-live], .tip, .spoken, script, datalist').forEach((one) => one.remove());
  copy.querySelectorAll('a[href^="/"]').forEach((link) => {
    link.setAttribute('href', new URL(link.getAttribute('href')!, location.href).href);
  });
  copy.querySelectorAll('[tabindex]').forEach((one) => one.removeAttribute('tabindex'));
  copy.querySelectorAll('[role="application"]').forEach((one) => one.setAttribute('role', 'img'));
  return copy;
}

/** The view as SVG. It holds the page as XHTML, which browsers show; charts inside are plain SVG. */
export async function viewAsSvg(view: HTMLElement): Promise<string> {
  const box = view.getBoundingClientRect();
  const [width, height] = [Math.ceil(box.width), Math.ceil(view.scrollHeight)];
  const charts = view.querySelectorAll('[data-chart]');
  if (charts.length > 0 && view.dataset['picture'] === 'charts') return chartsAsSvg(view, [...charts] as HTMLElement[]);
  const root = document.createElementNS(SVG, 'svg');
  root.setAttribute('xmlns', SVG);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const inert = document.implementation.createHTMLDocument('');
  const body = inert.createElementNS(XHTML, 'div') as HTMLElement;
  body.setAttribute('class', 'page picture');
  body.setAttribute('data-theme', document.documentElement.dataset['theme'] ?? 'light');
  body.append(inert.importNode(copyOf(view), true));
  const style = inert.createElementNS(XHTML, 'style');
  style.textContent = await styles();
  body.prepend(style);
  const text = new XMLSerializer().serializeToString(root);
  const inner = new XMLSerializer().serializeToString(body);
  return text.replace(/\/>$|<\/svg>$/, `${text.endsWith('/>') ? '>' : ''}<foreignObject width="${width}" height="${height}">${inner}</foreignObject></svg>`);
}

const COPIED = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'fill-opacity', 'stroke-opacity', 'font-size', 'font-weight', 'font-family',
  'font-style', 'text-anchor', 'stroke-linecap', 'stroke-linejoin', 'letter-spacing', 'paint-order'];

/** Charts of a view one below the other, as plain SVG that any program can draw and edit. */
function chartsAsSvg(view: HTMLElement, charts: HTMLElement[]): string {
  const style = getComputedStyle(view);
  const ink = style.color;
  const ground = getComputedStyle(document.body).backgroundColor;
  const width = Math.max(...charts.map((chart) => Math.ceil(chart.getBoundingClientRect().width))) + 48;
  const parts: string[] = [];
  let y = 24;
  const line = (text: string, size: number, weight: number): void => {
    parts.push(`<text x="24" y="${y + size}" font-family="Source Sans 3, system-ui, sans-serif" font-size="${size}" font-weight="${weight}" fill="${ink}">${escapeXml(text)}</text>`);
    y += Math.ceil(size * 1.5);
  };
  const title = view.querySelector('h1')?.textContent ?? 'dragoman';
  line(title, 24, 600);
  const standfirst = view.querySelector('.standfirst')?.textContent;
  if (standfirst) line(standfirst, 14, 400);
  y += 8;
  for (const chart of charts) {
    line(chart.dataset['chart'] ?? '', 15, 600);
    const base = chart.getBoundingClientRect();
    const drawn = [...chart.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas')].filter((one) => !one.parentElement?.closest('svg') && !one.closest('[data-live], .spankey, ul, button'));
    for (const one of drawn) {
      const box = one.getBoundingClientRect();
      const at = `translate(${Math.round(24 + box.left - base.left)},${Math.round(y + box.top - base.top)})`;
      const source = one instanceof HTMLCanvasElement ? paintedShapes(one) : one;
      if (!source) continue;
      const copy = source.cloneNode(true) as SVGSVGElement;
      if (!(one instanceof HTMLCanvasElement)) inline(one, copy);
      copy.querySelectorAll('.spoken, [data-live]').forEach((hidden) => hidden.remove());
      parts.push(`<g transform="${at}">${[...copy.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join('')}</g>`);
    }
    y += Math.ceil(base.height) + 24;
  }
  line(`${location.href} · made with dragoman`, 11, 400);
  return `<svg xmlns="${SVG}" width="${width}" height="${y + 12}" viewBox="0 0 ${width} ${y + 12}"><rect width="100%" height="100%" fill="${ground}"/>${parts.join('')}</svg>`;
}

function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  if (from.namespaceURI === SVG && from.tagName !== 'svg' && from.tagName !== 'title') {
    for (const name of COPIED) {
      const value = style.getPropertyValue(name);
      if (value && value !== 'none' || name === 'fill' || name === 'stroke') to.setAttribute(name, value);
    }
    if (style.display === 'none' || style.visibility === 'hidden') to.setAttribute('display', 'none');
  }
  to.removeAttribute('class');
  to.removeAttribute('tabindex');
  const children = [...from.children];
  [...to.children].forEach((child, index) => children[index] && inline(children[index]!, child));
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
}

/** An SVG as PNG, twice as fine as the screen's own pixels. */
export async function svgAsPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const scale = Math.min(2, 16_000 / Math.max(image.width, image.height));
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d')!;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
}

/** One HTML file that shows the view without a server, with its data inside. */
export async function viewAsHtml(view: HTMLElement, data: unknown): Promise<string> {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const theme = document.documentElement.dataset['theme'] ?? 'light';
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(document.title)}</title>
<style>${await styles()}</style>
</head>
<body class="page saved">
${copyOf(view).outerHTML}
<footer class="foot"><p>Saved from <a href="${escapeXml(location.href)}">${escapeXml(location.href)}</a> with dragoman. The data are in this file, under the id "data".</p></footer>
<script type="application/json" id="data">${json}</script>
</body>
</html>
`;
}
