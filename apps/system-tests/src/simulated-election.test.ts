import path from 'node:path';
import type { CandidateBody } from '@scrutin/contracts/public';
import type { CandidateSpec, CommandResult, Election, RaceSpec } from '@scrutin/testkit';
import { eventually, runOrThrow, setWithdrawal, useSystem } from '@scrutin/testkit';

const FAULTS = [
  '--duplicates',
  '5',
  '--unknown',
  '3',
  '--scrambled',
  '2',
  '--wrong-region',
  '3',
  '--invalid',
  '3',
];
const AGREED = 'Every vote is where it belongs: sent, ledger and results agree.';
const PARTIES = ['PA', 'PB', 'PC', 'PD', 'PE', 'PF'];

/** The part of the output of `scrutin simulate --json` that is compared. */
interface ReportJson {
  readonly ok: boolean;
  readonly sent: number;
  readonly planned: Readonly<Record<string, number>>;
  readonly comparison: {
    readonly rows: readonly { readonly name: string; readonly expected: number; readonly found: number }[];
    readonly notCompared: readonly string[];
  };
  readonly standings: readonly { readonly region: string; readonly votes: number }[];
}

function candidates(count: number): CandidateSpec[] {
  return PARTIES.slice(0, count).map((partyCode, i) => ({ id: `c${i + 1}`, partyCode }));
}

const REGIONS: readonly RaceSpec[] = [
  { candidates: candidates(3) },
  { candidates: candidates(4) },
  { candidates: candidates(6) },
  { method: 'ranked_choice', candidates: candidates(6) },
  { method: 'ranked_choice', candidates: candidates(5), maxRanks: 3 },
  {
    method: 'ranked_choice',
    candidates: candidates(6),
    seats: 2,
    maxRanks: 4,
    ruleSet: 'scottish-stv-2011:order=c1/c2/c3/c4/c5/c6',
  },
];

describe('voters whom the command line simulates', () => {
  const {
    stack,
    open: openLaw,
    openElection,
    ask,
  } = useSystem({
    suite: 'simulated-election',
    processes: { 'validation-worker': 2, aggregator: 2 },
    connections: 2,
  });

  const open = async (): Promise<Election> => {
    const election = await openElection({ regions: REGIONS, votersPerRegion: 1, purpose: 'rehearsal' });
    const race = election.races[3]!;
    await setWithdrawal(stack, race, 'c6', Date.now() - 1_000);
    const { electionId, regionId } = race;
    await eventually('the withdrawal is public', async () => {
      const answer = await ask(`/api/v1/elections/${electionId}/regions/${regionId}/candidates`);
      const bodies = JSON.parse(answer.text) as CandidateBody[];
      expect(bodies.filter(({ withdrawn }) => withdrawn).map((body) => body.candidate_id)).toEqual(['c6']);
    });
    return election;
  };
  const simulate = ({ id }: Election, ...options: string[]): Promise<CommandResult> =>
    stack.scrutin(['simulate', '--election-id', id, ...options]);

  test('every ballot is counted in its race with every preference, whatever else was sent (P3, P4, P5)', async () => {
    const election = await open();
    const run = await simulate(election, '--votes', '3000', ...FAULTS, '--seed', '7', '--json');
    expect(run).toMatchObject({ code: 0 });
    const report = JSON.parse(run.stdout) as ReportJson;
    expect(report).toMatchObject({ ok: true, sent: 3000, comparison: { notCompared: [] } });
    expect(report.planned).toMatchObject({ voters: 2520, wrongRegion: 90, invalid: 90, unknown: 90 });
    const rows = new Map(report.comparison.rows.map((row) => [row.name, row]));
    expect(rows.get('counted')).toMatchObject({ expected: 2520, found: 2520 });
    expect(rows.get('wrong-region')).toMatchObject({ expected: 90, found: 90 });
    expect(rows.get('invalid, answered 422')).toMatchObject({ expected: 90, found: 90 });
    // There are hundreds of different rankings, and each has grown by the number of accepted ballots with it.
    expect(rows.get('rankings that grew as cast')?.found).toBeGreaterThan(100);
    expect(report.standings.map(({ region }) => region)).toEqual(
      election.races.map(({ regionId }) => regionId),
    );
    expect(report.standings.reduce((sum, { votes }) => sum + votes, 0)).toBe(2520);

    const ledger = await runOrThrow(stack, ['ledger', '--json']);
    expect(JSON.parse(ledger)).toMatchObject({ balanced: true });
  });

  test('withheld results are not read from the database either, and the report says so', async () => {
    const election = await open();
    await stack.sql(`UPDATE elections SET results_visibility = 'after-closing' WHERE id = $1`, [election.id]);
    await eventually('the results are withheld', async () => {
      expect((await ask(`/api/v1/elections/${election.id}/results`)).status).toBe(403);
    });
    const run = await simulate(election, '--votes', '600', ...FAULTS, '--seed', '8');
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/Not compared, as they cannot be read here: .*first preferences/);
    expect(run.stdout).not.toContain('ahead by first preferences');
  });

  test('the same command simulates votes on a law', async () => {
    const law = await openLaw(1, { purpose: 'rehearsal' });
    const faults = ['--duplicates', '5', '--unknown', '3', '--scrambled', '2'];
    const run = await stack.scrutin(['simulate', '--law-id', law.id, '--votes', '600', ...faults]);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain(AGREED);
  });

  test('the voters of a set of letters each vote in their region, and only once', async () => {
    const election = await open();
    const folder = path.join(stack.folder, election.id);
    const regions = election.races.map(({ regionId }) => regionId).join(',');
    await runOrThrow(stack, [
      'credentials',
      'generate',
      '--count',
      '300',
      '--election-id',
      election.id,
      '--region',
      regions,
      '--output',
      folder,
    ]);
    await runOrThrow(stack, ['roll', 'load', folder, '--reason', 'more simulated voters']);

    const first = await simulate(election, '--votes', '300', ...FAULTS, '--credentials', folder);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain(AGREED);

    const again = await simulate(election, '--votes', '300', '--credentials', folder);
    expect(again).toMatchObject({ code: 1 });
    expect(again.stdout).toContain('NOT in agreement');
    expect(again.stdout).toContain('had voted before');
  });
});
