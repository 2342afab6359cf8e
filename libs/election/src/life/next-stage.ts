import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { VotingWindow } from '../contests/voting-window.ts';
import { refusalOfProblems } from '../values/field-problem.ts';
import { reasonProblem, timeProblem, wordProblem } from '../values/value-checks.ts';
import type { ContestStatus, ContestStep } from './lifecycle.ts';
import {
  contestState,
  EFFECT_DELAY_MS,
  EFFECT_MARGIN_MS,
  mayStep,
  SETTLING_DELAY_MS,
  STEP_FROM,
  STEP_PHRASES,
  STEPS_WITH_REASON,
} from './lifecycle.ts';
import { statePhrase } from './state-phrase.ts';

/** A step that an official asks for. */
export interface StepRequest {
  readonly step: ContestStep;
  /** Required for the steps in `STEPS_WITH_REASON`, and to open what is scheduled, because voters were told another time. */
  readonly reason?: string;
  /** Only for `extend`: the new closing, which must be later than the present one. */
  readonly closesAtMs?: number;
  /** Only for `schedule` and `open`, with a reason: races without a voter on the roll are meant. */
  readonly allowRacesWithoutVoters?: boolean;
  /** Only for `certify`, with a reason: accepted votes may be missing from the result (P5). */
  readonly allowOutstandingVotes?: boolean;
}

/** The first thing that is wrong with the request itself, as a refusal; undefined if nothing is. */
export function stepProblem({
  step: name,
  reason,
  closesAtMs,
  allowRacesWithoutVoters: allowsEmptyRaces = false,
  allowOutstandingVotes: allowsOutstanding = false,
}: StepRequest): Refusal | undefined {
  return refusalOfProblems(
    wordProblem('step', Object.keys(STEP_FROM), name),
    STEPS_WITH_REASON.has(name) || allowsEmptyRaces || allowsOutstanding || (reason ?? '') !== ''
      ? reasonProblem(reason)
      : undefined,
    name === 'extend' ? timeProblem('new closing', closesAtMs ?? Number.NaN) : undefined,
    allowsEmptyRaces && name !== 'schedule' && name !== 'open'
      ? {
          fr: 'On ne peut permettre des circonscriptions sans personne inscrite que pour publier (schedule) ou ouvrir (open).',
          en: 'Races without voters can be allowed only to schedule or open.',
        }
      : undefined,
    allowsOutstanding && name !== 'certify'
      ? {
          fr: 'On ne peut permettre qu’il manque des votes acceptés que pour certifier (certify).',
          en: 'Outstanding votes can be allowed only to certify.',
        }
      : undefined,
    name !== 'extend' && closesAtMs !== undefined
      ? {
          fr: 'Une heure de clôture ne se donne que pour prolonger (extend).',
          en: 'A closing can be given only to extend.',
        }
      : undefined,
  );
}

/** The refusal to open what is scheduled without a reason: voters were told another time. */
export function openingProblem(status: ContestStatus, { step, reason }: StepRequest): Refusal | undefined {
  return step === 'open' && status === 'scheduled' ? refusalOfProblems(reasonProblem(reason)) : undefined;
}

/** The status and the window of a contest, which a step changes. */
export interface Stage {
  readonly status: ContestStatus;
  readonly window: VotingWindow;
}

/** The stage to which a step leads. */
export interface NextStage extends Stage {
  readonly ok: true;
  /** When the step takes effect, if this must be at least `EFFECT_MARGIN_MS` ahead. */
  readonly effectiveAtMs?: number;
}

const DELAY_S = EFFECT_DELAY_MS / 1_000;

/**
 * The stage to which a step at `nowMs` leads, or the refusal if the state of the contest or its times do not allow the
 * step. What else a step needs is checked by `readinessGap` and the rules of certification.
 *
 * @param cancellable the stage before the last opening or early closing, if nothing else has changed the stage since
 */
