// The frame of every view: the head with its links, and what can be dropped onto the page.
import { useEffect, useState } from 'preact/hooks';
import type { Meta } from './wire.ts';
import type { View } from './address.ts';
import { forget, onChange, useData } from './api.ts';
import { MetaContext } from './countries.ts';
import { Fault, Waiting } from './parts/states.tsx';
import { go, useAddress } from './router.ts';
import { setTheme, useTheme } from './theme.ts';
import { ActorView } from './views/actor.tsx';
import { ActorsView } from './views/actors.tsx';
import { ArticleView } from './views/article.tsx';
import { CodeView, dropFiles } from './views/code.tsx';
import { EventView } from './views/event.tsx';
import { NoData } from './views/first_run.tsx';
import { MissingView } from './views/missing.tsx';
import { ReviewView } from './views/review.tsx';
import { SearchView } from './views/search.tsx';
import { Situation } from './views/situation.tsx';

export function App() {
  const meta = useData<Meta>('/api/meta');
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    if (!meta.data) return;
    const { mark } = meta.data;
    return onChange(meta.data, () => {
      // Our own decisions come back, too; only new articles are news.
      void fetch('/api/meta').then((answer) => answer.json()).then((now: Meta) => now.mark !== mark && setFresh(true), () => undefined);
    });
  }, [meta.data]);
  if (meta.error) return <><a class="skip" href="#main">Skip to content</a><main id="main"><Fault error={meta.error} page /></main></>;
  if (!meta.data) return <main id="main"><Waiting what="Opening the database" /></main>;
  return (
    <MetaContext.Provider value={meta.data}>
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        const main = document.getElementById('main');
        main?.setAttribute('tabindex', '-1');
        main?.focus();
      }}>Skip to content</a>
      <Head meta={meta.data} />
      {fresh && (
        <p class="fresh-news" role="status">New articles came in. <button type="button" onClick={() => {
          setFresh(false);
          forget();
        }}>Show them</button></p>
      )}
      <Body meta={meta.data} />
      <Foot meta={meta.data} />
      <DropTarget />
    </MetaContext.Provider>
  );
}

function Body({ meta }: { meta: Meta }) {
  const address = useAddress();
  if (meta.counts.articles === 0 && address.view !== 'code' && address.view !== 'missing') return <NoData />;
  switch (address.view) {
    case 'situation': return <Situation address={address} />;
    case 'event': return <EventView key={address.id} address={address} />;
    case 'article': return <ArticleView key={address.id} address={address} />;
    case 'actor': return <ActorView key={address.id} address={address} />;
    case 'actors': return <ActorsView address={address} />;
    case 'search': return <SearchView address={address} />;
    case 'review': return <ReviewView address={address} />;
    case 'code': return <CodeView address={address} />;
    default: return <MissingView path={address.id} />;
  }
}

function Head({ meta }: { meta: Meta }) {
  const address = useAddress();
  const theme = useTheme();
  const link = (view: View, href: string, words: string) => (
    <li><a href={href} aria-current={address.view === view ? 'page' : undefined}>{words}</a></li>
  );
  return (
    <header class="top">
      <a class="wordmark" href="/" aria-label="dragoman, the whole picture">
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><path class="m1" d="M2,4h11v8H8l-4,4v-4H2Z" /><path class="m2" d="M9,8h11v8h-2v4l-4-4H9Z" /></svg>
        dragoman
      </a>
      <nav aria-label="Views">
        <ul>
          {link('situation', '/situation', 'Situation')}
          {link('search', '/search', 'Search')}
          {link('actors', '/actors', 'Actors')}
          {meta.edit && link('review', '/review', 'Review')}
          {link('code', '/code', 'Code an article')}
        </ul>
      </nav>
      <form class="quick" role="search" aria-label="Words" onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements.namedItem('text') as HTMLInputElement;
        if (input.value.trim() !== '') go({ view: 'search', id: '', query: { text: input.value.trim() } });
        input.value = '';
      }}>
        <label><span class="spoken">Search the articles</span><input type="search" name="text" placeholder="Search" /></label>
      </form>
      <button type="button" class="theme" aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'} title={theme === 'dark' ? 'Light colours' : 'Dark colours'} onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">{theme === 'dark'
          ? <><circle cx="9" cy="9" r="3.6" /><path d="M9,1v2.4M9,14.6V17M1,9h2.4M14.6,9H17M3.3,3.3l1.7,1.7M13,13l1.7,1.7M3.3,14.7L5,13M13,5l1.7-1.7" /></>
          : <path d="M14.8,11.3A6.4,6.4 0 0 1 6.7,3.2A6.4,6.4 0 1 0 14.8,11.3Z" />}</svg>
      </button>
    </header>
  );
}

function Foot({ meta }: { meta: Meta }) {
  return (
    <footer class="foot">
      <p>{meta.examples ? 'Invented examples' : meta.name} · dragoman {meta.program}{meta.revision ? ` · coded by revision ${meta.revision.revision}` : ''} · everything stays on this machine</p>
    </footer>
  );
}

/** Files that are dragged over the page can be let go anywhere. */
function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const files = (event: DragEvent): boolean => [...(event.dataTransfer?.types ?? [])].some((type) => type === 'Files' || type === 'text/plain');
    const enter = (event: DragEvent): void => {
      if (!files(event)) return;
      depth += 1;
      setOver(true);
      event.preventDefault();
    };
    const leave = (): void => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent): void => {
      if (files(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setOver(false);
      if (!event.dataTransfer || (event.target as Element).closest?.('textarea, input')) return;
      event.preventDefault();
      const found = [...event.dataTransfer.files];
      const text = event.dataTransfer.getData('text/plain');
      if (found.length === 0 && text.trim() === '') return;
      dropFiles(found.length > 0 ? found : [new File([text], 'dropped.txt', { type: 'text/plain' })]);
      go('/code');
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', hover);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', hover);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  return <div class="dropzone" aria-hidden="true"><p>Let go to code it</p></div>;
}
