import type { BallotStore, Ledger } from '@scrutin/ballot-store';
import { instantText, isRollKey, registeredVoters } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

/** How old the numbers may be. All officials who watch read the database once in this time. */
const MOST_AGE_MS = 1_000;

interface Reading {
  readonly atMs: number;
  readonly ledger: Promise<Ledger>;
}

/** The handler that tells how the voting goes. */
export function liveHandlers(
  office: Pick<ElectionOffice, 'contest' | 'rolls'>,
  ballots: Pick<BallotStore, 'ledger'>,
  clock: () => number,
): OfficeHandlers<'contestLive'> {
  let last: Reading | undefined;
  const read = (): Reading => {
    const atMs = clock();
    if (last !== undefined && atMs - last.atMs < MOST_AGE_MS && atMs >= last.atMs) return last;
    const reading = { atMs, ledger: ballots.ledger() };
    last = reading;
    // A failure is not kept for the next reader.
    reading.ledger.catch(() => {
      if (last === reading) last = undefined;
    });
    return reading;
  };
  return {
    contestLive: async ({ params: { roll_key: key } }) => {
      if (!isRollKey(key) || (await office.contest(key)) === undefined) return NOT_FOUND;
      const { atMs, ledger: reading } = read();
      const [ledger, rolls] = await Promise.all([reading, office.rolls()]);
      const roll = rolls.find(({ rollKey }) => rollKey === key);
      const rejected = Object.values(ledger.rejected).reduce((sum, votes) => sum + votes, 0);
      return ok({
        at: instantText(atMs),
        voters: roll === undefined ? null : Number(registeredVoters(roll)),
        turnout: ledger.contests.flatMap(({ contest = '', counted }) =>
          `${contest}:`.startsWith(`${key}:`) ? [{ contest, counted }] : [],
        ),
        received: ledger.received,
        counted: ledger.counted,
        rejected: ledger.rejected,
        waiting: ledger.received - ledger.counted - rejected,
        silent_intakes: ledger.silentIntakes,
      });
    },
  };
}
