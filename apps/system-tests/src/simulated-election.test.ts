import path from 'node:path';
import { jest } from '@jest/globals';
import type { CandidateBody } from '@scrutin/contracts/public';
import type { CandidateSpec, CommandResult, Election, RaceSpec } from '@scrutin/testkit';
import { eventually, openElection, openLaw, runOrThrow, setWithdrawal, useSystem } from '@scrutin/testkit';

jest.setTimeout(180_000);

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

/** The part of `scrutin simulate --json` that matters here. */
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

describe('voters who are played by the command line', () => {
  const { stack, client } = useSystem({
    suite: 'simulated-election',
    processes: { 'validation-worker': 2, aggregator: 2 },
    connections: 2,
  });

  const open = async (): Promise<Election> => {
    const election = await openElection(stack, { regions: REGIONS, votersPerRegion: 1 });
    const race = election.races[3]!;
    await setWithdrawal(stack, race, 'c6', Date.now() - 1_000);
    const { electionId, regionId } = race;
    await eventually('the withdrawal is public', async () => {
      const address = `${stack.target()}/api/v1/elections/${electionId}/regions/${regionId}/candidates`;
      const answer = await client.send(address);
      if (answer.kind === 'unanswered') throw answer.error;
      const bodies = JSON.parse(answer.text) as CandidateBody[];
      expect(bodies.filter(({ withdrawn }) => withdrawn).map((body) => body.candidate_id)).toEqual(['c6']);
    });
    return election;
  };
  const simulate = ({ id }: Election, ...options: string[]): Promise<CommandResult> =>
    stack.scrutin(['simulate', '--election-id', id, ...options]);

  test('every ballot is where it belongs, to the last preference, whatever else was sent (P3, P4, P5)', async () => {
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
    // Hundreds of different rankings, each of which grew by as much as was accepted of it.
    expect(rows.get('rankings that grew as cast')?.found).toBeGreaterThan(100);
    expect(report.standings.map(({ region }) => region)).toEqual(
      election.races.map(({ regionId }) => regionId),
    );
    expect(report.standings.reduce((sum, { votes }) => sum + votes, 0)).toBe(2520);

    const ledger = await runOrThrow(stack, ['ledger', '--json']);
    expect(JSON.parse(ledger)).toMatchObject({ balanced: true });
  });

  test('results that are withheld are not looked at through the database either, and it says so', async () => {
    const election = await open();
    await stack.sql(`UPDATE elections SET results_visibility = 'after-closing' WHERE id = $1`, [election.id]);
    await eventually('the results are withheld', async () => {
      const answer = await client.send(`${stack.target()}/api/v1/elections/${election.id}/results`);
      expect(answer).toMatchObject({ status: 403 });
    });
    const run = await simulate(election, '--votes', '600', ...FAULTS, '--seed', '8');
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/Not compared, as they cannot be read here: .*first preferences/);
    expect(run.stdout).not.toContain('ahead by first preferences');
  });

  test('a law is played by the same command', async () => {
    const law = await openLaw(stack, { voters: 1 });
    const faults = ['--duplicates', '5', '--unknown', '3', '--scrambled', '2'];
    const run = await stack.scrutin(['simulate', '--law-id', law.id, '--votes', '600', ...faults]);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain(AGREED);
  });

  test('letters of a set vote each in their own region, once', async () => {
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
    await runOrThrow(stack, ['roll', 'load', folder]);

    const first = await simulate(election, '--votes', '300', ...FAULTS, '--credentials', folder);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain(AGREED);

    const again = await simulate(election, '--votes', '300', '--credentials', folder);
    expect(again).toMatchObject({ code: 1 });
    expect(again.stdout).toContain('NOT in agreement');
    expect(again.stdout).toContain('had voted before');
  });
});
