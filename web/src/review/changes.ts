// A correction while it is made. Pure.
import type { Changes, Party, Report, Review } from '../wire.ts';
import { type WordPlace, wordRange } from '../spans.ts';

export type Part = 'actors' | 'recipients' | 'trigger';

export const PARTS: readonly Part[] = ['actors', 'recipients', 'trigger'];

export const PART_WORDS: Record<Part, string> = { actors: 'actor', recipients: 'recipient', trigger: 'trigger' };

/** A correction without what says the same as the report. */
export function effective(report: Report, changes: Changes): Changes {
  const result: Changes = {};
  if (changes.type !== undefined && changes.type !== report.type) result.type = changes.type;
  if (changes.mode !== undefined && changes.mode !== (report.mode ?? '')) result.mode = changes.mode;
  if (changes.modality !== undefined && changes.modality !== report.modality) result.modality = changes.modality;
  for (const side of ['actors', 'recipients'] as const) {
    const next = changes[side];
    if (next && !sameParties(next, report[side])) result[side] = next;
  }
  const { trigger } = changes;
  if (trigger && (trigger.begin !== report.evidence.trigger.begin || trigger.end !== report.evidence.trigger.end)) result.trigger = trigger;
  return result;
}

function sameParties(next: NonNullable<Changes['actors']>, before: readonly Party[]): boolean {
  return next.length === before.length
    && next.every((one, index) => one.name === before[index]!.name && (one.begin ?? -1) === before[index]!.begin && (one.end ?? -1) === before[index]!.end);
}

export function isEmpty(changes: Changes): boolean {
  return Object.keys(changes).length === 0;
}

/** First and last word of a part now; null where it is not in the sentence. */
export function rangeOfPart(report: Report, changes: Changes, part: Part, words: readonly WordPlace[]): [number, number] | null {
  const { evidence } = report;
  if (part === 'trigger') return wordRange(words, changes.trigger ?? evidence.trigger);
  const first = (changes[part] ?? report[part])[0];
  if (!first || first.begin === undefined || first.end === undefined || first.begin < evidence.begin || first.end > evidence.end) return null;
  return wordRange(words, { begin: first.begin, end: first.end });
}

/** The correction with a part set to the words from `first` to `last`. A party that was known there keeps its name and country. */
export function withRange(report: Report, changes: Changes, part: Part, words: readonly WordPlace[], first: number, last: number): Changes {
  const [begin, end] = [words[first]!.begin, words[last]!.end];
  if (part === 'trigger') return { ...changes, trigger: { begin, end } };
  const text = report.evidence.text.slice(begin - report.evidence.begin, end - report.evidence.begin);
  const known = [...report.actors, ...report.recipients].find((party) => party.begin < end && party.end > begin);
  const party = {
    name: known && known.begin === begin && known.end === end ? known.name : text, begin, end,
    ...(known?.country ? { country: known.country } : {}), ...(known?.sector ? { sector: known.sector } : {}),
  };
  return { ...changes, [part]: [party] };
}

/** Where a range of words goes with an arrow key: alone it moves, with shift its end moves. */
export function shifted(range: [number, number], by: number, extend: boolean, words: number): [number, number] {
  const [first, last] = range;
  if (extend) return [first, Math.max(first, Math.min(words - 1, last + by))];
  const length = last - first;
  const next = Math.max(0, Math.min(words - 1 - length, first + by));
  return [next, next + length];
}

/**
 * The decision that holds for a report: the one its last answer told, or the one made since in this page. An answer may have
 * been asked for before the decision was made, and then knows less; later decisions have higher numbers.
 */
export function standing(told: Review | null, made: Review | undefined): Review | null {
  if (!made || (told && told.review > made.review)) return told;
  return made.undone ? null : made;
}
