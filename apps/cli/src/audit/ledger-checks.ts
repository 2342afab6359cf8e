import { setTimeout as pause } from 'node:timers/promises';
import type { AuditRow, AuditStore } from '@scrutin/ballot-store';
import type { AuditCheck } from './audit-check.ts';
import { numberIn, stateOf, sumOf } from './audit-check.ts';
import type { AuditScope } from './audit-scope.ts';

const POLL_MS = 250;

interface Line {
  readonly contest: string;
  readonly received: number;
  readonly settled: number;
  readonly explained: number;
  /** What is received, not settled and not explained. Below 0, more is settled than was received. */
  readonly rest: number;
}

/** Section 4: what was received is settled, contest by contest (P5). Receipts and votes on their way are waited for. */
export async function ledgerChecks(
  store: AuditStore,
  scope: AuditScope,
  waitMs: number,
): Promise<AuditCheck[]> {
  const deadline = performance.now() + waitMs;
  let lines = await ledgerLines(store, scope);
  while (lines.some(({ rest }) => rest !== 0) && performance.now() < deadline) {
    await pause(POLL_MS);
    lines = await ledgerLines(store, scope);
  }
  const unequal = lines.filter(({ rest }) => rest !== 0);
  const mayWait = ({ contest, rest }: Line): boolean =>
    rest > 0 && (contest === '' ? scope.open.length > 0 : !scope.isClosed(contest));
  return [
    {
      section: '4',
      name: 'settled + explained = received',
      figure: sumOf(lines, ({ settled, explained }) => settled + explained),
      expected: sumOf(lines, ({ received }) => received),
      difference: sumOf(unequal, ({ rest }) => Math.abs(rest)),
      state: stateOf(
        unequal.some((line) => !mayWait(line)),
        unequal.length > 0,
      ),
      meaning:
        'Received and not settled: these votes are in the queues, parked or lost. While voting goes on, as many as the ' +
        'queues hold are allowed (`scrutin ledger`); after it, none that is not explained on record. Settled and not ' +
        'received: somebody settled votes without the API; none is allowed, at any time.',
      details: unequal.map(({ contest, rest }) => {
        const where = contest === '' ? 'no contest' : contest;
        return rest > 0
          ? `${where}: ${rest} received and not settled`
          : `${where}: ${-rest} settled and not received`;
      }),
    },
  ];
}

async function ledgerLines(store: AuditStore, scope: AuditScope): Promise<Line[]> {
  const explanations = await store.explanations();
  return (await store.ledger())
    .filter(({ contest_key }) => scope.has(contest_key ?? ''))
    .map((row) => lineOf(row, explanations));
}

function lineOf(row: AuditRow, explanations: readonly AuditRow[]): Line {
  const contest = row['contest_key'] ?? '';
  // Votes without a receipt were published: they are received as far as anybody can know.
  const received = numberIn(row, 'received') + numberIn(row, 'unreported');
  const settled = numberIn(row, 'counted') + numberIn(row, 'rejected');
  const explained = sumOf(
    explanations.filter((one) => (one['contest_key'] ?? '') === contest),
    (one) => numberIn(one, 'votes'),
  );
  return { contest, received, settled, explained, rest: received - settled - explained };
}