export function nextStage(
  { status, window }: Stage,
  { step, closesAtMs: asked }: StepRequest,
  nowMs: number,
  cancellable?: Stage,
): NextStage | Refusal {
  const state = contestState(status, window, nowMs);
  if (!mayStep(state, step)) {
    const [now, from, todo] = [statePhrase(state), STEP_FROM[step].map(statePhrase), STEP_PHRASES[step]];
    return refused('state-forbids', {
      fr: `Le scrutin est ${now.fr} : pour ${todo.fr}, il doit être ${from.map(({ fr }) => fr).join(' ou ')}.`,
      en: `It is ${now.en}: to ${todo.en}, it must be ${from.map(({ en }) => en).join(' or ')}.`,
    });
  }
  switch (step) {
    case 'schedule':
      return window.opensAtMs - nowMs < EFFECT_DELAY_MS
        ? refused('state-forbids', {
            fr: `Le vote ouvrirait dans moins de ${DELAY_S} secondes, ou l’heure est passée : donnez une ouverture plus tardive, ou ouvrez-le maintenant.`,
            en: `It would open in less than ${DELAY_S} seconds, or has already: set a later opening, or open it now.`,
          })
        : { ok: true, status: 'scheduled', window, effectiveAtMs: window.opensAtMs };
    case 'unschedule':
      return window.opensAtMs - nowMs < EFFECT_DELAY_MS
        ? refused('state-forbids', {
            fr: `Le vote ouvre dans moins de ${DELAY_S} secondes : des votes sont peut-être déjà en route.`,
            en: `It opens in less than ${DELAY_S} seconds: votes may already be in flight.`,
          })
        : { ok: true, status: 'draft', window, effectiveAtMs: window.opensAtMs };
    case 'open': {
      const opensAtMs = nowMs + EFFECT_DELAY_MS;
      if (window.closesAtMs <= opensAtMs) {
        return refused('state-forbids', {
          fr: 'L’heure de clôture est passée ou trop proche : donnez-en d’abord une plus tardive.',
          en: 'The closing has passed, or is too near: set a later one first.',
        });
      }
      if (status === 'scheduled' && window.opensAtMs <= opensAtMs) {
        return refused('state-forbids', {
          fr: `Le vote ouvre de lui-même dans moins de ${DELAY_S} secondes.`,
          en: `It opens by itself within ${DELAY_S} seconds.`,
        });
      }
      return { ok: true, status: 'scheduled', window: { ...window, opensAtMs }, effectiveAtMs: opensAtMs };
    }
    case 'extend': {
      const closesAtMs = asked ?? Number.NaN;
      if (window.closesAtMs - nowMs < EFFECT_MARGIN_MS) {
        return refused('state-forbids', {
          fr: `Le vote se clôt dans moins de ${EFFECT_MARGIN_MS / 1_000} secondes : il est trop tard pour le prolonger.`,
          en: `It closes in less than ${EFFECT_MARGIN_MS / 1_000} seconds: it is too late to extend it.`,
        });
      }
      return closesAtMs > window.closesAtMs
        ? { ok: true, status, window: { ...window, closesAtMs }, effectiveAtMs: window.closesAtMs }
        : refused('invalid', {
            fr: 'La nouvelle heure de clôture doit être plus tardive que l’heure actuelle de clôture.',
            en: 'The new closing must be later than the present one.',
          });
    }
    case 'close': {
      const closesAtMs = nowMs + EFFECT_DELAY_MS;
      return closesAtMs < window.closesAtMs
        ? { ok: true, status, window: { ...window, closesAtMs }, effectiveAtMs: closesAtMs }
        : refused('state-forbids', {
            fr: 'Le vote se clôt de lui-même avant qu’une clôture anticipée puisse prendre effet.',
            en: 'It closes by itself before an early closing could take effect.',
          });
    }
    case 'cancel':
      return cancelled({ status, window }, cancellable, nowMs);
    case 'certify':
      return nowMs < window.closesAtMs + SETTLING_DELAY_MS
        ? refused('incomplete', {
            fr: `Des votes acceptés au dernier moment sont encore en route : certifiez au plus tôt ${SETTLING_DELAY_MS / 1_000} secondes après la clôture.`,
            en: `Votes accepted at the last moment are still in flight: certify it ${SETTLING_DELAY_MS / 1_000} seconds after the closing or later.`,
          })
        : { ok: true, status: 'certified', window };
  }
}

/**
 * The stage before an opening or an early closing that has not taken effect. It is too late when a process could
 * already judge votes by the effect. An opening that would have passed by now stays where it is.
 */
function cancelled(now: Stage, before: Stage | undefined, nowMs: number): NextStage | Refusal {
  if (before === undefined) {
    return refused('state-forbids', {
      fr: 'Il n’y a rien à annuler : ni ouverture ni clôture anticipée n’attend de prendre effet.',
      en: 'There is nothing to cancel: neither an opening nor an early closing is about to take effect.',
    });
  }
  const isOpening = now.window.opensAtMs !== before.window.opensAtMs || now.status !== before.status;
  const effectiveAtMs = isOpening ? now.window.opensAtMs : now.window.closesAtMs;
  if (effectiveAtMs - nowMs < EFFECT_MARGIN_MS) {
    return refused('state-forbids', {
      fr: `L’acte prend effet dans moins de ${EFFECT_MARGIN_MS / 1_000} secondes, ou a pris effet : il est trop tard pour l’annuler.`,
      en: `The act takes effect in less than ${EFFECT_MARGIN_MS / 1_000} seconds, or has taken effect: it is too late to cancel it.`,
    });
  }
  const opensAtMs = isOpening
    ? Math.max(before.window.opensAtMs, now.window.opensAtMs)
    : now.window.opensAtMs;
  return { ok: true, status: before.status, window: { ...before.window, opensAtMs }, effectiveAtMs };
}
