import { jest } from '@jest/globals';
import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { contestKey } from '@scrutin/election';
import type { Election, Race, Secrets, StoredRow, VoteRecord } from '@scrutin/testkit';
import {
  closeElection,
  eventually,
  expectElectionNothingLostNothingTwice,
  expectNoSecretInLogs,
  openElection,
  readElectionRecords,
  secretsIn,
  secretsOf,
  Stack,
  storedRows,
  voteInRace,
  VoteLoad,
} from '@scrutin/testkit';
import type { ElectionVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

const HALF = 100;
const CANDIDATES = ['quille-first', 'quille-second', 'quille-third'];
/** A candidate's identifier that no other word of a log or a table contains. */
const A_CHOICE = /quille-/;
const KNOWS_VOTERS = ['vote_audit', 'duplicate_attempts', 'settled_submissions', 'rejected_submissions'];

describe('fault 9: what is stored, sent and written about the voters of an election (P6)', () => {
  let stack: Stack;
  let election: Election;
  let race: Race;
  let record: VoteRecord<ElectionVote>;
  let secrets: Secrets;

  beforeAll(async () => {
    stack = await Stack.start({
      suite: 'election-secrecy',
      processes: { 'validation-worker': 0, aggregator: 0 },
      settings: { aggregator: { MIX_EVERY_MS: '200' } },
    });
    election = await openElection(stack, {
      regions: [{ method: 'ranked_choice', candidates: CANDIDATES.map((id) => ({ id })) }, { candidates: 2 }],
      votersPerRegion: 2 * HALF,
    });
    race = election.races[0]!;
    secrets = secretsOf(stack, [election]);
  });
  afterAll(async () => {
    await stack.stop();
    expectNoSecretInLogs(stack, [election]);
    for (const { name, lines } of stack.processes)
      expect([name, lines.filter((line) => A_CHOICE.test(line))]).toEqual([name, []]);
  });

  const bodiesIn = async (queue: QueueName): Promise<string[]> =>
    (await stack.virtualHost.peek(queue, 1_000)).map(({ body, headers }) => {
      return `${body.toString()} ${JSON.stringify(headers)}`;
    });
  const namesAVoter = (text: string): boolean => [...secrets.hashes].some((hash) => text.includes(hash));

  test('no voter, no contest and no choice is in any message', async () => {
    // All first one ranking, then the other: whoever can see an order can see who chose what.
    const [first, second, third] = CANDIDATES as [string, string, string];
    const ballots = race.voters.map((voter, i) =>
      voteInRace(race, voter, i < HALF ? [first, second, third] : [second, first]),
    );
    const elsewhere = election.races[1]!.voters.slice(0, 5).map((voter) => voteInRace(race, voter, [third]));
    const cast = (some: ElectionVote[]): Promise<VoteRecord<ElectionVote>> =>
      new VoteLoad(some, { target: stack.target, connections: 1 }).done();
    const once = await cast(ballots);
    const again = await cast([...ballots.slice(0, 5), ...elsewhere]);
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

  test('no NAS and no code is in any table or in Redis, no credential beside a choice, and Redis knows no choice', async () => {
    for (const { table, row } of await storedRows(stack)) {
      const text = JSON.stringify(row);
      const found = [...secretsIn(text, secrets)].filter((what) => what !== 'hash');
      const joined = A_CHOICE.test(text) && namesAVoter(text);
      expect({ table, found, joined }).toEqual({ table, found: [], joined: false });
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

  test('no metric says a voter', async () => {
    for (const { name, opsUrl } of stack.processes.map((one) => ({ name: one.name, opsUrl: one.opsUrl() }))) {
      const page = await (await fetch(`${opsUrl}/metrics`)).text();
      expect([name, page.length > 0, ...secretsIn(page, secrets)]).toEqual([name, true]);
    }
  });

  test('after mixing, no value, no transaction and no order joins a credential with a ranking', async () => {
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

    // By a value: an id, a time, anything but the contest they have in common.
    const valuesOf = (some: readonly StoredRow[]): Set<string> =>
      new Set(some.flatMap(({ row }) => Object.values(row).map(String)));
    const shared = [...valuesOf(voters)].filter((value) => valuesOf(ballots).has(value));
    expect(shared).toEqual([contestKey({ kind: 'election', ...race })]);

    // By the transaction that wrote them: a rare ranking's count must not bear its voter's.
    const transactions = new Set(voters.map(({ xmin }) => xmin));
    expect(cast.filter(({ xmin }) => transactions.has(xmin))).toEqual([]);
    expect(new Set(ballots.map(({ xmin }) => xmin)).size).toBe(1);

    // By the place in the table: of a fair shuffle of 100 and 100 the first half holds 50 of each, give or take 3.5.
    const inFirstHalf = ballots
      .slice(0, HALF)
      .filter(({ row }) => String(row['selection']).startsWith(CANDIDATES[0]!));
    expect(inFirstHalf.length).toBeGreaterThan(HALF / 2 - 30);
    expect(inFirstHalf.length).toBeLessThan(HALF / 2 + 30);
  });
});
