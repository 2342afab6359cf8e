import type { AuditRow, AuditStore } from '@scrutin/ballot-store';
import { TRIGGERS } from '@scrutin/database';
import type { AuditCheck } from './audit-check.ts';
import { numberIn, stateOf, sumOf } from './audit-check.ts';
import type { AuditScope } from './audit-scope.ts';

const SIDES = ['oui', 'non', 'blank'] as const;

const lawOf = (row: AuditRow): string => `law:${row['law_id'] ?? ''}`;
const raceOf = (row: AuditRow): string => `election:${row['election_id'] ?? ''}:${row['region_id'] ?? ''}`;

/** Section 1: the results are the ballots (P4). */
export async function resultChecks(
  store: AuditStore,
  scope: AuditScope,
  ballots: readonly AuditRow[],
): Promise<AuditCheck[]> {
  const laws = scope.closedRows(await store.lawDifferences(), lawOf);
  const first = scope.closedRows(await store.firstPreferenceDifferences(), raceOf);
  const rankings = scope.closedRows(await store.rankingDifferences(), raceOf);
  const ofKind = (kind: string): number =>
    sumOf(
      ballots.filter((row) => row['contest_key']?.startsWith(kind) === true),
      (row) => numberIn(row, 'count'),
    );
  const check = (name: string, kind: string, differences: readonly Difference[]): AuditCheck => ({
    section: '1',
    name,
    ...figures(ofKind(kind), differences),
    state: stateOf(differences.length > 0, scope.open.length > 0),
    meaning:
      'Any difference: results or ballots were changed outside Scrutin, or rows are lost. None is allowed after the ' +
      'closing. Before it, ballots are not shown one by one, and nothing can be compared.',
    details: [...differences.map(({ text }) => text), ...notYet(scope)],
  });
  return [
    check(
      'results of laws = ballots',
      'law:',
      laws.flatMap((row) =>
        SIDES.map((side) => difference(`${lawOf(row)} ${side}`, row, side, `ballots_${side}`)).filter(
          ({ figure, expected }) => figure !== expected,
        ),
      ),
    ),
    check(
      'first preferences = ballots',
      'election:',
      first.map((row) => difference(`${raceOf(row)} ${row['candidate_id'] ?? ''}`, row, 'votes', 'ballots')),
    ),
    check(
      'rankings = ballots',
      'election:',
      rankings.map((row) => difference(`${raceOf(row)} ${row['ranking'] ?? ''}`, row, 'counted', 'ballots')),
    ),
  ];
}

/** Section 2: as many ballots as voters, and no voter twice (P3). */
export async function voterChecks(
  store: AuditStore,
  scope: AuditScope,
  ballots: readonly AuditRow[],
): Promise<AuditCheck[]> {
  const rows = scope.closedRows(await store.voterDifferences(), (row) => row['contest_key'] ?? '');
  const total = sumOf(ballots, (row) => numberIn(row, 'count'));
  const unequal = rows.map((row) => difference(row['contest_key'] ?? '', row, 'voters', 'ballots'));
  const twice = rows.map((row) => numberIn(row, 'voters') - numberIn(row, 'different'));
  const meaning = (what: string): string =>
    `${what} None is allowed after the closing, except while votes that were accepted before it are still on their way. ` +
    'Before the closing nobody sees who voted.';
  return [
    {
      section: '2',
      name: 'voters = ballots',
      ...figures(total, unequal),
      state: stateOf(
        unequal.some(({ figure, expected }) => figure !== expected),
        scope.open.length > 0,
      ),
      meaning: meaning(
        'More voters than ballots: ballots are lost. More ballots than voters: ballots were added.',
      ),
      details: [...unequal.map(({ text }) => text), ...notYet(scope)],
    },
    {
      section: '2',
      name: 'voters counted twice',
      ...figures(
        0,
        rows.map((row, n) => ({ text: row['contest_key'] ?? '', figure: twice[n] ?? 0, expected: 0 })),
      ),
      state: stateOf(
        twice.some((votes) => votes > 0),
        scope.open.length > 0,
      ),
      meaning: meaning('A voter is counted twice: an index of the database was removed.'),
      details: rows.flatMap((row, n) =>
        (twice[n] ?? 0) > 0
          ? [`${row['contest_key'] ?? ''}: ${twice[n]} votes of voters who voted already`]
          : [],
      ),
    },
  ];
}

