import { frenchTypography } from '@scrutin/tabulation';
import type { LocalizedText } from '../contests/localized-text.ts';
import type { ContestStep } from './lifecycle.ts';
import { CONTEST_STEPS, EFFECT_DELAY_MS } from './lifecycle.ts';
import type { Stage } from './next-stage.ts';
import { nextStage } from './next-stage.ts';

/**
 * The steps that the state and the times of a contest allow at `nowMs`. A step can still be refused if something is
 * missing, such as the roll or a count.
 */
export function possibleSteps(stage: Stage, nowMs: number): ContestStep[] {
  const { closesAtMs } = stage.window;
  // Whether something can be cancelled depends on the last act, so `cancel` is not in the list.
  return CONTEST_STEPS.filter(
    (step) => nextStage(stage, step === 'extend' ? { step, closesAtMs: closesAtMs + 1 } : { step }, nowMs).ok,
  );
}

/** What an official should know about the window of a draft: it cannot be published as it is. */
export function windowWarning({ status, window }: Stage, nowMs: number): LocalizedText | undefined {
  if (status !== 'draft') return undefined;
  if (window.closesAtMs - nowMs <= EFFECT_DELAY_MS) {
    return {
      fr: frenchTypography('La clôture est passée : changez la fenêtre du vote avant de publier.'),
      en: 'The closing is in the past: change the window before publishing.',
    };
  }
  if (window.opensAtMs - nowMs >= EFFECT_DELAY_MS) return undefined;
  return {
    fr: frenchTypography('L’ouverture est passée : changez la fenêtre du vote, ou ouvrez tout de suite.'),
    en: 'The opening is in the past: change the window, or open it now.',
  };
}
