// Made by scripts/types.mjs from src/server/openapi.json; do not edit.

export type Fault = {
  /** what is wrong */
  error: string;
  /** what to do about it; may be empty */
  remedy: string;
};

export type Count = {
  value: string;
  count: number;
};

export type CountryCount = {
  /** ISO 3166-1 alpha-3, or an international code */
  value: string;
  name: string;
  count: number;
};

export type DyadCount = {
  /** country */
  actor: string;
  /** country */
  recipient: string;
  count: number;
};

export type Meta = {
  /** version of dragoman */
  program: string;
  schema: number;
  /** file name of the database, without its folder */
  name: string;
  /** decisions can be written */
  edit: boolean;
  /** a folder is watched; see /api/changes */
  watch: boolean;
  /** the shipped examples are shown */
  examples: boolean;
  /** name to propose for who decides */
  user: string;
  /** grows with every article that comes in; give it to /api/changed?after= at the next visit */
  mark: number;
  counts: {
    articles: number;
    copies: number;
    events: number;
    happenings: number;
    stories: number;
    actors: number;
    places: number;
    publishers: number;
    reviews: number;
  };
  /** YYYY-MM-DD */
  first_day: string | null;
  /** YYYY-MM-DD */
  last_day: string | null;
  /** the coder whose results are newest */
  revision: {
    revision: number;
    version: string;
    recorded: string;
  } | null;
  /** every PLOVER type, with the reports of it */
  types: Array<{
    value: string;
    score: number;
    quad: string;
    count: number;
  }>;
  /** of a happening, in the order of a life */
  stages: string[];
  modalities: string[];
  quads: string[];
  modes: Count[];
  contexts: Count[];
  sectors: Count[];
  /** most reports first; then all others, by code, with a count of 0 */
  countries: CountryCount[];
  /** at most 200 */
  publishers: Count[];
  /** directed, most reports first, at most 50 */
  dyads: DyadCount[];
};

export type Who = {
  /** row of the actor: /actor/{actor} */
  actor: number;
  name: string;
  /** may be empty */
  country: string;
  sector: string | null;
};

export type Party = {
  actor: number;
  name: string;
  country: string;
  sector: string | null;
  role: string | null;
  /** as the article says */
  text: string;
  begin: number;
  end: number;
};

export type Place = {
  name: string;
  country: string;
  admin1: string;
  lat: number;
  lon: number;
  /** 0: none */
  geonames: number;
  /** what the point stands for */
  precision: "town" | "county" | "division" | "country" | "region";
};

/** one mark of the timeline or the map */
export type Mark = {
  id: string;
  /** a happening, or where happenings were not made a single report */
  kind: "happening" | "report";
  /** id of the report that tells it best: /event/{event} */
  event: string;
  type: string;
  act: string;
  mode: string | null;
  /** threatened, demanded, planned, agreed, occurred, ongoing, ended, cancelled, denied; of a report without a happening also possible, refused, background */
  stage: string;
  quad: string;
  score: number;
  confidence: number;
  /** YYYY-MM-DD */
  day: string | null;
  /** YYYY-MM-DD */
  day_end: string | null;
  /** YYYY-MM-DD */
  first_seen: string | null;
  /** YYYY-MM-DD */
  last_seen: string | null;
  actors: Who[];
  recipients: Who[];
  place: Place | null;
  reports: number;
  articles: number;
  publishers: number;
};

export type Bin = {
  /** YYYY-MM-DD (of a week: its Monday), YYYY-MM or YYYY */
  period: string;
  /** of what happened */
  count: number;
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
  score_sum: number;
  /** of what was planned, demanded, threatened, denied or called off */
  open: number;
};

/** dyad: [who acts, who is acted on]; null: everything chosen */
export type Series = {
  dyad: string[] | null;
  bins: Bin[];
};

export type TurningPoint = {
  /** YYYY-MM-DD */
  day: string;
  /** mean of the scores of a day before, back to the change before */
  before: number;
  /** the same from that day on, up to the next change */
  after: number;
  towards: "cooperation" | "conflict";
  /** 0 to 1: how sure */
  weight: number;
  /** the two countries whose relation changed */
  dyad: string[];
  /** ids of the happenings of the seven days from then on that weigh most, at most 3; /event/{id} opens them */
  happenings: string[];
};

