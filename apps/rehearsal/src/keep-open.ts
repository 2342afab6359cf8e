import type { ActOutcome, ContestStatus, RollKey, VotingWindow } from '@scrutin/election';
import { CATALOGUE_MAX_AGE_MS, contestState, EFFECT_DELAY_MS } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';

const DAY_MS = 86_400_000;
const OPEN_DAYS = 365;
const EXTENDED_BELOW_DAYS = 30;

/** How long after `opened` a contest takes votes at every process. */
export const OPENS_WITHIN_MS = EFFECT_DELAY_MS + CATALOGUE_MAX_AGE_MS;

/** Of a contest that people try things on: open from now on for a year. */
export function yearFrom(nowMs: number): VotingWindow {
  return { opensAtMs: nowMs, closesAtMs: nowMs + OPEN_DAYS * DAY_MS };
}

/** `over`: it has closed, and what has closed stays so. */
export type Openness = 'opened' | 'extended' | 'open' | 'over';

/**
 * Opens the contest, or puts off a closing that is less than a month away: for demonstrations and
 * measurements, which nobody can vote on once they have closed. It needs its roll on record.
 */
export async function keepOpen(
  office: Pick<ElectionOffice, 'step'>,
  actor: Actor,
  subject: RollKey,
  { status, window }: { readonly status: ContestStatus; readonly window: VotingWindow },
  nowMs: number,
): Promise<ActOutcome<Openness>> {
  switch (contestState(status, window, nowMs)) {
    case 'closed':
    case 'certified':
      return { ok: true, value: 'over' };
    case 'draft':
    case 'scheduled': {
      // It opens by itself before an act could make it.
      if (status === 'scheduled' && window.opensAtMs <= nowMs + EFFECT_DELAY_MS)
        return { ok: true, value: 'open' };
      const opened = await office.step(actor, subject, { step: 'open' });
      return opened.ok ? { ok: true, value: 'opened' } : opened;
    }
    case 'open': {
      if (window.closesAtMs >= nowMs + EXTENDED_BELOW_DAYS * DAY_MS) return { ok: true, value: 'open' };
      const { closesAtMs } = yearFrom(nowMs);
      const reason = 'kept open: nothing is decided by it';
      const extended = await office.step(actor, subject, { step: 'extend', closesAtMs, reason });
      return extended.ok ? { ok: true, value: 'extended' } : extended;
    }
  }
}
