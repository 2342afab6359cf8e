import type { VotingWindow } from '../contests/voting-window.ts';
import { windowStateAt } from '../contests/voting-window.ts';

/**
 * What officials decide and the database keeps: a contest is being prepared, or published, or its result is
 * final. On the day nobody decides on opening and closing: the window does (P9).
 */
export const CONTEST_STATUSES = ['draft', 'scheduled', 'certified'] as const;
export type ContestStatus = (typeof CONTEST_STATUSES)[number];

export const CONTEST_STATES = ['draft', 'scheduled', 'open', 'closed', 'certified'] as const;
export type ContestState = (typeof CONTEST_STATES)[number];

/** Where a contest is in its life at `nowMs`. */
export function contestState(status: ContestStatus, window: VotingWindow, nowMs: number): ContestState {
  if (status !== 'scheduled') return status;
  const state = windowStateAt(window, nowMs);
  return state === 'not-open' ? 'scheduled' : state;
}

/**
 * The steps of an official. `open` and `close` move an edge of the window to now; the others change the
 * status.
 */
export const CONTEST_STEPS = ['schedule', 'unschedule', 'open', 'extend', 'close', 'certify'] as const;
export type ContestStep = (typeof CONTEST_STEPS)[number];

/** From where each step may be taken. */
export const STEP_FROM: Readonly<Record<ContestStep, readonly ContestState[]>> = {
  schedule: ['draft'],
  unschedule: ['scheduled'],
  open: ['draft', 'scheduled'],
  extend: ['scheduled', 'open'],
  close: ['open'],
  certify: ['closed'],
};

/** Steps that change what voters were told: they take a reason, which stays on record. */
export const STEPS_WITH_REASON: ReadonlySet<ContestStep> = new Set(['unschedule', 'extend', 'close']);

export function mayStep(state: ContestState, step: ContestStep): boolean {
  return STEP_FROM[step].includes(state);
}

/** What an official may change about a contest. `texts`: names, summaries, biographies, photos, colours. */
export const CHANGES = [
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
 * When each may be changed. Who has a ballot in hand must find it as it was: from the opening on nothing that a
 * vote could depend on changes, but a withdrawal, and the roll, which only ever grows. The window changes by
 * the steps alone once it is published.
 */
export const CHANGEABLE_IN: Readonly<Record<ContestChange, readonly ContestState[]>> = {
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

/** The highest CATALOGUE_REFRESH_MS: while the database answers, no process of the pipeline uses an older catalogue. */
export const CATALOGUE_MAX_AGE_MS = 2_000;

/**
 * How far ahead an act takes effect that gives or takes a right (opening, closing early, a withdrawal): longer than a
 * process of the pipeline may hold an old catalogue, so that all judge alike the votes accepted from then on. What takes
 * effect at a time that is set already (unscheduling before the opening, extending before the closing) is refused when
 * that time is nearer.
 */
export const EFFECT_DELAY_MS = 5_000;

/**
 * When an act is put on record, its effect must still be so far ahead. What came too late, whatever held it up, is not
 * done.
 */
export const EFFECT_MARGIN_MS = CATALOGUE_MAX_AGE_MS + 500;

/**
 * How long after the closing the last votes accepted in time may take to be in the books: an API reports what it
 * took in once a second, and a vote has its answer within the API's PUBLISH_TIMEOUT_MS. Before that nothing is certified.
 */
export const SETTLING_DELAY_MS = 5_000;
