import type { BallotStore, ContestLedger, Ledger } from '@scrutin/ballot-store';
import type { Broker, BrokerManagement } from '@scrutin/broker';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LedgerState, LedgerView } from '@scrutin/contracts/public';
import { TransientError } from '@scrutin/service-runtime';

type Queues = LedgerView['queues'];

/** What the ledger is read from. */
export interface LedgerSources {
  readonly store: Pick<BallotStore, 'ledger'>;
  readonly broker: Pick<Broker, 'depth' | 'parkedVotes'>;
  /** Without it, the number of unacknowledged messages is unknown. */
  readonly management: Pick<BrokerManagement, 'queues'> | undefined;
}

/**
 * Creates the function that reads the ledger (P5). The outstanding votes of a contest are the received votes minus the
 * settled ones. The surplus of one contest never balances the loss of another, and negative numbers stay negative. The
 * messages in the queues are measured separately, and measuring does not change them.
 *
 * The database is read before the broker, so that a vote that moves in between is counted twice and not missed. If
 * votes seem to be missing, the database is read again.
 */
export function ledgerView({ store, broker, management }: LedgerSources): () => Promise<LedgerView> {
  return async () => {
    let ledger = await store.ledger();
    const parked = await broker.parkedVotes();
    const queues = await queuesOf(broker, management);
    if (stateOf(ledger, parked, queues) === 'missing') ledger = await store.ledger();
    const state = stateOf(ledger, parked, queues);
    return {
      state,
      received: ledger.received,
      counted: ledger.counted,
      rejected: ledger.rejected,
      parked,
      in_flight: outstanding(ledger) - parked,
      explained: ledger.contests.reduce((sum, { explained }) => sum + explained, 0),
      unknown: ledger.unknown,
      unreported: ledger.unreported,
      differences: state === 'missing' || state === 'surplus' ? differencesOf(ledger) : [],
      queues,
      balanced: state === 'balanced',
    };
  };
}

/**
 * The differences by contest. They are shown only if something is wrong: while votes are in flight, they would show in
 * which contest somebody has just voted (P6).
 */
function differencesOf({ contests }: Ledger): LedgerView['differences'] {
  return contests
    .map((one) => ({ contest: one.contest ?? '', votes: differenceOf(one) }))
    .filter(({ votes }) => votes !== 0);
}

/**
 * The state that follows from the numbers. The votes of a process that ended without a report may be in the queues
 * while the database does not know of them.
 */
function stateOf(ledger: Ledger, parked: number, queues: Queues): LedgerState {
  const working = Object.entries(queues).filter(([queue]) => queue !== QUEUES.parked);
  const ready = working.reduce((sum, [, { messages }]) => sum + messages, 0);
  const unacknowledged = working.map(([, depth]) => depth.unacknowledged);
  const someUnacknowledged = unacknowledged.some((messages) => messages !== null && messages > 0);
  if (ledger.contests.some((one) => differenceOf(one) < 0)) return 'surplus';
  const votes = outstanding(ledger) - parked;
  if (votes < 0) return 'surplus';
  if (ready > 0) return 'in-flight';
  const isOutstanding = votes > 0 || unexplainedGaps(ledger) > 0;
  if (!isOutstanding && ledger.silentIntakes === 0) return 'balanced';
  if (someUnacknowledged) return 'in-flight';
  if (unacknowledged.includes(null)) return 'unknown';
  return isOutstanding ? 'missing' : 'balanced';
}

function outstanding(ledger: Ledger): number {
  return ledger.contests.reduce((sum, one) => sum + differenceOf(one), 0);
}

/** Without a contest, `explained` counts votes of missing receipts, and no received votes. */
function differenceOf({ contest, received, counted, rejected, explained }: ContestLedger): number {
  return received - counted - rejected - (contest === undefined ? 0 : explained);
}

function unexplainedGaps({ contests }: Ledger): number {
  return contests.reduce(
    (sum, one) => sum + (one.contest === undefined ? one.unreported - one.explained : 0),
    0,
  );
}

async function queuesOf(
  broker: LedgerSources['broker'],
  management: LedgerSources['management'],
): Promise<Queues> {
  const names = Object.values(QUEUES);
  const [details, depths] = await Promise.all([
    unacknowledgedByQueue(management),
    Promise.all(names.map(async (queue) => [queue, await broker.depth(queue)] as const)),
  ]);
  return Object.fromEntries(
    depths.map(([queue, depth]) => [
      queue,
      { ...depth, unacknowledged: details?.[queue].unacknowledged ?? null },
    ]),
  ) as Queues;
}

async function unacknowledgedByQueue(
  management: LedgerSources['management'],
): Promise<Readonly<Record<QueueName, { readonly unacknowledged: number }>> | undefined> {
  try {
    return await management?.queues();
  } catch (error) {
    if (error instanceof TransientError) return undefined; // The view then shows null for unknown.
    throw error;
  }
}
