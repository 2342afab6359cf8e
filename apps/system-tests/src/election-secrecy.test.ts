import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { contestKey } from '@scrutin/election';
import type { Election, Race, Secrets, StoredRow, VoteRecord } from '@scrutin/testkit';
import {
  closeElection,
  eventually,
  expectElectionNothingLostNothingTwice,
  readElectionRecords,
  secretsIn,
  secretsOf,
  storedRows,
  useSystem,
  voteInRace,
} from '@scrutin/testkit';
import type { ElectionVote } from '@scrutin/voting-load';

const HALF = 100;
const CANDIDATES = ['quille-first', 'quille-second', 'quille-third'];
/** Matches the identifiers of the candidates, and no other word of a log or a table. */
const A_CHOICE = /quille-/;
const KNOWS_VOTERS = ['vote_audit', 'duplicate_attempts', 'settled_submissions', 'rejected_submissions'];

describe('what messages, tables, Redis and logs contain about the voters of an election (P6)', () => {
  const { stack, openElection, castAll } = useSystem({
    suite: 'election-secrecy',
    processes: { 'validation-worker': 0, aggregator: 0 },
    settings: { aggregator: { MIX_EVERY_MS: '200' } },
  });
  let election: Election;
  let race: Race;
  let record: VoteRecord<ElectionVote>;
  let secrets: Secrets;

  beforeAll(async () => {
    election = await openElection({
      regions: [{ method: 'ranked_choice', candidates: CANDIDATES.map((id) => ({ id })) }, { candidates: 2 }],
      votersPerRegion: 2 * HALF,
    });
    race = election.races[0]!;
    secrets = secretsOf(stack, [election]);
  });
  afterAll(() => {
    for (const { name, lines } of stack.processes)
      expect([name, lines.filter((line) => A_CHOICE.test(line))]).toEqual([name, []]);
  });

  const bodiesIn = async (queue: QueueName): Promise<string[]> =>
    (await stack.virtualHost.peek(queue, 1_000)).map(({ body, headers }) => {
      return `${body.toString()} ${JSON.stringify(headers)}`;
    });
  const containsHash = (text: string): boolean => [...secrets.hashes].some((hash) => text.includes(hash));

  test('no message shows a voter, a contest or a choice', async () => {
    // The first half casts one ranking, then the second half casts another. An order would show who chose which.
    const [first, second, third] = CANDIDATES as [string, string, string];
    const ballots = race.voters.map((voter, i) =>
      voteInRace(race, voter, i < HALF ? [first, second, third] : [second, first]),
    );
    const elsewhere = election.races[1]!.voters.slice(0, 5).map((voter) => voteInRace(race, voter, [third]));
    const once = await castAll(ballots, { connections: 1 });
    const again = await castAll([...ballots.slice(0, 5), ...elsewhere], { connections: 1 });
    record = { ...once, accepted: [...once.accepted, ...again.accepted] };

    const submitted = await bodiesIn(QUEUES.validation);
    expect(submitted.length).toBeGreaterThan(0);
    await stack.startApp('validation-worker');
    await eventually('everything is forwarded', async () => {
      expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(0);
      expect(await stack.virtualHost.depth(QUEUES.review)).toBeGreaterThan(0);
    });
    const forwarded = await bodiesIn(QUEUES.aggregation);
    const rejected = await bodiesIn(QUEUES.review);
    expect(forwarded.length).toBeGreaterThan(0);
    for (const body of [...submitted, ...forwarded, ...rejected]) {
      expect([...secretsIn(body, secrets)]).toEqual([]);
      expect(body).not.toMatch(A_CHOICE);
      expect(body).not.toContain(election.id);
    }

    await stack.startApp('aggregator');
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 2 * HALF, rejected: { 'already-voted': 5, 'wrong-region': 5 } });
  });

  test('no table and no key of Redis has a NAS or a code, no row has a credential and a choice, and Redis has no choice', async () => {
    for (const { table, row } of await storedRows(stack)) {
      const text = JSON.stringify(row);
      const secretsFound = [...secretsIn(text, secrets)].filter((what) => what !== 'hash');
      const joined = A_CHOICE.test(text) && containsHash(text);
      expect({ table, secretsFound, joined }).toEqual({ table, secretsFound: [], joined: false });
    }
    const stored = await stack.redis.dump();
    expect(stored.length).toBeGreaterThan(0);
    for (const { key, parts } of stored) {
      for (const part of [key, ...parts.map((bytes) => bytes.toString('latin1'))]) {
        expect(secretsIn(part, secrets).size).toBe(0);
        expect(part).not.toMatch(A_CHOICE);
      }
    }
  });

  test('no metric shows a voter', async () => {
    for (const { name, opsUrl } of stack.processes.map((one) => ({ name: one.name, opsUrl: one.opsUrl() }))) {
      const page = await (await fetch(`${opsUrl}/metrics`)).text();
      expect([name, page.length > 0, ...secretsIn(page, secrets)]).toEqual([name, true]);
    }
  });

  test('after mixing, no value, transaction or order connects a credential with a ranking', async () => {
    const before = await readElectionRecords(stack, election.id);
    await closeElection(stack, election, Date.now());
    await eventually('the ballots of the closed election are mixed', async () => {
      const [arriving] = await stack.sql<{ n: number }>('SELECT count(*)::int AS n FROM ballots_arriving');
      expect(arriving).toEqual({ n: 0 });
    });
    expect(await readElectionRecords(stack, election.id)).toEqual(before);

    const rows = await storedRows(stack);
    const voters = rows.filter(({ table }) => KNOWS_VOTERS.includes(table));
    const mixed = ['ballots_mixed', 'ranking_counts', 'election_results'];
    const cast = rows.filter(({ table }) => mixed.includes(table));
    const ballots = cast.filter(({ table }) => table === 'ballots_mixed');
    expect(ballots).toHaveLength(2 * HALF);

    // No value connects them: no identifier, no time, only the contest, which they have in common.
    const valuesOf = (some: readonly StoredRow[]): Set<string> =>
      new Set(some.flatMap(({ row }) => Object.values(row).map(String)));
    const shared = [...valuesOf(voters)].filter((value) => valuesOf(ballots).has(value));
    expect(shared).toEqual([contestKey({ kind: 'election', ...race })]);

    // No transaction connects them. The count of a rare ranking must not have the transaction of its voter.
    const transactions = new Set(voters.map(({ xmin }) => xmin));
    expect(cast.filter(({ xmin }) => transactions.has(xmin))).toEqual([]);
    expect(new Set(ballots.map(({ xmin }) => xmin)).size).toBe(1);

    // The order of the table does not either. After a fair shuffle the first half has 50 of each ranking, with a
    // standard deviation of 3.5.
    const inFirstHalf = ballots
      .slice(0, HALF)
      .filter(({ row }) => String(row['selection']).startsWith(CANDIDATES[0]!));
    expect(inFirstHalf.length).toBeGreaterThan(HALF / 2 - 30);
    expect(inFirstHalf.length).toBeLessThan(HALF / 2 + 30);
  });
});
