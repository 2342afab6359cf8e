import type { LotRow, Prisma } from '@scrutin/database';
import { toTabulation } from '@scrutin/database';
import type { ApprovableOutcome, ContestKey, Lot, NewLot } from '@scrutin/election';
import {
  contestState,
  countingRefusal,
  lotProblem,
  lotRefusal,
  parseContestKey,
  refused,
} from '@scrutin/election';
import type { TiePurpose } from '@scrutin/tabulation';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { latestCount } from './counts-on-record.ts';
import { lockCounted, NO_SUCH_COUNT, tabulation } from './tabulation-acts.ts';

/** The lots on record for a contest, in the order in which they were recorded. */
export async function lots({ database }: ActContext, contest: ContestKey): Promise<Lot[]> {
  const rows = await database.run('tabulations', (client) =>
    client.lot.findMany({ where: { contestKey: contest }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] }),
  );
  return rows.map(toLot);
}

/**
 * Puts a lot on record for the tie at which the newest count of a contest stopped. The next count uses it. A lot is
 * never changed and never drawn again.
 */
export async function recordLot(
  context: ActContext,
  actor: Actor,
  given: NewLot,
): Promise<ApprovableOutcome<Lot>> {
  const problem = lotProblem(given);
  if (problem !== undefined) return problem;
  const stored = await tabulation(context, given.tabulation);
  const contest = stored === undefined ? undefined : parseContestKey(stored.contest);
  if (stored === undefined || contest === undefined) return refused('not-found', NO_SUCH_COUNT);
  const key = stored.contest;
  const taken = {
    fr: 'Le tirage de cette égalité est déjà au registre : dépouillez de nouveau.',
    en: 'The lot for this tie is on record already: count again.',
  };
  const request = { kind: 'lot', lot: given } as const;
  return act(context, { actor, action: 'lot.record', subject: key, taken, request }, async (transaction) => {
    const locked = await lockCounted(context, transaction, contest);
    if (!locked.ok) return locked;
    const refusal = countingRefusal(locked.contest, locked.nowMs);
    if (refusal !== undefined) return refusal;
    if (contestState(locked.contest.status, locked.contest.window, locked.nowMs) !== 'closed') {
      return refused('state-forbids', {
        fr: 'Un sort ne se tire qu’après la clôture : d’ici là, l’égalité peut disparaître.',
        en: 'A lot is drawn only after the closing: until then the tie may vanish.',
      });
    }
    if (stored.computedAtMs < locked.contest.window.closesAtMs) {
      return refused('state-forbids', {
        fr: 'Ce dépouillement date d’avant la clôture : dépouillez de nouveau, car l’égalité a pu disparaître.',
        en: 'This count was made before the closing: count again, because the tie may have vanished.',
      });
    }
    const misfit = lotRefusal(given, stored.result);
    if (misfit !== undefined) return misfit;
    const tied = [...given.tied].sort();
    if (
      (await transaction.lot.count({
        where: { contestKey: key, purpose: given.purpose, tied: { equals: tied } },
      })) > 0
    )
      return refused('already-exists', taken);
    const latest = await latestCount(transaction, key);
    if (latest !== null && toTabulation(latest).id !== stored.id) {
      return refused('state-forbids', {
        fr: 'Un dépouillement plus récent de ce scrutin existe : le tirage est pour l’égalité du plus récent.',
        en: 'There is a later count of this contest: the lot is for the tie of the latest one.',
      });
    }
    const data: Prisma.LotCreateManyInput = {
      contestKey: key,
      tabulationId: stored.id,
      purpose: given.purpose,
      tied,
      drawn: [...given.drawn],
      method: given.method,
      drawnBy: given.drawnBy,
      witnesses: given.witnesses,
      recordedAt: new Date(locked.nowMs),
    };
    const value = toLot(await transaction.lot.create({ data }));
    return { ok: true, value, after: value };
  });
}

export function toLot(row: LotRow): Lot {
  return {
    id: row.id,
    contest: row.contestKey as ContestKey,
    tabulation: row.tabulationId,
    purpose: row.purpose as TiePurpose,
    tied: row.tied,
    drawn: row.drawn,
    method: row.method,
    drawnBy: row.drawnBy,
    witnesses: row.witnesses,
    recordedAtMs: row.recordedAt.getTime(),
  };
}
