import type { BallotStore, ContestLedger, Ledger } from '@scrutin/ballot-store';
import type { Broker, BrokerManagement } from '@scrutin/broker';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LedgerState, LedgerView } from '@scrutin/contracts/public';
import { TransientError } from '@scrutin/service-runtime';

type Queues = LedgerView['queues'];

export interface LedgerSources {
  readonly store: Pick<BallotStore, 'ledger'>;
  readonly broker: Pick<Broker, 'depth' | 'parkedVotes'>;
  /** Without it nobody knows what consumers hold. */
  readonly management: Pick<BrokerManagement, 'queues'> | undefined;
}

/**
 * P5, by contest. What is outstanding is the difference of what was received and what was settled, never set off between
 * contests and never clamped; what the queues hold is measured beside it, and looking has no effect on it.
 *
 * The database is asked first and the broker after it, so that a vote that moves in between is seen twice rather than
 * missed; if votes seem to be missing, the database is asked once more.
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

/** Shown where something is wrong: while votes are on their way it would tell in which contest somebody just voted (P6). */
function differencesOf({ contests }: Ledger): LedgerView['differences'] {
  return contests
    .map((one) => ({ contest: one.contest ?? '', votes: differenceOf(one) }))
    .filter(({ votes }) => votes !== 0);
}

/** The state that the numbers give. A process that ended without reporting may have votes in the queues and in no book. */
function stateOf(ledger: Ledger, parked: number, queues: Queues): LedgerState {
  const working = Object.entries(queues).filter(([queue]) => queue !== QUEUES.parked);
  const ready = working.reduce((sum, [, { messages }]) => sum + messages, 0);
  const held = working.map(([, { unacknowledged }]) => unacknowledged);
  const isHeld = held.some((messages) => messages !== null && messages > 0);
  if (ledger.contests.some((one) => differenceOf(one) < 0)) return 'surplus';
  const votes = outstanding(ledger) - parked;
  if (votes < 0) return 'surplus';
  if (ready > 0) return 'in-flight';
  if (votes > 0 || unexplainedGaps(ledger) > 0) return isHeld ? 'in-flight' : 'missing';
  if (ledger.silentIntakes === 0) return 'balanced';
  if (held.includes(null)) return 'unknown';
  return isHeld ? 'in-flight' : 'balanced';
}

function outstanding(ledger: Ledger): number {
  return ledger.contests.reduce((sum, one) => sum + differenceOf(one), 0);
}

/** Under no contest, `explained` is about missing receipts, and not about votes that were received. */
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
  const [held, depths] = await Promise.all([
    unacknowledgedByQueue(management),
    Promise.all(names.map(async (queue) => [queue, await broker.depth(queue)] as const)),
  ]);
  return Object.fromEntries(
    depths.map(([queue, depth]) => [
      queue,
      { ...depth, unacknowledged: held?.[queue].unacknowledged ?? null },
    ]),
  ) as Queues;
}

async function unacknowledgedByQueue(
  management: LedgerSources['management'],
): Promise<Readonly<Record<QueueName, { readonly unacknowledged: number }>> | undefined> {
  try {
    return await management?.queues();
  } catch (error) {
    if (error instanceof TransientError) return undefined; // the view says that it is not known
    throw error;
  }
}
