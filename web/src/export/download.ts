// Saving something that was made in the page.

export function save(content: Blob | string, name: string, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** "dragoman-situation-ARM-AZE-2025-08-05.svg": what is in it, in a name that every file system takes. */
export function fileName(view: string, id: string, query: Record<string, string>, ending: string): string {
  const parts = ['dragoman', view, id, query['dyad'] ?? '', query['country'] ?? '', query['since'] ?? '', query['until'] ?? ''];
  const name = parts.filter(Boolean).join('-').replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 80).replace(/-+$/, '');
  return `${name}.${ending}`;
}
