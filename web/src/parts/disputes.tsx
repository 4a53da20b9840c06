// What sources say differently about one event, side by side.
import type { Disagreement } from '../wire.ts';
import { readable } from '../dates.ts';
import { Parties, TypeWords } from './mark_words.tsx';

const KIND: Record<string, string> = { figures: 'How many', titles: 'Which office', dates: 'When', denial: 'Whether it happened', places: 'Where' };

export function DisputeList({ disputes, heading = false, wide = false }: { disputes: readonly Disagreement[]; heading?: boolean; wide?: boolean }) {
  return (
    <ul class={wide ? 'disputes wide' : 'disputes'}>
      {disputes.map((dispute, index) => (
        <li key={`${dispute.happening}${dispute.kind}${index}`}>
          <p class="subject"><b>{KIND[dispute.kind] ?? dispute.kind}</b>{dispute.subject ? `: ${dispute.subject}` : ''}</p>
          {heading && <a class="about" href={`/event/${dispute.mark.event}`}><TypeWords type={dispute.mark.type} mode={dispute.mark.mode} stage={dispute.mark.stage} /> <Parties event={dispute.mark} /></a>}
          <dl>
            {dispute.values.map((value) => (
              <div key={value.value}>
                <dt>{value.value}</dt>
                <dd>
                  {value.sources.map((source, number) => (
                    <span key={source.event}>{number > 0 && ', '}<a href={`/article/${encodeURIComponent(source.article)}?event=${source.event}`}>{source.publisher ?? source.title ?? source.article}</a>{source.published ? ` (${readable(source.published)})` : ''}</span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
