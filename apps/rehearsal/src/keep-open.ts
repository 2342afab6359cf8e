import type { ApprovableOutcome, ContestStatus, RollKey, VotingWindow } from '@scrutin/election';
import { CATALOGUE_MAX_AGE_MS, contestState, EFFECT_DELAY_MS } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';

const DAY_MS = 86_400_000;
const OPEN_DAYS = 365;
const EXTENDED_BELOW_DAYS = 30;

/** After `opened`, it takes at most this long until every process accepts votes in the contest. */
export const OPENS_WITHIN_MS = EFFECT_DELAY_MS + CATALOGUE_MAX_AGE_MS;

/** The voting time of a contest for demonstrations and measurements: a year from now on. */
export function yearFrom(nowMs: number): VotingWindow {
  return { opensAtMs: nowMs, closesAtMs: nowMs + OPEN_DAYS * DAY_MS };
}

/** `over`: the contest has closed, and a closed contest cannot be opened again. */
export type Openness = 'opened' | 'extended' | 'open' | 'over';

/**
 * Opens the contest, or puts off its closing if that is less than a month away. It is for demonstrations and
 * measurements, which would be useless once they have closed. The roll of the contest must be on record.
 */
export async function keepOpen(
  office: Pick<ElectionOffice, 'step'>,
  actor: Actor,
  subject: RollKey,
  { status, window }: { readonly status: ContestStatus; readonly window: VotingWindow },
  nowMs: number,
): Promise<ApprovableOutcome<Openness>> {
  switch (contestState(status, window, nowMs)) {
    case 'closed':
    case 'certified':
      return { ok: true, value: 'over' };
    case 'draft':
    case 'scheduled': {
      // The contest opens by itself before the act could take effect.
      if (status === 'scheduled' && window.opensAtMs <= nowMs + EFFECT_DELAY_MS)
        return { ok: true, value: 'open' };
      const opened = await office.step(actor, subject, {
        step: 'open',
        reason: 'opened for votes that are made up',
      });
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