/** Section 5: a rejected attempt of a credential is also in the ledger. */
export async function attemptChecks(store: AuditStore, scope: AuditScope): Promise<AuditCheck[]> {
  if (!scope.isWhole) return [];
  const attempts = await store.attempts();
  const rejected = sumOf(await store.rejections(), (row) => numberIn(row, 'sum'));
  const found = sumOf(attempts, (row) => numberIn(row, 'sum'));
  const beyond = Math.max(0, found - rejected);
  return [
    {
      section: '5',
      name: 'attempts, of rejected votes',
      figure: found,
      expected: Math.min(found, rejected),
      difference: beyond,
      state: stateOf(beyond > 0, false),
      meaning:
        'Each attempt is a rejected vote, so there cannot be more attempts than rejected votes. If there are, the ' +
        'counts of one of them were changed. Fewer attempts are usual.',
      details: attempts.map(
        (row) => `${row['roll_key'] ?? 'no roll'}: ${row['sum'] ?? '0'} ${row['reason'] ?? ''}`,
      ),
    },
  ];
}

/** Section 6: all triggers are there and on, and nothing was rewritten since the opening. */
export async function writtenRecordChecks(store: AuditStore, stampsBefore?: string): Promise<AuditCheck[]> {
  const on = new Set(
    (await store.triggers())
      .filter(({ tgenabled }) => tgenabled === 'A')
      .map(({ tgrelid, tgname }) => `${tgrelid ?? ''}.${tgname ?? ''}`),
  );
  const wanted = Object.entries(TRIGGERS).flatMap(([table, names]) =>
    names.map((name) => `${table}.${name}`),
  );
  const missing = wanted.filter((name) => !on.has(name));
  const stamps = await store.stamps();
  const changed = stampsBefore !== undefined && stampsBefore !== stamps;
  return [
    {
      section: '6',
      name: 'triggers that are on',
      figure: wanted.length - missing.length,
      expected: wanted.length,
      difference: missing.length,
      state: stateOf(missing.length > 0, false),
      meaning:
        'A trigger that is off or missing lets the owner of the database change what must stay as written. None may be ' +
        'missing, at any time.',
      details: missing.map((name) => `${name} is off or missing`),
    },
    {
      section: '6',
      name: 'stamps changed since --stamps',
      figure: Number(changed),
      expected: 0,
      difference: Number(changed),
      state: stateOf(changed, false),
      ...(stampsBefore === undefined ? { isNotCompared: true } : {}),
      meaning:
        'Only a migration changes the stamps. If there was none since they were noted, somebody replaced a function, a ' +
        'view, a right or a trigger.',
      details: [
        stampsBefore === undefined
          ? `Stamps: ${stamps}. Note them at the opening, and give them with --stamps after the closing.`
          : `Stamps: ${stamps}; given: ${stampsBefore}.`,
      ],
    },
  ];
}

interface Difference {
  readonly text: string;
  readonly figure: number;
  readonly expected: number;
}

function difference(name: string, row: AuditRow, figureColumn: string, expectedColumn: string): Difference {
  const figure = numberIn(row, figureColumn);
  const expected = numberIn(row, expectedColumn);
  return { text: `${name}: ${figure} recorded, ${expected} ballots`, figure, expected };
}

/** The totals of two sides of which only the differences are known, and the total of one. */
function figures(
  expected: number,
  differences: readonly Difference[],
): Pick<AuditCheck, 'figure' | 'expected' | 'difference'> {
  return {
    figure: expected + sumOf(differences, (one) => one.figure - one.expected),
    expected,
    difference: sumOf(differences, (one) => Math.abs(one.figure - one.expected)),
  };
}

export function notYet(scope: AuditScope): string[] {
  return scope.open.length === 0 ? [] : [`Not closed, so not compared: ${scope.open.join(', ')}`];
}
