import type { ContestLedger, Ledger } from '@scrutin/ballot-store';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LedgerView } from '@scrutin/contracts/public';
import type { ContestKey, RejectionReason } from '@scrutin/election';
import { REJECTION_REASONS } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { ledgerView } from './ledger-view.ts';

type Figures = Partial<Record<QueueName, { readonly ready?: number; readonly unacknowledged?: number }>>;

const contest = (key: string, changes: Partial<ContestLedger> = {}): ContestLedger => ({
  contest: key === '' ? undefined : (key as ContestKey),
  received: 10,
  counted: 10,
  rejected: 0,
  unknown: 0,
  unreported: 0,
  explained: 0,
  ...changes,
});

function ledgerOf(contests: readonly ContestLedger[], changes: Partial<Ledger> = {}): Ledger {
  const sum = (side: 'received' | 'counted' | 'unknown' | 'unreported'): number =>
    contests.reduce((total, one) => total + one[side], 0);
  return {
    received: sum('received'),
    counted: sum('counted'),
    unknown: sum('unknown'),
    unreported: sum('unreported'),
    rejected: Object.fromEntries(REJECTION_REASONS.map((reason) => [reason, 0])) as Record<
      RejectionReason,
      number
    >,
    silentIntakes: 0,
    contests,
    ...changes,
  };
}

/** The view when these ledgers are read in this order. `blind`: unacknowledged messages are unknown. */
function viewOf(
  ledgers: readonly Ledger[],
  { queues = {}, parked = 0, blind = false }: { queues?: Figures; parked?: number; blind?: boolean } = {},
): Promise<LedgerView> {
  let reads = 0;
  return ledgerView({
    store: { ledger: () => Promise.resolve(ledgers[Math.min(reads++, ledgers.length - 1)]!) },
    broker: {
      depth: (queue) =>
        Promise.resolve({
          messages: queue === QUEUES.parked ? parked : (queues[queue]?.ready ?? 0),
          consumers: 1,
        }),
      parkedVotes: () => Promise.resolve(parked),
    },
    management: {
      queues: () =>
        blind
          ? Promise.reject(new TransientError('unavailable'))
          : Promise.resolve(
              Object.fromEntries(
                Object.values(QUEUES).map((queue) => [
                  queue,
                  {
                    ready: queues[queue]?.ready ?? 0,
                    unacknowledged: queues[queue]?.unacknowledged ?? 0,
                    consumers: 1,
                  },
                ]),
              ) as Record<QueueName, { ready: number; unacknowledged: number; consumers: number }>,
            ),
    },
  })();
}

describe('P5: the state of the ledger', () => {
  it('is balanced if every contest is, and parked votes are accounted for', async () => {
    expect(await viewOf([ledgerOf([contest('law:A'), contest('law:B')])])).toMatchObject({
      state: 'balanced',
      balanced: true,
      in_flight: 0,
      differences: [],
    });
    const parked = [ledgerOf([contest('law:A', { counted: 7 })])];
    expect(await viewOf(parked, { parked: 3 })).toMatchObject({ state: 'balanced', parked: 3, in_flight: 0 });
  });

  it('is in flight while a queue has messages or a consumer has unacknowledged ones', async () => {
    const some = [ledgerOf([contest('law:A', { counted: 6 })])];
    for (const queues of [
      { [QUEUES.validation]: { ready: 1 } },
      { [QUEUES.aggregation]: { unacknowledged: 2 } },
      { [QUEUES.waiting]: { ready: 1 } },
    ]) {
      expect(await viewOf(some, { queues })).toMatchObject({
        state: 'in-flight',
        balanced: false,
        in_flight: 4,
      });
    }
  });

  it('is missing if the votes are in no queue, and only after the database was read twice', async () => {
    const some = ledgerOf([contest('law:A', { counted: 6 })]);
    expect(await viewOf([some])).toMatchObject({
      state: 'missing',
      in_flight: 4,
      differences: [{ contest: 'law:A', votes: 4 }],
    });
    expect(await viewOf([some, ledgerOf([contest('law:A')])])).toMatchObject({ state: 'balanced' });
  });

  it('is unknown while nobody can say whether consumers have the votes, and then names no contest (P6)', async () => {
    const some = ledgerOf([contest('law:A', { counted: 6 })]);
    expect(await viewOf([some], { blind: true })).toMatchObject({
      state: 'unknown',
      balanced: false,
      in_flight: 4,
      differences: [],
    });
    const gap = contest('', { received: 0, counted: 0, unreported: 8 });
    expect(await viewOf([ledgerOf([contest('law:A'), gap])], { blind: true })).toMatchObject({
      state: 'unknown',
    });
    expect(await viewOf([ledgerOf([contest('law:A')])], { blind: true })).toMatchObject({
      state: 'balanced',
    });
    const surplus = ledgerOf([contest('law:A', { counted: 12 })]);
    expect(await viewOf([surplus], { blind: true })).toMatchObject({ state: 'surplus' });
  });

  it('never balances a loss in one contest with a surplus in another', async () => {
    const view = await viewOf([
      ledgerOf([contest('law:A', { counted: 5 }), contest('law:B', { counted: 15 })]),
    ]);
    expect(view).toMatchObject({
      state: 'surplus',
      balanced: false,
      in_flight: 0,
      differences: [
        { contest: 'law:A', votes: 5 },
        { contest: 'law:B', votes: -5 },
      ],
    });
  });

  it('is surplus with the number of votes, also if more votes are parked than are outstanding', async () => {
    expect(await viewOf([ledgerOf([contest('law:A', { counted: 12 })])])).toMatchObject({
      state: 'surplus',
      in_flight: -2,
    });
    expect(await viewOf([ledgerOf([contest('law:A')])], { parked: 2 })).toMatchObject({
      state: 'surplus',
      in_flight: -2,
    });
  });

  it('accounts for the votes that officials explained, and shows their number', async () => {
    expect(await viewOf([ledgerOf([contest('law:A', { counted: 7, explained: 3 })])])).toMatchObject({
      state: 'balanced',
      explained: 3,
      differences: [],
    });
  });

  it('is missing if receipts never arrived, unless they are explained', async () => {
    const gap = contest('', { received: 0, counted: 0, unreported: 8 });
    expect(await viewOf([ledgerOf([contest('law:A'), gap])])).toMatchObject({
      state: 'missing',
      unreported: 8,
    });
    expect(await viewOf([ledgerOf([contest('law:A'), { ...gap, explained: 8 }])])).toMatchObject({
      state: 'balanced',
    });
  });

  it('after a process ended without a report, is balanced only once the queues were seen empty', async () => {
    const withSilentIntake = [ledgerOf([contest('law:A')], { silentIntakes: 1 })];
    expect(await viewOf(withSilentIntake)).toMatchObject({ state: 'balanced' });
    expect(
      await viewOf(withSilentIntake, { queues: { [QUEUES.validation]: { unacknowledged: 1 } } }),
    ).toMatchObject({
      state: 'in-flight',
    });
    const blind = await viewOf(withSilentIntake, { blind: true });
    expect(blind).toMatchObject({ state: 'unknown', balanced: false });
    expect(blind.queues[QUEUES.validation].unacknowledged).toBeNull();
  });
});
