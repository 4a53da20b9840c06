// While there is nothing to show: waiting, a fault, nothing found.
import type { ComponentChildren } from 'preact';
import type { ApiError, Loaded } from '../api.ts';

export function Waiting({ what = 'Loading' }: { what?: string }) {
  return (
    <p class="waiting" role="status">
      <span class="dots" aria-hidden="true"><i /><i /><i /></span>
      {what}
    </p>
  );
}

export function Fault({ error, page = false }: { error: ApiError; page?: boolean }) {
  const title = error.status === 404 ? 'There is no such thing here' : 'That did not work';
  return (
    <div class="fault" role="alert">
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{error.message}</p>
      {error.remedy && <p class="remedy">{error.remedy}</p>}
      {page && error.status === 404 && <p class="remedy">The <a href="/situation">whole picture</a> and the <a href="/search">search</a> lead everywhere.</p>}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="emptytitle">{title}</p>
      {children && <div class="emptytext">{children}</div>}
    </div>
  );
}

/** The view of an answer, or what stands in for it until it is there. */
export function When<T>({ loaded, what, page = false, children }: { loaded: Loaded<T>; what?: string; page?: boolean; children: (data: T) => ComponentChildren }) {
  if (loaded.error) return <Fault error={loaded.error} page={page} />;
  if (!loaded.data) return <Waiting {...(what ? { what } : {})} />;
  return <div class={loaded.waiting ? 'stale' : 'fresh'} aria-busy={loaded.waiting}>{children(loaded.data)}</div>;
}

export function Panel({ id, title, note, children, wide }: {
  id: string; title: string; note?: ComponentChildren; children: ComponentChildren; wide?: boolean;
}) {
  return (
    <section class={wide ? 'panel wide' : 'panel'} id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {note && <div class="panelnote">{note}</div>}
      </header>
      {children}
    </section>
  );
}