export type Window = {
  /** YYYY-MM-DD */
  since: string | null;
  /** YYYY-MM-DD */
  until: string | null;
  unit: "day" | "week" | "month" | "year";
};

export type Timeline = {
  window: Window;
  /** marks that the filter chooses */
  total: number;
  /** at most `limit`, those with most reports, of equals an even sample; in the order of days */
  marks: Mark[];
  /** the whole choice first; then both directions of `dyad`, or the `dyads` most frequent pairs */
  series: Series[];
  /** of the pairs of countries that most marks are about (6 at most; of `dyad` that pair), by day, one a day */
  turning_points: TurningPoint[];
};

export type MapPoint = {
  place: Place;
  count: number;
  score_sum: number;
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
  /** YYYY-MM-DD */
  first: string | null;
  /** YYYY-MM-DD */
  last: string | null;
  /** at most 3, those with most reports */
  marks: Mark[];
};

export type Map = {
  /** marks that the filter chooses */
  total: number;
  /** those with a place */
  placed: number;
  /** most marks first, at most `limit` */
  points: MapPoint[];
};

export type Node = {
  /** what edges name: a country code, or the row of an actor */
  id: string;
  actor: number | null;
  name: string;
  country: string;
  sector: string | null;
  count: number;
};

/** directed; of what happened, and of what may still come */
export type Edge = {
  from: string;
  to: string;
  /** happened */
  count: number;
  /** threatened, demanded, planned or agreed, and not happened */
  open: number;
  /** of what happened; where nothing has, of what is open */
  score_mean: number;
  /** 1 cooperation, -1 conflict, 0 neither */
  sign: -1 | 0 | 1;
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
  /** YYYY-MM-DD */
  last: string | null;
};

export type Graph = {
  level: "country" | "actor";
  nodes: Node[];
  edges: Edge[];
};

export type AgendaItem = {
  value: string;
  count: number;
  /** in the window of the same length before this one */
  before: number;
  cooperation: number;
  conflict: number;
};

export type Agenda = {
  /** YYYY-MM-DD */
  since: string | null;
  /** YYYY-MM-DD */
  until: string | null;
  /** counts of reports */
  contexts: AgendaItem[];
  /** noun phrases that mark the sentences which tell the reports, the strongest first; counts of articles */
  phrases: AgendaItem[];
};

export type Source = {
  event: string;
  article: string;
  title: string | null;
  publisher: string | null;
  /** YYYY-MM-DD */
  published: string | null;
};

export type Disagreement = {
  happening: string;
  /** figures, titles, dates, denial, places */
  kind: string;
  subject: string;
  values: Array<{
    value: string;
    sources: Source[];
  }>;
  mark: Mark;
};

export type Disagreements = {
  total: number;
  disagreements: Disagreement[];
};

/** an article */
export type Brief = {
  id: string;
  title: string | null;
  publisher: string | null;
  /** YYYY-MM-DD */
  published: string | null;
  url: string | null;
};

export type StageChange = {
  happening: string;
  from: string | null;
  to: string;
  /** YYYY-MM-DD */
  day: string | null;
  mark: Mark;
  source: Source;
};

export type Changed = {
  mark: number;
  articles: {
    total: number;
    /** at most 50 */
    newest: Brief[];
  };
  happenings: {
    total: number;
    /** told for the first time; at most `limit` */
    marks: Mark[];
  };
  /** happenings that were known and whose life went on */
  stages: StageChange[];
  /** that the new articles take part in */
  disagreements: Disagreement[];
};

export type Trigger = {
  text: string;
  begin: number;
  end: number;
};

export type Evidence = {
  /** the sentence */
  text: string;
  begin: number;
  end: number;
  trigger: Trigger;
};

