// An article that was dropped or pasted, coded at once.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coded } from '../wire.ts';
import type { Address } from '../address.ts';
import { ApiError, codeFile, codeText, forget } from '../api.ts';
import { useMeta } from '../countries.ts';
import { plural } from '../dates.ts';
import { reportsAsCsv } from '../export/table.ts';
import { ArticleText } from '../parts/article_text.tsx';
import { Share } from '../parts/share.tsx';
import { Fault, Waiting } from '../parts/states.tsx';
import { ArticleHead } from './article.tsx';

let dropped: File[] = [];
const listeners = new Set<() => void>();

/** Files that were dropped somewhere on the page; the view takes them. */
export function dropFiles(files: File[]): void {
  dropped = files;
  for (const listener of listeners) listener();
}

const SAMPLE = {
  title: 'Ministers of Kenya and Uganda meet after border clash',
  published: '2025-04-16',
  publisher: '',
  text: 'NAIROBI - Kenya\'s foreign minister, Joseph Wanyonyi, met his Ugandan counterpart, Sarah Akello, on Wednesday, two days after Ugandan soldiers fired on Kenyan fishermen on Lake Victoria. Wanyonyi demanded an apology. "We will not go to war over fish," Akello said. The two ministers agreed to hold joint patrols from May, but Uganda denied that its troops had crossed the border.',
};

export function CodeView({ address }: { address: Address }) {
  const meta = useMeta();
  const [form, setForm] = useState({ title: '', published: '', publisher: '', text: '' });
  const [coded, setCoded] = useState<Coded | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [keep, setKeep] = useState(false);
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => void (document.title = 'Code an article · dragoman'), []);

  const show = (work: Promise<Coded>): void => {
    setBusy(true);
    setError(null);
    work.then((answer) => {
      setCoded(answer);
      if (answer.articles.some((one) => one.kept)) forget();
    }, (fault: ApiError) => setError(fault)).finally(() => setBusy(false));
  };
  const codeFiles = (files: File[]): void => {
    if (files.length === 0) return;
    show(Promise.all(files.slice(0, 20).map((one) => codeFile(one, keep && meta.edit))).then((answers) => ({
      articles: answers.flatMap((answer) => answer.articles), errors: answers.flatMap((answer) => answer.errors),
    })));
  };
  useEffect(() => {
    const take = (): void => {
      const files = dropped;
      dropped = [];
      codeFiles(files);
    };
    take();
    listeners.add(take);
    return () => void listeners.delete(take);
  });
  const codeForm = (from = form): void => {
    if (from.text.trim() === '') return;
    show(codeText({
      text: from.text, ...(from.title ? { title: from.title } : {}), ...(from.published ? { published: from.published } : {}), ...(from.publisher ? { publisher: from.publisher } : {}),
    }, keep && meta.edit));
  };
  const field = (name: 'title' | 'published' | 'publisher') => (event: Event): void =>
    setForm({ ...form, [name]: (event.currentTarget as HTMLInputElement).value });
  return (
    <main id="main">
      <div class="head"><div><h1>Code an article</h1><p class="standfirst">Paste a text or drop a file: text, HTML, JSON Lines, a feed or an archive. It is read on this machine{keep && meta.edit ? ' and kept in the database' : ' and not kept'}.</p></div>{coded && coded.articles.length > 0 && !busy && <Share address={address} own={{ data: coded, csv: () => reportsAsCsv(coded.articles.flatMap((one) => one.page.events)) }} />}</div>
      <form class="codeform" data-live onSubmit={(event) => {
        event.preventDefault();
        codeForm();
      }}>
        <label class="whole"><span>Text</span><textarea rows={coded ? 4 : 9} value={form.text} onInput={(event) => setForm({ ...form, text: event.currentTarget.value })} onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) codeForm();
        }} /></label>
        <label class="grow"><span>Title</span><input value={form.title} onInput={field('title')} /></label>
        <label><span>Published</span><input type="date" value={form.published} onInput={field('published')} /></label>
        <label><span>Publisher</span><input value={form.publisher} onInput={field('publisher')} /></label>
        <p class="actions">
          <button type="submit" class="primary" disabled={form.text.trim() === ''}>Code it</button>
          <button type="button" onClick={() => file.current?.click()}>Choose a file</button>
          <button type="button" onClick={() => {
            setForm(SAMPLE);
            codeForm(SAMPLE);
          }}>Try a sample</button>
          {meta.edit && <label class="check"><input type="checkbox" checked={keep} onChange={(event) => setKeep(event.currentTarget.checked)} /> keep it in the database</label>}
          <span class="keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd> codes it</span>
        </p>
        <input ref={file} class="spoken" type="file" multiple tabIndex={-1} aria-label="File with an article" onChange={(event) => codeFiles([...(event.currentTarget.files ?? [])])} />
      </form>
      <div aria-live="polite">
        {busy && <Waiting what="Reading and coding" />}
        {error && <Fault error={error} />}
        {coded && !busy && (
          <>
            {coded.errors.length > 0 && <ul class="fault">{coded.errors.map((one) => <li key={one}>{one}</li>)}</ul>}
            {coded.articles.length === 0 && coded.errors.length === 0 && <p class="quiet">There was no article in it.</p>}
            {coded.articles.length > 1 && <p class="quiet">{plural(coded.articles.length, 'article')}</p>}
            {coded.articles.map((one, index) => (
              <article key={index} class="codedarticle">
                <ArticleHead page={one.page} under />
                <ArticleText page={one.page} selected={selected} onSelect={setSelected} linked={one.kept} />
              </article>
            ))}
          </>
        )}
      </div>
    </main>
  );
}
