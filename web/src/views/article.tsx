// An article as it stands, with what was found in it.
import { useEffect } from 'preact/hooks';
import type { ArticlePage } from '../wire.ts';
import { type Address, changed, queryString } from '../address.ts';
import { useData } from '../api.ts';
import { plural, readable } from '../dates.ts';
import { ArticleText } from '../parts/article_text.tsx';
import { Share } from '../parts/share.tsx';
import { When } from '../parts/states.tsx';
import { go } from '../router.ts';

export function ArticleView({ address }: { address: Address }) {
  const loaded = useData<ArticlePage>(`/api/article/${encodeURIComponent(address.id)}`);
  return (
    <main id="main">
      <When loaded={loaded} what="Loading the article" page>{(page) => <Loaded page={page} address={address} />}</When>
    </main>
  );
}

function Loaded({ page, address }: { page: ArticlePage; address: Address }) {
  const { article } = page;
  useEffect(() => void (document.title = `${article.title ?? article.id} · dragoman`), [article]);
  return (
    <article>
      <ArticleHead page={page} share={<Share address={address} />} />
      <ArticleText page={page} selected={address.query['event']} linked
        onSelect={(event) => go({ ...address, query: changed(address.query, { event }) }, true)} />
    </article>
  );
}

export function ArticleHead({ page, share, under = false }: { page: ArticlePage; share?: preact.ComponentChildren; under?: boolean }) {
  const { article, copies, story } = page;
  const title = article.title ?? 'Without a title';
  return (
    <div class="head">
      <div>
        <p class="kicker">{[article.publisher, readable(article.published)].filter(Boolean).join(' · ') || 'Article'}</p>
        {under ? <h2 class="headline">{title}</h2> : <h1 class="headline">{title}</h1>}
        <p class="standfirst small">
          {article.url && /^https?:/.test(article.url) && <a href={article.url} target="_blank" rel="noopener noreferrer">original</a>}
          {page.duplicate_of && <span>a copy of <a href={`/article/${encodeURIComponent(page.duplicate_of)}`}>another article</a></span>}
          {copies.length > 0 && <span>{plural(copies.length, 'copy', 'copies')}: {copies.slice(0, 4).map((copy, index) => <span key={copy.id}>{index > 0 && ', '}<a href={`/article/${encodeURIComponent(copy.id)}`}>{copy.publisher ?? copy.id}</a></span>)}</span>}
          {story && story.articles > 1 && <span>one of {plural(story.articles, 'article')} of this story</span>}
          {article.publisher && <a href={`/search${queryString({ publisher: article.publisher })}`}>more from {article.publisher}</a>}
        </p>
      </div>
      {share}
    </div>
  );
}
