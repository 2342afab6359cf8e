import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Law, Secrets, StoredRow, VoteRecord } from '@scrutin/testkit';
import {
  closeLaw,
  eventually,
  expectNothingLostNothingTwice,
  readLawRecords,
  secretsIn,
  secretsOf,
  storedRows,
  useSystem,
  VoteLoad,
  voters,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';
import { brokerFiles } from './broker-disk.ts';

jest.setTimeout(120_000);

const HALF = 150;

describe('fault 9: what is stored, sent and written about voters (P6)', () => {
  const { stack, open } = useSystem({
    suite: 'secrecy',
    processes: { 'validation-worker': 0, aggregator: 0 },
    settings: { aggregator: { MIX_EVERY_MS: '200' } },
  });
  let law: Law;
  let record: VoteRecord;
  let secrets: Secrets;

  beforeAll(async () => {
    law = await open(2 * HALF);
    secrets = secretsOf(stack, [law]);
  });

  const bodiesIn = async (queue: (typeof QUEUES)[keyof typeof QUEUES]): Promise<string[]> =>
    (await stack.virtualHost.peek(queue, 1_000)).map(({ body, headers }) => {
      return `${body.toString()} ${JSON.stringify(headers)}`;
    });

  test('no voter, no contest and no choice is in any message', async () => {
    // All oui first, then all non, one after the other: whoever can see an order can see who chose what.
    const votes = law.voters.map((voter, i): LawVote => {
      return { kind: 'law', voter, lawId: law.id, choice: i < HALF ? 'oui' : 'non' };
    });
    const first = await new VoteLoad(votes, { target: stack.target, connections: 1 }).done();
    // Second votes wait until PostgreSQL knows of the first; strangers are refused at once.
    const strangers = voters(2).map((voter): LawVote => ({
      kind: 'law',
      voter,
      lawId: law.id,
      choice: 'oui',
    }));
    const later = [...votes.slice(0, 5), ...strangers];
    const again = await new VoteLoad(later, { target: stack.target, connections: 1 }).done();
    record = { ...first, accepted: [...first.accepted, ...again.accepted] };

    const submitted = await bodiesIn(QUEUES.validation);
    expect(submitted.length).toBeGreaterThan(0);
    await stack.startApp('validation-worker');
    await eventually('everything is forwarded', async () => {
      expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(0);
      expect(await stack.virtualHost.depth(QUEUES.aggregation)).toBeGreaterThan(0);
      expect(await stack.virtualHost.depth(QUEUES.review)).toBeGreaterThan(0);
    });
    const forwarded = await bodiesIn(QUEUES.aggregation);
    const rejected = await bodiesIn(QUEUES.review);
    const waiting = await bodiesIn(QUEUES.waiting);
    expect(forwarded.length).toBeGreaterThan(0);
    for (const body of [...submitted, ...forwarded, ...rejected, ...waiting]) {
      expect([...secretsIn(body, secrets)]).toEqual([]);
      expect(body).not.toMatch(/\b(oui|non|already-voted|unknown-credential)\b/);
      expect(body).not.toContain(law.id);
    }

    await stack.startApp('aggregator');
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({
      counted: 2 * HALF,
      rejected: { 'already-voted': 5, 'unknown-credential': 2 },
    });
  });

  test('nothing about the counted votes can be read on the disk of the broker', () => {
    const files = brokerFiles();
    if (files === undefined) return; // the messages themselves were looked at above
    const holding = (words: string): number => files.filter((file) => file.includes(words)).length;
    expect(holding('\u0002\u0004test')).toBeGreaterThan(0); // sealed messages of this suite
    expect(holding(`law:${law.id}`)).toBe(0);
    for (const hash of [...secrets.hashes].slice(0, 20)) expect(holding(hash)).toBe(0);
  });

  test('no NAS and no code is in any table or in Redis, and Redis knows no choice', async () => {
    for (const { table, row } of await storedRows(stack)) {
      const found = secretsIn(JSON.stringify(row), secrets);
      expect({ table, found: [...found].filter((what) => what !== 'hash') }).toEqual({ table, found: [] });
    }
    const stored = await stack.redis.dump();
    expect(stored.length).toBeGreaterThan(0);
    for (const { key, parts } of stored) {
      for (const part of [key, ...parts.map((bytes) => bytes.toString('latin1'))]) {
        expect(secretsIn(part, secrets).size).toBe(0);
        expect(part).not.toMatch(/\b(oui|non)\b/);
        expect(part).not.toContain('127.0.0.1');
      }
    }
  });

  test('no table holds a credential beside a choice', async () => {
    for (const { table, row } of await storedRows(stack)) {
      const values = Object.values(row).filter((value) => value === 'oui' || value === 'non');
      const text = JSON.stringify(row);
      const hasHash = [...secrets.hashes].some((hash) => text.includes(hash));
      expect({ table, joined: values.length > 0 && hasHash }).toEqual({ table, joined: false });
    }
  });

  test('after mixing, no value, no transaction and no order joins a credential with a choice', async () => {
    await closeLaw(stack, law, Date.now()); // a contest that closed is mixed whatever its size
    await eventually('the ballots are mixed', async () => {
      const [left] = await stack.sql<{ n: number }>(
        'SELECT (SELECT count(*) FROM ballots_arriving)::int + (SELECT count(*) FROM turnout_arriving)::int AS n',
      );
      expect(left).toEqual({ n: 0 });
    });
    expect((await readLawRecords(stack, law.id)).ballots).toEqual({ oui: HALF, non: HALF });

    const rows = await storedRows(stack);
    const knowsVoter = ['vote_audit', 'duplicate_attempts', 'settled_submissions', 'rejected_submissions'];
    const voters = rows.filter(({ table }) => knowsVoter.includes(table));
    const ballots = rows.filter(({ table }) => table === 'ballots_mixed');
    expect(ballots).toHaveLength(2 * HALF);

    // By a value: an id, a time, anything but the contest they have in common.
    const valuesOf = (some: readonly StoredRow[]): Set<string> =>
      new Set(some.flatMap(({ row }) => Object.values(row).map(String)));
    const shared = [...valuesOf(voters)].filter((value) => valuesOf(ballots).has(value));
    expect(shared).toEqual([`law:${law.id}`]);

    // By the transaction that wrote them.
    const transactions = new Set(voters.map(({ xmin }) => xmin));
    expect(ballots.filter(({ xmin }) => transactions.has(xmin))).toEqual([]);
    expect(new Set(ballots.map(({ xmin }) => xmin)).size).toBe(1);

    // By the place in the table: of a fair shuffle of 150 and 150 the first half holds 75 of each, give or take 4.3.
    const inFirstHalf = ballots.slice(0, HALF).filter(({ row }) => row['selection'] === 'oui').length;
    expect(inFirstHalf).toBeGreaterThan(HALF / 2 - 45);
    expect(inFirstHalf).toBeLessThan(HALF / 2 + 45);

    // By a time: nothing about a voter is finer than an hour.
    for (const { table, row } of voters.filter((one) => one.table === 'vote_audit')) {
      for (const value of Object.values(row).filter((one) => /^\d{4}-\d\d-\d\dT/.test(String(one)))) {
        expect({ table, inHour: new Date(String(value)).getTime() % 3_600_000 }).toEqual({
          table,
          inHour: 0,
        });
      }
    }
  });

  test('the audit says each credential once, and no service can change it, nor the owner by accident', async () => {
    const [voted] = await stack.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT DISTINCT roll_key, credential_hash FROM vote_audit WHERE status = 'counted') AS c`,
    );
    expect(voted).toEqual({ n: 2 * HALF });
    const second = `INSERT INTO vote_audit SELECT contest_key, roll_key, credential_hash, 'counted', NULL,
      gen_random_uuid(), hour FROM vote_audit WHERE status = 'counted' LIMIT 1`;
    await expect(stack.sql(second)).rejects.toThrow(/duplicate key|unique/);

    const changes = [
      `UPDATE vote_audit SET status = 'rejected', reason = 'closed'`,
      'DELETE FROM vote_audit',
      'TRUNCATE vote_audit',
      'DELETE FROM ballots_mixed',
      `UPDATE ballots_mixed SET selection = 'oui'`,
      `INSERT INTO ballots_mixed SELECT contest_key, gen_random_uuid(), 'oui' FROM ballots_mixed LIMIT 1`,
    ];
    const roles = ['ingestion', 'worker', 'aggregator', 'operator', 'auditor'];
    const logins = await Promise.all(roles.map((role) => stack.database.urlFor(`scrutin_${role}`)));
    for (const url of [stack.database.url, ...logins]) {
      for (const change of changes) {
        await expect(stack.sql(change, [], url)).rejects.toThrow(/append-only|permission denied/);
      }
    }
    for (const url of logins) {
      await expect(stack.sql(second, [], url)).rejects.toThrow(/permission denied/);
      await expect(stack.sql(`UPDATE vote_results SET oui = 1000`, [], url)).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  test('no login may read both credentials and the columns of ballots that could connect them', async () => {
    for (const role of ['ingestion', 'worker', 'aggregator', 'operator', 'auditor']) {
      const url = await stack.database.urlFor(`scrutin_${role}`);
      for (const table of ['vote_audit', 'ballots_arriving', 'ballots_mixed']) {
        await expect(stack.sql(`SELECT xmin FROM ${table}`, [], url)).rejects.toThrow(/permission denied/);
        await expect(stack.sql(`SELECT ctid FROM ${table}`, [], url)).rejects.toThrow(/permission denied/);
      }
    }
    const auditor = await stack.database.urlFor('scrutin_auditor');
    expect(await stack.sql('SELECT count(*)::int AS n FROM ballots', [], auditor)).toEqual([{ n: 2 * HALF }]);
  });
});
