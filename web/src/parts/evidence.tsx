// The sentence that tells an event, with its actors, recipients and trigger marked.
import type { Report } from '../wire.ts';
import { segments } from '../spans.ts';
import type { SpanKind } from '../words.ts';

interface Marked {
  begin: number;
  end: number;
  kind: SpanKind;
  label: string;
}

export function marksOf(report: Report): Marked[] {
  const { begin, end } = report.evidence;
  const parties = [
    ...report.actors.map((party) => ({ begin: party.begin, end: party.end, kind: 'actor' as const, label: `actor: ${party.name}` })),
    ...report.recipients.map((party) => ({ begin: party.begin, end: party.end, kind: 'recipient' as const, label: `recipient: ${party.name}` })),
  ];
  const { trigger } = report.evidence;
  return [...parties, { begin: trigger.begin, end: trigger.end, kind: 'trigger' as const, label: 'trigger' }]
    .filter((mark) => mark.begin >= begin && mark.end <= end);
}

export function Evidence({ report, before = '', after = '' }: { report: Report; before?: string; after?: string }) {
  return (
    <blockquote class="evidence" lang="en">
      {before && <span class="around">{before} </span>}
      {segments(report.evidence.text, marksOf(report), report.evidence.begin).map((segment) => {
        if (segment.spans.length === 0) return segment.text;
        const inner = segment.spans.at(-1)!;
        return (
          <mark key={segment.begin} class={segment.spans.map((span) => `s-${span.kind}`).join(' ')} title={inner.label}>{segment.text}</mark>
        );
      })}
      {after && <span class="around"> {after}</span>}
    </blockquote>
  );
}

/** What the colours mean. */
export function SpanKey({ kinds }: { kinds: readonly SpanKind[] }) {
  return (
    <p class="spankey" aria-label="Colours">
      {kinds.map((kind) => <mark key={kind} class={`s-${kind}`}>{kind}</mark>)}
    </p>
  );
}
