// An event in words: what, who, whom, when, where, how often told.
import type { Mark, Report, Who, Party } from '../wire.ts';
import { countryName, useMeta } from '../countries.ts';
import { plural, whenWords } from '../dates.ts';
import { modeWord, sectorWord, stageWord, typeLook } from '../words.ts';
import { MarkIcon } from './mark.tsx';

export function TypeWords({ type, mode, stage }: { type: string; mode: string | null; stage: string }) {
  return (
    <span class="typewords">
      <MarkIcon type={type} stage={stage} />
      <b>{typeLook(type).name}</b>
      {mode && <span class="mode">{modeWord(mode)}</span>}
      <span class={`stage stage-${stage}`}>{stageWord(stage)}</span>
    </span>
  );
}

interface NameProps {
  who: Who | Party;
  link?: boolean;
  detail?: boolean;
}

export function Name({ who, link = false, detail = false }: NameProps) {
  const meta = useMeta();
  const country = countryName(meta, who.country);
  const about = [country !== who.name ? country : '', 'role' in who && who.role && !who.name.toLowerCase().includes(who.role.toLowerCase()) ? who.role : country === who.name ? '' : sectorWord(who.sector)]
    .filter(Boolean).join(', ');
  return (
    <span class="name">
      {link && who.actor > 0 ? <a href={`/actor/${who.actor}`}>{who.name}</a> : <span>{who.name}</span>}
      {detail && about && <span class="about"> ({about})</span>}
    </span>
  );
}

export function Names({ whom, link, detail }: { whom: readonly (Who | Party)[]; link?: boolean; detail?: boolean }) {
  return (
    <>
      {whom.map((who, index) => (
        <span key={index}>
          {index > 0 && (index === whom.length - 1 ? ' and ' : ', ')}
          <Name who={who} link={link ?? false} detail={detail ?? false} />
        </span>
      ))}
    </>
  );
}

/** "Brazil → Colombia", "Norway and Finland", "? → 85 students". */
export function Parties({ event, link, detail }: { event: Pick<Mark | Report, 'actors' | 'recipients'>; link?: boolean; detail?: boolean }) {
  return (
    <span class="parties">
      {event.actors.length > 0 ? <Names whom={event.actors} link={link ?? false} detail={detail ?? false} /> : <span class="nobody">not named</span>}
      {event.recipients.length > 0 && (
        <>
          <span class="arrow" aria-label=" acts on "> → </span>
          <Names whom={event.recipients} link={link ?? false} detail={detail ?? false} />
        </>
      )}
    </span>
  );
}

export function MarkWords({ mark }: { mark: Mark }) {
  const meta = useMeta();
  return (
    <div class="markwords">
      <TypeWords type={mark.type} mode={mark.mode} stage={mark.stage} />
      <Parties event={mark} />
      <span class="facts">
        {[whenWords(mark), mark.place ? placeWords(mark.place, countryName(meta, mark.place.country)) : '', plural(mark.reports, 'report')].filter(Boolean).join(' · ')}
      </span>
    </div>
  );
}

export function placeWords(place: { name: string; country: string; precision: string }, country: string): string {
  const name = place.name === country || country === '' ? place.name : `${place.name}, ${country}`;
  return place.precision === 'town' || place.name === country ? name : `${name} (${place.precision})`;
}
