// A view as SVG, PNG or one HTML file. The page is copied, canvases become the shapes they show, and colours and sizes are
// written into a style sheet of its own, so that the file needs nothing else.
import { paintedShapes } from '../timeline/painted.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

let sheet: Promise<string> | null = null;

/** The style sheet, with the fonts inside it. */
function styles(): Promise<string> {
  sheet ??= Promise.all([fetch('/assets/app.css').then((response) => response.text()), fonts()])
    .then(([text, faces]) => faces + text.replace(/@font-face\s*\{[^}]*\}/g, ''));
  return sheet;
}

let faces: Promise<string> | null = null;

function fonts(): Promise<string> {
  faces ??= Promise.all(['sans', 'serif'].map(async (name) => {
    const bytes = new Uint8Array(await (await fetch(`/assets/source-${name}.woff2`)).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    const family = name === 'sans' ? 'Source Sans' : 'Source Serif';
    return `@font-face{font-family:'${family}';font-weight:200 900;src:url(data:font/woff2;base64,${btoa(text)}) format('woff2')}`;
  })).then((all) => all.join(''));
  return faces;
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
  copy.querySelectorAll('[data-live], .tip, .spoken, .grip, script, datalist, button').forEach((one) => one.remove());
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

/** Charts of a view as plain SVG that any program can draw and edit: side by side where they stand so on the page. */
function chartsAsSvg(view: HTMLElement, charts: HTMLElement[]): string {
  const ink = getComputedStyle(view).color;
  const ground = getComputedStyle(document.body).backgroundColor;
  const left = Math.min(...charts.map((chart) => chart.getBoundingClientRect().left));
  const width = Math.ceil(Math.max(...charts.map((chart) => chart.getBoundingClientRect().right)) - left) + 48;
  const parts: string[] = [];
  const write = (text: string, x: number, y: number, size: number, weight: number, family = 'Source Sans'): void => {
    parts.push(`<text x="${x}" y="${y}" font-family="${family}, sans-serif" font-size="${size}" font-weight="${weight}" fill="${ink}">${escapeXml(text)}</text>`);
  };
  write(view.querySelector('h1')?.textContent ?? 'dragoman', 24, 48, 27, 600, 'Source Serif');
  write(view.querySelector('.standfirst')?.textContent ?? '', 24, 74, 15, 400);
  let y = 96;
  let bottom = y;
  let row = -Infinity;
  for (const chart of charts) {
    const base = chart.getBoundingClientRect();
    if (base.top > row + 40) {
      y = bottom + 12;
      row = base.top;
    }
    const x = 24 + Math.round(base.left - left);
    write(chart.dataset['chart'] ?? '', x, y + 16, 16, 600, 'Source Serif');
    let low = 0;
    const drawn = [...chart.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas')]
      .filter((one) => !one.parentElement?.closest('svg') && !one.closest('[data-live], .marknote, ul, button'));
    for (const one of drawn) {
      const box = one.getBoundingClientRect();
      const source = one instanceof HTMLCanvasElement ? paintedShapes(one) : one;
      if (!source) continue;
      const copy = source.cloneNode(true) as SVGSVGElement;
      if (!(one instanceof HTMLCanvasElement)) inline(one, copy);
      copy.querySelectorAll('[data-drop]').forEach((hidden) => hidden.remove());
      const inner = [...copy.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join('');
      parts.push(`<svg x="${x + Math.round(box.left - base.left)}" y="${y + 28 + Math.round(box.top - base.top)}" width="${Math.round(box.width)}" height="${Math.round(box.height)}">${inner}</svg>`);
      low = Math.max(low, box.bottom - base.top);
    }
    const meanings = [...chart.querySelectorAll('.marknote .legend')].map((one) => one.textContent);
    if (low > 0 && meanings.length > 0) {
      write(meanings.join(' · '), x, y + 28 + Math.ceil(low) + 18, 12, 400);
      low += 24;
    }
    bottom = Math.max(bottom, y + 28 + Math.ceil(low) + 12);
  }
  write(`${location.href}, made with dragoman`, 24, bottom + 20, 12, 400);
  const height = bottom + 40;
  return `<svg xmlns="${SVG}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${ground}"/>${parts.join('')}</svg>`;
}

function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  if (from.classList.contains('spoken') || from.classList.contains('grip')) to.setAttribute('data-drop', '');
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
  // A picture is drawn apart from the page and its fonts: it gets its own.
  const complete = svg.includes('<foreignObject') ? svg : svg.replace('>', `><style>${await fonts()}</style>`);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(complete)}`;
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
