import type { LocalizedText } from '../contests/localized-text.ts';
import type { VotingWindow } from '../contests/voting-window.ts';
import { windowStateAt } from '../contests/voting-window.ts';

/**
 * The status that officials set and the database stores: a contest is being prepared, is published, or has a final
 * result. Nobody has to open or close the voting on the day: the window does (P9).
 */
export const CONTEST_STATUSES = ['draft', 'scheduled', 'certified'] as const;
export type ContestStatus = (typeof CONTEST_STATUSES)[number];

export const CONTEST_STATES = ['draft', 'scheduled', 'open', 'closed', 'certified'] as const;
export type ContestState = (typeof CONTEST_STATES)[number];

/** The state of a contest at `nowMs`. */
export function contestState(status: ContestStatus, window: VotingWindow, nowMs: number): ContestState {
  if (status !== 'scheduled') return status;
  const state = windowStateAt(window, nowMs);
  return state === 'not-open' ? 'scheduled' : state;
}

/**
 * The steps that an official can take. `open`, `extend` and `close` move the opening or the closing of the window. The
 * others change the status, except `cancel`, which takes back an `open` or a `close` before it takes effect.
 */
export const CONTEST_STEPS = [
  'schedule',
  'unschedule',
  'open',
  'extend',
  'close',
  'cancel',
  'certify',
] as const;
export type ContestStep = (typeof CONTEST_STEPS)[number];

/** What a step does, for sentences that begin with « pour » or "to". */
export const STEP_PHRASES: Readonly<Record<ContestStep, LocalizedText>> = {
  schedule: { fr: 'le publier', en: 'schedule it' },
  unschedule: { fr: 'en retirer la publication', en: 'unschedule it' },
  open: { fr: 'l’ouvrir', en: 'open it' },
  extend: { fr: 'en reporter la clôture', en: 'extend it' },
  cancel: { fr: 'annuler son ouverture ou sa clôture anticipée', en: 'cancel its opening or early closing' },
  close: { fr: 'le clore', en: 'close it' },
  certify: { fr: 'le certifier', en: 'certify it' },
};

/** The states from which each step may be taken. */
export const STEP_FROM: Readonly<Record<ContestStep, readonly ContestState[]>> = {
  schedule: ['draft'],
  unschedule: ['scheduled'],
  open: ['draft', 'scheduled'],
  extend: ['scheduled', 'open'],
  close: ['open'],
  cancel: ['scheduled', 'open'],
  certify: ['closed'],
};

/** Steps that change what voters know about a contest. They need a reason, which stays on record. */
export const STEPS_WITH_REASON: ReadonlySet<ContestStep> = new Set([
  'unschedule',
  'extend',
  'close',
  'cancel',
]);

export function mayStep(state: ContestState, step: ContestStep): boolean {
  return STEP_FROM[step].includes(state);
}

/**
 * What an official can change in a contest. `question` is the title and the summary of a law; `texts` are the name of an
 * election, biographies, promises and photos.
 */
export const CHANGES = [
  'question',
  'texts',
  'window',
  'visibility',
  'rules',
  'races',
  'candidates',
  'withdrawals',
  'roll',
] as const;
export type ContestChange = (typeof CHANGES)[number];

/**
 * The states in which each kind of change is allowed. A voter's ballot must not change during the voting: from the
 * opening on, nothing changes that a vote could depend on, except that candidates withdraw and the roll grows. Once a
 * contest is published, its window changes only by steps.
 */
export const CHANGEABLE_IN: Readonly<Record<ContestChange, readonly ContestState[]>> = {
  question: ['draft', 'scheduled'],
  texts: ['draft', 'scheduled', 'open'],
  window: ['draft'],
  visibility: ['draft', 'scheduled'],
  rules: ['draft'],
  races: ['draft'],
  candidates: ['draft'],
  withdrawals: ['scheduled', 'open'],
  roll: ['draft', 'scheduled', 'open'],
};

export function mayChange(state: ContestState, change: ContestChange): boolean {
  return CHANGEABLE_IN[change].includes(state);
}

/** The highest value of CATALOGUE_REFRESH_MS: while the database answers, no service uses a catalogue that is older. */
export const CATALOGUE_MAX_AGE_MS = 2_000;

/**
 * How long after an act that gives or takes away a right (opening, closing early, a withdrawal) it takes effect. This
 * is longer than a service may use an old catalogue, so that all services decide alike about votes accepted from then
 * on. An act that takes effect at a fixed time (unscheduling before the opening, extending before the closing) is
 * refused if that time is too near.
 */
export const EFFECT_DELAY_MS = 5_000;

/**
 * How far ahead the effect of an act must still be when the act goes on record. An act that was delayed for so long
 * that its effect is nearer is not done.
 */
export const EFFECT_MARGIN_MS = CATALOGUE_MAX_AGE_MS + 500;

/**
 * How long after the closing the last votes that were accepted in time may take until they are settled. An API process
 * reports once a second what it accepted, and answers a vote within PUBLISH_TIMEOUT_MS. Nothing is certified before
 * that.
 */
export const SETTLING_DELAY_MS = 5_000;