/** a coded event of one article */
export type Report = {
  id: string;
  type: string;
  act: string;
  mode: string | null;
  modality: string;
  /** of the happening as this report tells it */
  stage: string;
  quad: string;
  score: number;
  cameo: string;
  confidence: number;
  /** YYYY-MM-DD */
  day: string | null;
  actors: Party[];
  recipients: Party[];
  place: Place | null;
  contexts: string[];
  evidence: Evidence;
  /** the lexicon entry */
  because: string;
  article: Brief;
  happening: string | null;
  review: Review | null;
};

/** why the report was coded so */
export type Explanation = {
  entry: Entry | null;
  /** entries that the words met as well, with why they lost */
  lost: Entry[];
  slots: Array<{
    slot: string;
    text: string;
    part?: string;
  }>;
  choices: Array<{
    /** modality, type, mode, context, score, quad, cameo, confidence */
    choice: string;
    value: string;
    /** the words, or file:line of the row that decided; may be empty */
    why: string;
  }>;
  ranker: {
    /** its probability that an event is told */
    told: number;
    /** its probability of the type */
    typed: number;
  } | null;
};

export type Entry = {
  pattern: string;
  /** file:line */
  where: string;
  pos: string;
  /** empty: no event */
  act: string;
  mode?: string | null;
  weight: number;
  why?: string;
};

export type Alternative = {
  type: string;
  probability: number;
};

export type Life = {
  stage: string;
  /** YYYY-MM-DD */
  day: string | null;
  source: Source;
};

export type EventPage = {
  report: Report;
  date: {
    /** YYYY-MM-DD */
    start: string | null;
    /** YYYY-MM-DD */
    end: string | null;
    text: string;
  } | null;
  place_text: string | null;
  speaker: string | null;
  quoted: boolean;
  quantities: Array<{
    kind: string;
    value: number;
    qualifier: string | null;
    text: string;
  }>;
  context: {
    /** the sentence before; empty: none */
    before: string;
    after: string;
  };
  explanation: Explanation | null;
  /** types by the ranker, likeliest first; empty for one party */
  alternatives: Alternative[];
  happening: Mark | null;
  life: Life[];
  /** the others of the happening; at most 200 */
  reports: Report[];
  disagreements: Disagreement[];
  /** every decision, newest first, undone ones too */
  reviews: Review[];
};

export type Span = {
  kind: "actor" | "recipient" | "trigger" | "place" | "time" | "quote" | "speaker" | "role" | "mention";
  begin: number;
  end: number;
  /** id of the report that it is part of */
  event?: string;
  /** row of the actor */
  actor?: number;
  /** name, date, role */
  label?: string;
};

export type Quote = {
  begin: number;
  end: number;
  text: string;
  speaker: string | null;
  actor: number | null;
  cue: string | null;
  direct: boolean;
};

export type Role = {
  name: string;
  role: string;
  organisation: string | null;
  country: string | null;
  /** current, former, acting, elect, late */
  valid: string;
  begin: number;
  end: number;
};

export type ArticlePage = {
  article: Brief;
  language: string | null;
  text: string;
  duplicate_of: string | null;
  copies: Brief[];
  story: {
    id: string;
    title: string | null;
    articles: number;
  } | null;
  /** [begin, end] of each */
  sentences: number[][];
  /** by begin, then the longer first; they may nest and overlap */
  spans: Span[];
  events: Report[];
  quotes: Quote[];
  roles: Role[];
};

export type Coded = {
  articles: Array<{
    kept: boolean;
    page: ArticlePage;
  }>;
  /** what could not be read */
  errors: string[];
};

