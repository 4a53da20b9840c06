// What types, stages and the like are called and what they look like. The values themselves come from the server.

export type Quad = 'material cooperation' | 'verbal cooperation' | 'verbal conflict' | 'material conflict';

export const QUADS: readonly Quad[] = ['material cooperation', 'verbal cooperation', 'verbal conflict', 'material conflict'];

/** Short class name of a quad, used in CSS variables and classes. */
export const QUAD_CLASS: Record<Quad, string> = {
  'material cooperation': 'mcoop',
  'verbal cooperation': 'vcoop',
  'verbal conflict': 'vconf',
  'material conflict': 'mconf',
};

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'down' | 'cross' | 'star';

export interface TypeLook {
  quad: Quad;
  shape: Shape;
  /** Past tense between actor and recipient: "met", "accused". */
  verb: string;
  name: string;
}

const M_COOP = 'material cooperation';
const V_COOP = 'verbal cooperation';
const V_CONF = 'verbal conflict';
const M_CONF = 'material conflict';

/** From the most cooperative to the most hostile: the order of lanes. Colour tells the quad, form the type within it. */
export const TYPES: Record<string, TypeLook> = {
  AID: { quad: M_COOP, shape: 'cross', verb: 'aided', name: 'Aid' },
  COOPERATE: { quad: M_COOP, shape: 'square', verb: 'cooperated with', name: 'Cooperate' },
  RETREAT: { quad: M_COOP, shape: 'down', verb: 'yielded to', name: 'Retreat' },
  SUPPORT: { quad: V_COOP, shape: 'star', verb: 'supported', name: 'Support' },
  CONCEDE: { quad: V_COOP, shape: 'down', verb: 'conceded to', name: 'Concede' },
  CONSULT: { quad: V_COOP, shape: 'circle', verb: 'consulted', name: 'Consult' },
  AGREE: { quad: V_COOP, shape: 'diamond', verb: 'agreed with', name: 'Agree' },
  REQUEST: { quad: V_CONF, shape: 'circle', verb: 'asked', name: 'Request' },
  REJECT: { quad: V_CONF, shape: 'cross', verb: 'refused', name: 'Reject' },
  ACCUSE: { quad: V_CONF, shape: 'triangle', verb: 'accused', name: 'Accuse' },
  THREATEN: { quad: V_CONF, shape: 'diamond', verb: 'threatened', name: 'Threaten' },
  PROTEST: { quad: M_CONF, shape: 'circle', verb: 'protested against', name: 'Protest' },
  MOBILIZE: { quad: M_CONF, shape: 'triangle', verb: 'mobilised against', name: 'Mobilize' },
  SANCTION: { quad: M_CONF, shape: 'square', verb: 'sanctioned', name: 'Sanction' },
  COERCE: { quad: M_CONF, shape: 'diamond', verb: 'coerced', name: 'Coerce' },
  ASSAULT: { quad: M_CONF, shape: 'star', verb: 'attacked', name: 'Assault' },
};

export const TYPE_ORDER: readonly string[] = Object.keys(TYPES);

const UNKNOWN_TYPE: TypeLook = { quad: V_CONF, shape: 'circle', verb: 'acted on', name: 'Other' };

export function typeLook(type: string): TypeLook {
  return TYPES[type] ?? UNKNOWN_TYPE;
}

/** Stages and modalities of what has taken place. Every other mark is hollow. */
const HAPPENED = new Set(['occurred', 'ongoing', 'ended', 'background']);

export function hasHappened(stage: string): boolean {
  return HAPPENED.has(stage);
}

/** Stages of what may still come. */
const OPEN = new Set(['threatened', 'demanded', 'planned', 'agreed']);

export function isOpen(stage: string): boolean {
  return OPEN.has(stage);
}

const STAGE_WORDS: Record<string, string> = {
  occurred: 'happened',
  background: 'long ago',
  cancelled: 'called off',
};

export function stageWord(stage: string): string {
  return STAGE_WORDS[stage] ?? stage;
}

/** "visit" of "CONSULT", "heavy-weapons": for reading. */
export function modeWord(mode: string | null | undefined): string {
  return mode ? mode.replaceAll('-', ' ') : '';
}

const SECTORS: Record<string, string> = {
  GOV: 'government', MIL: 'military', REB: 'armed group', OPP: 'opposition', PTY: 'party', AGR: 'farmers', BUS: 'business',
  CRM: 'crime', CVL: 'civilians', EDU: 'education', ELI: 'elites', JUD: 'judiciary', LAB: 'labour', LEG: 'legislature',
  MED: 'medical', REF: 'refugees', SOC: 'society', SPY: 'intelligence', UAF: 'armed group', COP: 'police', IGO: 'international body',
  NGO: 'aid or advocacy group', MNC: 'company', PRM: 'militia', REL: 'religious', JRN: 'journalists', UNK: 'unknown',
  MOD: 'moderates', RAD: 'radicals', SEP: 'separatists', INS: 'insurgents', HLH: 'health', ENV: 'environment', HRI: 'human rights',
  IMG: 'international militants', SET: 'settlers',
};

export function sectorWord(sector: string | null | undefined): string {
  return sector ? (SECTORS[sector] ?? sector) : '';
}

export const SPAN_KINDS = ['actor', 'recipient', 'trigger', 'place', 'time', 'quote'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export const SPAN_WORDS: Record<SpanKind, string> = {
  actor: 'actor',
  recipient: 'recipient',
  trigger: 'trigger',
  place: 'place',
  time: 'time',
  quote: 'quote',
};
