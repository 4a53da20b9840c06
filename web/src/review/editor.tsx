// A decision on one report: accept it, reject it, or say what it should be.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Changes, NewReview, Preview, Report, Review } from '../wire.ts';
import { type ApiError, decide, decisionMade, undo, useData } from '../api.ts';
import { countryCode, countryName, useMeta } from '../countries.ts';
import { plural } from '../dates.ts';
import { MarkIcon } from '../parts/mark.tsx';
import { Parties } from '../parts/mark_words.tsx';
import { Fault } from '../parts/states.tsx';
import { wordsOf } from '../spans.ts';
import { recall, remember } from '../store.ts';
import { QUADS, TYPE_ORDER, modeWord, stageWord, typeLook } from '../words.ts';
import { PARTS, PART_WORDS, type Part, effective, isEmpty, rangeOfPart, shifted, standing, withRange } from './changes.ts';

interface Props {
  report: Report;
  onDone: (review: Review) => void;
}

const TYPING = 'input, textarea, select, [contenteditable]';

export function Editor({ report, onDone }: Props) {
  const meta = useMeta();
  const [changes, setChanges] = useState<Changes>({});
  const [part, setPart] = useState<Part | null>(null);
  const [who, setWho] = useState(recall('who') ?? meta.user);
  const [note, setNote] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const typeSelect = useRef<HTMLSelectElement>(null);
  const modalitySelect = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    setChanges({});
    setPart(null);
    setNote('');
    setError(null);
  }, [report.id]);

  const words = useMemo(() => wordsOf(report.evidence.text, report.evidence.begin), [report]);
  const real = effective(report, changes);
  const preview = useData<Preview>(isEmpty(real) ? null : `/api/reviews/preview?event=${encodeURIComponent(report.id)}`);
  const holds = standing(report.review, decisionMade(report.id));

  const send = (decision: NewReview['decision']): void => {
    if (decision === 'change' && isEmpty(real)) return;
    const name = who.trim() || 'somebody';
    remember('who', name);
    decide({ event: report.id, decision, who: name, ...(decision === 'change' ? { changes: real } : {}), ...(note.trim() ? { note: note.trim() } : {}) }).then(
      (review) => {
        setError(null);
        setChanges({});
        setPart(null);
        onDone(review);
      }, setError);
  };
  const takeBack = (): void => {
    if (!holds) return;
    undo(holds.review).then((review) => {
      setError(null);
      onDone(review);
    }, setError);
  };

  // Before the next key can come: an effect after painting would be too late for quick fingers.
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest(`${TYPING}, [role=application]`)) return;
      if (part !== null) {
        const range = rangeOfPart(report, changes, part, words) ?? [0, 0];
        if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
          const [first, last] = shifted(range, event.key === 'ArrowRight' ? 1 : -1, event.shiftKey, words.length);
          setChanges(withRange(report, changes, part, words, first, last));
        } else if (event.key === 'Enter') setPart(null);
        else if (event.key === 'Escape') {
          const { [part]: _, ...rest } = changes;
          setChanges(rest);
          setPart(null);
        } else return;
        event.preventDefault();
        return;
      }
      const act: Record<string, () => void> = {
        a: () => send('accept'), x: () => send('reject'), s: () => send('change'), u: takeBack,
        t: () => typeSelect.current?.focus(), m: () => modalitySelect.current?.focus(),
        '1': () => setPart('actors'), '2': () => setPart('recipients'), '3': () => setPart('trigger'),
      };
      const found = act[event.key];
      if (!found) return;
      event.preventDefault();
      found();
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  });

  const ranges = PARTS.map((one) => [one, rangeOfPart(report, changes, one, words)] as const);
  const kindsAt = (index: number): string => ranges
    .filter(([, range]) => range && index >= range[0] && index <= range[1])
    .map(([one]) => `s-${PART_WORDS[one]}`).join(' ');
  const pick = (index: number, extend: boolean): void => {
    const which = part ?? 'trigger';
    if (part === null) return;
    const range = rangeOfPart(report, changes, which, words);
    const [first, last] = extend && range ? [Math.min(range[0], index), Math.max(range[0], index)] : [index, index];
    setChanges(withRange(report, changes, which, words, first, last));
  };
  const modality = changes.modality ?? report.modality;
  const type = changes.type ?? report.type;
  return (
    <div class={part ? 'editor picking' : 'editor'}>
      <Sentence report={report} words={words} kindsAt={kindsAt} onPick={pick} picking={part !== null} />
      <div class="parts" role="group" aria-label="Which words">
        {PARTS.map((one, index) => (
          <button key={one} type="button" aria-pressed={part === one} onClick={() => setPart(part === one ? null : one)}><kbd>{index + 1}</kbd> <mark class={`s-${PART_WORDS[one]}`}>{PART_WORDS[one]}</mark></button>
        ))}
        <span class="keys">{part ? <><kbd>←</kbd> <kbd>→</kbd> move, with <kbd>Shift</kbd> longer or shorter, <kbd>Enter</kbd> keeps, <kbd>Esc</kbd> drops; or click words</> : 'Choose a part, then its words'}</span>
      </div>
      <div class="fields">
        <label><span><kbd>t</kbd> Type</span>
          <select ref={typeSelect} value={type} onChange={(event) => setChanges({ ...changes, type: event.currentTarget.value })} onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}>
            {QUADS.map((quad) => <optgroup key={quad} label={quad}>{TYPE_ORDER.filter((one) => typeLook(one).quad === quad).map((one) => <option key={one} value={one}>{typeLook(one).name}</option>)}</optgroup>)}
          </select>
        </label>
        <label><span><kbd>m</kbd> Told as</span>
          <select ref={modalitySelect} value={modality} onChange={(event) => setChanges({ ...changes, modality: event.currentTarget.value })} onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}>
            {[...new Set([...meta.modalities, report.modality])].map((one) => <option key={one} value={one}>{stageWord(one)}</option>)}
          </select>
        </label>
        <label><span>Mode</span>
          <select value={changes.mode ?? report.mode ?? ''} onChange={(event) => setChanges({ ...changes, mode: event.currentTarget.value })}>
            <option value="">none</option>
            {[...new Set([...meta.modes.map((one) => one.value), report.mode ?? ''])].filter(Boolean).sort().map((one) => <option key={one} value={one}>{modeWord(one)}</option>)}
          </select>
        </label>
        {(['actors', 'recipients'] as const).map((side) => <PartyField key={side} side={side} report={report} changes={changes} onChange={setChanges} />)}
        <label><span>Who decides</span><input value={who} maxLength={100} onInput={(event) => setWho(event.currentTarget.value)} /></label>
        <label class="grow"><span>Note</span><input value={note} maxLength={500} onInput={(event) => setNote(event.currentTarget.value)} /></label>
      </div>
      <div class="decide">
        <button type="button" class="accept" onClick={() => send('accept')}><kbd>a</kbd> Accept</button>
        <button type="button" class="reject" onClick={() => send('reject')}><kbd>x</kbd> Reject</button>
        <button type="button" class="primary" disabled={isEmpty(real)} onClick={() => send('change')}><kbd>s</kbd> Save correction</button>
        <button type="button" disabled={!holds} onClick={takeBack}><kbd>u</kbd> Undo</button>
        <span class="said" role="status">{holds ? `${holds.decision === 'accept' ? 'Accepted' : holds.decision === 'reject' ? 'Rejected' : 'Corrected'} by ${holds.who}` : 'Not decided'}</span>
      </div>
      {error && <Fault error={error} />}
      {!isEmpty(real) && preview.data && <Others preview={preview.data} />}
    </div>
  );
}