export type Dossier = {
  actor: number;
  name: string;
  country: string;
  sector: string | null;
  /** rows that are taken as one: the same name with every country */
  same: ActorRow[];
  /** other names with these words; at most 20 */
  like: ActorRow[];
  counts: {
    events: number;
    acts: number;
    acted_on: number;
    quotes: number;
    articles: number;
  };
  /** YYYY-MM-DD */
  first: string | null;
  /** YYYY-MM-DD */
  last: string | null;
  names: Array<{
    name: string;
    mentions: number;
    articles: number;
  }>;
  roles: Array<{
    role: string;
    organisation: string | null;
    country: string | null;
    valid: string;
    /** YYYY-MM-DD */
    first: string | null;
    /** YYYY-MM-DD */
    last: string | null;
    count: number;
    sources: string | null;
    disputed: string | null;
  }>;
  dyads: Array<{
    actor: number;
    with_whom: string;
    country: string;
    events: number;
    acts: number;
    acted_on: number;
    together: number;
    verbal_cooperation: number;
    material_cooperation: number;
    verbal_conflict: number;
    material_conflict: number;
    /** YYYY-MM-DD */
    last: string | null;
    last_event: string;
  }>;
  quotes: Array<{
    /** YYYY-MM-DD */
    published: string | null;
    publisher: string | null;
    content: string;
    direct: boolean;
    cue: string | null;
    article: string;
    title: string | null;
  }>;
  articles: Array<{
    /** YYYY-MM-DD */
    published: string | null;
    publisher: string | null;
    title: string | null;
    events: number;
    article: string;
    url: string | null;
  }>;
};

export type ActorRow = {
  actor: number;
  name: string;
  country: string;
  events: number;
};

export type Ranking = {
  actors: Array<{
    actor: number;
    name: string;
    country: string;
    sector: string | null;
    events: number;
    acts: number;
    acted_on: number;
    quotes: number;
    articles: number;
    /** YYYY-MM-DD */
    first: string | null;
    /** YYYY-MM-DD */
    last: string | null;
  }>;
};

export type Facets = {
  /** most first */
  type: Count[];
  /** most first */
  modality: Count[];
  /** most first */
  quad: Count[];
  /** most first */
  mode: Count[];
  /** most first */
  context: Count[];
  /** most first */
  country: Count[];
  /** most first */
  sector: Count[];
  /** most first */
  publisher: Count[];
  /** most first */
  year: Count[];
  /** most first */
  review: Count[];
};

export type Search = {
  total: number;
  events: Report[];
  /** give it back for the next page; null: no more */
  cursor: string | null;
  facets: Facets | null;
};

export type Panel = {
  unit: string;
  rows: Array<{
    actor: string;
    recipient?: string;
    period: string;
    count: number;
    score_sum: number;
    verbal_cooperation: number;
    material_cooperation: number;
    verbal_conflict: number;
    material_conflict: number;
  }>;
};

/** what the report should say; what is absent stays. Spans in UTF-16 code units of the article's text */
export type Changes = {
  type?: string;
  mode?: string;
  modality?: string;
  actors?: Array<{
    name: string;
    country?: string;
    sector?: string;
    begin?: number;
    end?: number;
  }>;
  recipients?: Array<{
    name: string;
    country?: string;
    sector?: string;
    begin?: number;
    end?: number;
  }>;
  trigger?: {
    begin: number;
    end: number;
  };
  evidence?: {
    begin: number;
    end: number;
  };
  /** YYYY-MM-DD */
  day?: string;
};

export type NewReview = {
  event: string;
  decision: "accept" | "reject" | "change";
  changes?: Changes;
  /** 1 to 200 bytes */
  who: string;
  /** at most 2,000 bytes */
  note?: string;
};

export type Review = {
  review: number;
  event: string;
  article: string;
  decision: "accept" | "reject" | "change";
  changes: Changes | null;
  who: string;
  note: string | null;
  /** UTC, ISO 8601 */
  recorded: string;
  /** when it was taken back */
  undone: string | null;
};

export type Reviews = {
  total: number;
  /** newest first */
  reviews: Review[];
  cursor: string | null;
};

export type Preview = {
  because: string;
  /** its lemma, or the word */
  trigger: string;
  /** other reports that the same lexicon entry made: a corrected entry would change them */
  same_entry: {
    total: number;
    /** at most 50 */
    reports: Report[];
  };
  /** of these, those with the same trigger word and the same countries on both sides */
  same_words: {
    total: number;
    /** at most 50 */
    reports: Report[];
  };
};

export type Situations = {
  situations: Array<{
    name: string;
    filter: Record<string, unknown>;
    created: string;
    last_looked: string | null;
  }>;
};
