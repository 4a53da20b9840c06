// Asking the server. Answers of GET are kept a while, so that going back costs nothing.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coded, Meta, NewReview, Review } from './wire.ts';

export class ApiError extends Error {
  readonly status: number;
  readonly remedy: string;
  constructor(status: number, what: string, remedy: string) {
    super(what);
    this.status = status;
    this.remedy = remedy;
  }
}

const kept = new Map<string, Promise<unknown>>();
const KEPT_AT_MOST = 60;

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    throw new ApiError(response.status, 'The server did not answer with JSON.', 'Is this address that of dragoman serve?');
  }
  if (response.ok) return body;
  const fault = body as { error?: string; remedy?: string } | null;
  throw new ApiError(response.status, fault?.error ?? `The server answered ${response.status}.`, fault?.remedy ?? '');
}

export function get<T>(url: string): Promise<T> {
  const found = kept.get(url);
  if (found) return found as Promise<T>;
  const answer = fetch(url, { headers: { accept: 'application/json' } })
    .catch(() => {
      throw new ApiError(0, 'The server does not answer.', 'Start it again with dragoman serve and reload this page.');
    })
    .then(answerOf);
  kept.set(url, answer);
  answer.catch(() => kept.delete(url));
  if (kept.size > KEPT_AT_MOST) kept.delete(kept.keys().next().value as string);
  return answer as Promise<T>;
}

/** What was asked before may be different now. */
export function forget(): void {
  kept.clear();
  for (const listener of forgetting) listener();
}

const forgetting = new Set<() => void>();

export interface Loaded<T> {
  data: T | null;
  error: ApiError | null;
  /** True until the first answer; while a later one is awaited the old data stay. */
  waiting: boolean;
}

/** The answer to a GET, again when the url changes or data changed. With null nothing is asked. */
export function useData<T>(url: string | null): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { url: string | null }>({ data: null, error: null, waiting: true, url: null });
  const [round, setRound] = useState(0);
  const current = useRef(url);
  current.current = url;
  useEffect(() => {
    const again = (): void => setRound((before) => before + 1);
    forgetting.add(again);
    return () => void forgetting.delete(again);
  }, []);
  useEffect(() => {
    if (url === null) return;
    setState((before) => ({ ...before, waiting: true }));
    get<T>(url).then(
      (data) => current.current === url && setState({ data, error: null, waiting: false, url }),
      (error: ApiError) => current.current === url && setState({ data: null, error, waiting: false, url }),
    );
  }, [url, round]);
  return state;
}

const WRITE = { 'content-type': 'application/json', 'X-Dragoman': '1' };

async function send(method: string, url: string, body: unknown, headers: Record<string, string> = WRITE): Promise<unknown> {
  const response = await fetch(url, {
    method, headers, body: body === null ? null : body instanceof Blob ? body : JSON.stringify(body),
  }).catch(() => {
    throw new ApiError(0, 'The server does not answer.', 'Start it again with dragoman serve and reload this page.');
  });
  return answerOf(response);
}

export interface TextToCode {
  text: string;
  title?: string;
  published?: string;
  publisher?: string;
}

export function codeText(article: TextToCode, keep = false): Promise<Coded> {
  return send('POST', keep ? '/api/code?keep=1' : '/api/code', article) as Promise<Coded>;
}

export function codeFile(file: File, keep = false): Promise<Coded> {
  const query = `?name=${encodeURIComponent(file.name)}${keep ? '&keep=1' : ''}`;
  return send('POST', `/api/code${query}`, file, { 'content-type': 'application/octet-stream', 'X-Dragoman': '1' }) as Promise<Coded>;
}

const decided = new Map<string, Review>();

/** The last decision that this page made, or took back, on a report. */
export function decisionMade(event: string): Review | undefined {
  return decided.get(event);
}

export async function decide(review: NewReview): Promise<Review> {
  return noted((await send('POST', '/api/reviews', review)) as Review);
}

export async function undo(review: number): Promise<Review> {
  return noted((await send('DELETE', `/api/reviews/${review}`, null)) as Review);
}

function noted(review: Review): Review {
  const before = decided.get(review.event);
  if (!before || before.review <= review.review) decided.set(review.event, review);
  forget();
  return review;
}

/** Calls back when the server says that data changed. Returns how to stop. */
export function onChange(meta: Meta, callback: () => void): () => void {
  if (!meta.watch && !meta.edit) return () => undefined;
  const source = new EventSource('/api/changes');
  source.addEventListener('change', callback);
  return () => source.close();
}
