import { instantText, isRollKey, registeredVoters } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import type { LedgerReadings } from './ledger-reading.ts';
import { rejectedVotes } from './ledger-reading.ts';

/** The handler that tells how the voting goes. */
export function liveHandlers(
  office: Pick<ElectionOffice, 'contest' | 'rolls'>,
  ledgers: LedgerReadings,
): OfficeHandlers<'contestLive'> {
  return {
    contestLive: async ({ params: { roll_key: key } }) => {
      if (!isRollKey(key) || (await office.contest(key)) === undefined) return NOT_FOUND;
      const { atMs, ledger: reading } = ledgers.read();
      const [ledger, rolls] = await Promise.all([reading, office.rolls()]);
      const roll = rolls.find(({ rollKey }) => rollKey === key);
      return ok({
        at: instantText(atMs),
        voters: roll === undefined ? null : Number(registeredVoters(roll)),
        turnout: ledger.contests.flatMap(({ contest = '', counted }) =>
          `${contest}:`.startsWith(`${key}:`) ? [{ contest, counted }] : [],
        ),
        received: ledger.received,
        counted: ledger.counted,
        rejected: ledger.rejected,
        waiting: ledger.received - ledger.counted - rejectedVotes(ledger),
        silent_intakes: ledger.silentIntakes,
      });
    },
  };
}
