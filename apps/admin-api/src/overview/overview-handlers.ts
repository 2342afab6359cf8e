import type { Ledger } from '@scrutin/ballot-store';
import type { OverviewBody } from '@scrutin/contracts/admin';
import { may, proposalView } from '@scrutin/contracts/admin';
import { instantText } from '@scrutin/election';
import type { ContestToDo, ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import type { HealthReport } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';
import type { OfficeHandlers } from '../http/office-call.ts';
import type { LedgerReadings } from '../live/ledger-reading.ts';
import { rejectedVotes } from '../live/ledger-reading.ts';

export interface OverviewHandlersOptions {
  readonly office: Pick<ElectionOffice, 'contestsToDo' | 'proposals'>;
  readonly clock: () => number;
  /** How many messages are parked; undefined if that is not known. */
  readonly parked?: (() => Promise<number | undefined>) | undefined;
  /** Whether everything that this service needs answers. */
  readonly report: () => Promise<HealthReport>;
}

/** The handler of the first page of the office, which asks for everything at once. */
export function overviewHandlers(
  { office, clock, parked, report }: OverviewHandlersOptions,
  ledgers: LedgerReadings,
): OfficeHandlers<'overview'> {
  return {
    overview: async ({ caller }) => {
      const { role } = caller.session.official;
      const [contests, approvals, ledger, parkedNow, health] = await Promise.all([
        office.contestsToDo(),
        may(role, 'approve') ? office.proposals('pending') : undefined,
        ledgers.read().ledger.catch(nothingIfAway),
        parked?.(),
        report(),
      ]);
      const down = Object.entries(health.dependencies).filter(([, state]) => state === 'down');
      return ok({
        at: instantText(clock()),
        contests: contests.map(contestView),
        approvals: approvals?.map(proposalView) ?? null,
        ledger: ledger === undefined ? null : ledgerView(ledger),
        parked: parkedNow ?? null,
        health: {
          status: health.status,
          down: may(role, 'accounts') ? down.map(([name]) => name) : null,
        },
      });
    },
  };
}

/** The rest of the page is worth showing without the ledger. */
function nothingIfAway(error: unknown): undefined {
  if (error instanceof TransientError) return undefined;
  throw error;
}

function contestView({ contest, ...todo }: ContestToDo): OverviewBody['contests'][number] {
  const { counts } = todo;
  return {
    contest: todo.rollKey,
    name: contest.kind === 'law' ? contest.title : contest.name,
    purpose: contest.purpose,
    state: todo.state,
    opens_at: instantText(contest.window.opensAtMs),
    closes_at: instantText(contest.window.closesAtMs),
    time_zone: contest.timeZone,
    blocks: [...todo.blocks],
    counts:
      counts === undefined
        ? null
        : {
            races: counts.races,
            counted: counts.counted,
            awaiting_lot: counts.awaitingLot,
            published: counts.published,
          },
    notice: todo.notice ?? null,
  };
}

function ledgerView(ledger: Ledger): NonNullable<OverviewBody['ledger']> {
  const rejected = rejectedVotes(ledger);
  const { received, counted, silentIntakes } = ledger;
  return {
    received,
    counted,
    rejected,
    waiting: received - counted - rejected,
    silent_intakes: silentIntakes,
  };
}
