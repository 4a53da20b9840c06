// Events as a list: the same as the marks, for reading.
import type { Mark } from '../wire.ts';
import { countryName, useMeta } from '../countries.ts';
import { plural, readable, whenWords } from '../dates.ts';
import { modeWord, stageWord, typeLook } from '../words.ts';
import { MarkIcon } from './mark.tsx';
import { Parties, placeWords } from './mark_words.tsx';

export function EventRows({ marks, compact = false }: { marks: readonly Mark[]; compact?: boolean }) {
  const meta = useMeta();
  return (
    <ol class={compact ? 'rows compact' : 'rows'}>
      {marks.map((mark) => (
        <li key={mark.id}>
          <a class="row" href={`/event/${encodeURIComponent(mark.event)}`}>
            <MarkIcon type={mark.type} stage={mark.stage} size={16} />
            <span class={mark.day ? 'day' : 'day untold'}>{compact && mark.day ? readable(mark.day) : whenWords(mark)}</span>
            <span class="what">
              <b>{typeLook(mark.type).name}</b>{mark.mode ? ` ${modeWord(mark.mode)}` : ''} <span class={`stage stage-${mark.stage}`}>{stageWord(mark.stage)}</span>
            </span>
            <span class="whom"><Parties event={mark} /></span>
            {!compact && <span class="facts">{[mark.place ? placeWords(mark.place, countryName(meta, mark.place.country)) : '', mark.reports > 1 ? plural(mark.reports, 'report') : '', mark.publishers > 1 ? plural(mark.publishers, 'publisher') : ''].filter(Boolean).join(' · ')}</span>}
          </a>
        </li>
      ))}
    </ol>
  );
}
