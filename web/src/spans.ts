// Texts with marked stretches. Stretches may nest and overlap; a text is cut at each border into segments.
export interface Stretch {
  begin: number;
  end: number;
}

export interface Segment<S extends Stretch> {
  begin: number;
  end: number;
  text: string;
  /** Stretches that cover it, in the order given. */
  spans: S[];
}

/**
 * Cuts `text`, whose first code unit has offset `base`, at the borders of the stretches. Stretches outside the text are cut
 * to it; empty ones are left out. O(n log n + n k) for k stretches at one point.
 */
export function segments<S extends Stretch>(text: string, spans: readonly S[], base = 0): Segment<S>[] {
  const end = base + text.length;
  const inside = spans.filter((span) => span.begin < span.end && span.end > base && span.begin < end);
  const borders = new Set<number>([base, end]);
  for (const span of inside) {
    borders.add(Math.max(base, span.begin));
    borders.add(Math.min(end, span.end));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  const order = new Map(inside.map((span, index) => [span, index]));
  const starts = [...inside].sort((a, b) => a.begin - b.begin);
  const result: Segment<S>[] = [];
  let next = 0;
  let open: S[] = [];
  for (let i = 0; i + 1 < sorted.length; ++i) {
    const [from, to] = [sorted[i]!, sorted[i + 1]!];
    for (; next < starts.length && starts[next]!.begin <= from; ++next) open.push(starts[next]!);
    open = open.filter((span) => span.end > from);
    const covering = [...open].sort((a, b) => order.get(a)! - order.get(b)!);
    result.push({ begin: from, end: to, text: text.slice(from - base, to - base), spans: covering });
  }
  return result;
}

export interface WordPlace extends Stretch {
  text: string;
}

/** Words of a text with their offsets, for choosing a stretch by keyboard. */
export function wordsOf(text: string, base = 0): WordPlace[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)].map((found) => ({
    begin: base + found.index, end: base + found.index + found[0].length, text: found[0],
  }));
}

/** First and last word that a stretch touches, as indices; null where it touches none. */
export function wordRange(words: readonly WordPlace[], stretch: Stretch): [number, number] | null {
  const first = words.findIndex((word) => word.end > stretch.begin);
  let last = -1;
  words.forEach((word, index) => {
    if (word.begin < stretch.end) last = index;
  });
  return first < 0 || last < first ? null : [first, last];
}

/** Titles and paragraphs: where a text breaks into blocks, as offsets. */
export function paragraphs(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) found.push({ begin: match.index, end: match.index + match[0].length });
  return found;
}