function Sentence({ report, words, kindsAt, onPick, picking }: {
  report: Report; words: ReturnType<typeof wordsOf>; kindsAt: (index: number) => string; onPick: (index: number, extend: boolean) => void; picking: boolean;
}) {
  const { text, begin } = report.evidence;
  const parts: preact.ComponentChildren[] = [];
  let at = begin;
  words.forEach((word, index) => {
    const gap = text.slice(at - begin, word.begin - begin);
    const [before, here] = [index > 0 ? kindsAt(index - 1) : '', kindsAt(index)];
    parts.push(before !== '' && before === here ? <mark key={`g${index}`} class={here}>{gap}</mark> : gap);
    parts.push(<mark key={index} class={`word ${here}`} onClick={(event) => onPick(index, event.shiftKey)}>{word.text}</mark>);
    at = word.end;
  });
  parts.push(text.slice(at - begin));
  return <blockquote class={picking ? 'evidence choose' : 'evidence'}>{parts}</blockquote>;
}

function PartyField({ side, report, changes, onChange }: { side: 'actors' | 'recipients'; report: Report; changes: Changes; onChange: (next: Changes) => void }) {
  const meta = useMeta();
  const now = changes[side] ?? report[side].map((party) => ({ name: party.name, country: party.country, begin: party.begin, end: party.end, ...(party.sector ? { sector: party.sector } : {}) }));
  const first = now[0];
  const put = (change: { name?: string; country?: string }): void => {
    const name = change.name ?? first?.name ?? '';
    const rest = now.slice(1);
    onChange({ ...changes, [side]: name === '' ? rest : [{ ...first, name, ...(change.country !== undefined ? { country: change.country } : {}) }, ...rest] });
  };
  const title = side === 'actors' ? 'Actor' : 'Recipient';
  return (
    <div class="party">
      <label><span>{title}{now.length > 1 ? ` (and ${now.length - 1} more)` : ''}</span><input value={first?.name ?? ''} placeholder="not named" onChange={(event) => put({ name: event.currentTarget.value.trim() })} /></label>
      <label><span>Country</span><input list="countries-edit" value={countryName(meta, first?.country)} disabled={!first} onChange={(event) => put({ country: countryCode(meta, event.currentTarget.value) })} /></label>
      {side === 'actors' && <datalist id="countries-edit">{meta.countries.map((one) => <option key={one.value} value={one.name} />)}</datalist>}
    </div>
  );
}

function Others({ preview }: { preview: Preview }) {
  const { same_entry, same_words } = preview;
  return (
    <div class="preview" role="status">
      <p><b>What else this touches.</b> {same_entry.total === 0 ? 'No other report was made by the same lexicon entry.' : <>The entry <code>{preview.because}</code> made {plural(same_entry.total, 'other report')}; {same_words.total === 0 ? 'none' : plural(same_words.total, 'report')} of them with the word “{preview.trigger}” between the same countries. They stay as they are until the entry is changed.</>}</p>
      {same_entry.total > 0 && (
        <ul>
          {(same_words.reports.length > 0 ? same_words : same_entry).reports.slice(0, 5).map((report) => (
            <li key={report.id}><a href={`/event/${encodeURIComponent(report.id)}`}><MarkIcon type={report.type} stage={report.stage} /> {typeLook(report.type).name}: <Parties event={report} /></a> <span class="facts">{report.evidence.text.length > 110 ? `${report.evidence.text.slice(0, 108)}…` : report.evidence.text}</span></li>
          ))}
        </ul>
      )}
    </div>
  );
}
