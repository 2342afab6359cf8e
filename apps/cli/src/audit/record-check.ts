import type { AuditRow, AuditStore } from '@scrutin/ballot-store';
import type { AuditCheck } from './audit-check.ts';
import { numberIn, stateOf, sumOf } from './audit-check.ts';
import type { AuditScope } from './audit-scope.ts';

/** The ballots that everybody can read after the certification are the stored ballots (P8). */
export async function publicRecordCheck(
  store: Pick<AuditStore, 'ballotRecord'>,
  scope: AuditScope,
  ballots: readonly AuditRow[],
): Promise<AuditCheck> {
  const compared: ComparedRecord[] = [];
  for (const { contest_key: contest, recorded } of scope.contests) {
    if (recorded) {
      const stored = ballots.filter((row) => row['contest_key'] === contest);
      compared.push(await compare(contest, store.ballotRecord(contest), stored));
    }
  }
  const differing = compared.filter(({ difference, waits }) => difference > 0 && !waits);
  return {
    section: 'Recount',
    name: 'public ballots = ballots',
    figure: sumOf(compared, ({ figure }) => figure),
    expected: sumOf(compared, ({ expected }) => expected),
    difference: sumOf(compared, ({ difference }) => difference),
    state: stateOf(
      differing.length > 0,
      compared.some(({ waits }) => waits),
    ),
    meaning:
      'The public ballots are not those that are stored: tallies were changed outside Scrutin, or rows are lost. None is ' +
      'allowed. Nothing is public for some seconds after the certification if ballots are still being mixed.',
    details: compared.map(({ text }) => text),
  };
}

interface ComparedRecord {
  readonly figure: number;
  readonly expected: number;
  readonly difference: number;
  readonly waits: boolean;
  readonly text: string;
}

type Pages = ReturnType<AuditStore['ballotRecord']>;

async function compare(contest: string, pages: Pages, stored: readonly AuditRow[]): Promise<ComparedRecord> {
  const missing = new Map(stored.map((row) => [row['selection'] ?? '', numberIn(row, 'count')]));
  const expected = sumOf(stored, (row) => numberIn(row, 'count'));
  let figure = 0;
  for await (const page of pages) {
    for (const { selection, ballots } of page) {
      figure += Number(ballots);
      missing.set(selection, (missing.get(selection) ?? 0) - Number(ballots));
    }
  }
  const difference = sumOf([...missing.values()], Math.abs);
  const waits = figure === 0 && expected > 0;
  const text = waits
    ? `${contest}: none of ${expected} ballots is public yet`
    : `${contest}: ${figure} of ${expected} ballots are public` +
      (difference === 0 ? '' : `; the selections differ by ${difference}`);
  return { figure, expected, difference, waits, text };
}
