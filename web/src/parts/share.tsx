// Taking a view along: its address, its data, its picture.
import { useRef, useState } from 'preact/hooks';
import { type Address, formatAddress, queryString } from '../address.ts';
import { fileName, save } from '../export/download.ts';
import { svgAsPng, viewAsHtml, viewAsSvg } from '../export/picture.ts';
import { get } from '../api.ts';

/** Where the data of a view are: its address with an ending. */
export function dataUrl(address: Address, ending: string): string {
  const path = formatAddress({ ...address, query: {} });
  return `${path}.${ending}${queryString(address.query)}`;
}

/** Of a view whose data are in the page alone: what to save. */
export interface Own {
  data: unknown;
  csv: () => string;
}

export function Share({ address, own }: { address: Address; own?: Own }) {
  const [said, setSaid] = useState('');
  const menu = useRef<HTMLDetailsElement>(null);
  const name = (ending: string): string => fileName(address.view, address.id, address.query, ending);
  const tell = (text: string): void => {
    setSaid(text);
    setTimeout(() => setSaid(''), 4000);
  };
  const view = (): HTMLElement => document.querySelector<HTMLElement>('main')!;
  const act = (work: () => Promise<void>) => (): void => {
    work().then(() => menu.current?.removeAttribute('open'), (error: Error) => tell(error.message));
  };
  const copy = act(async () => {
    const url = location.origin + formatAddress(address);
    try {
      await navigator.clipboard.writeText(url);
      tell('Link copied');
    } catch {
      window.prompt('Copy this link', url);
    }
  });
  return (
    <div class="share" data-live>
      <details class="menu right" ref={menu}>
        <summary>Share and save</summary>
        <div class="menubody">
          {!own && <button type="button" onClick={copy}>Copy link</button>}
          {own ? <button type="button" onClick={act(async () => save(own.csv(), name('csv'), 'text/csv'))}>Table <i>CSV</i></button>
            : <a href={dataUrl(address, 'csv')} download={name('csv')}>Table <i>CSV</i></a>}
          {own ? <button type="button" onClick={act(async () => save(JSON.stringify(own.data, null, 1), name('json'), 'application/json'))}>Data <i>JSON</i></button>
            : <a href={dataUrl(address, 'json')} download={name('json')}>Data <i>JSON</i></a>}
          <button type="button" onClick={act(async () => save(await viewAsSvg(view()), name('svg'), 'image/svg+xml'))}>Drawing <i>SVG</i></button>
          <button type="button" onClick={act(async () => save(await svgAsPng(await viewAsSvg(view())), name('png')))}>Picture <i>PNG</i></button>
          <button type="button" onClick={act(async () => save(await viewAsHtml(view(), own ? own.data : await get(dataUrl(address, 'json'))), name('html'), 'text/html'))}>Page in one file <i>HTML</i></button>
        </div>
      </details>
      <span class="said" role="status">{said}</span>
    </div>
  );
}
