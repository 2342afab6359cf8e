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
  voters,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';
import { brokerFiles } from './broker-disk.ts';

const HALF = 150;
/**
 * A choice as a whole value or as a part of JSON. Three letters between any other bytes stand in what is encrypted about once
 * in two hundred runs.
 */
const A_CHOICE = /(?:^|[":,\s])(?:oui|non)(?:$|[":,\s])/;

describe('what messages, tables, Redis and logs contain about voters (P6)', () => {
  const { stack, open, castAll } = useSystem({
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

  test('no message shows a voter, a contest or a choice', async () => {
    // All oui come first, then all non, one after the other. An order would show who chose which.
    const votes = law.voters.map((voter, i): LawVote => {
      return { kind: 'law', voter, lawId: law.id, choice: i < HALF ? 'oui' : 'non' };
    });
    const first = await castAll(votes, { connections: 1 });
    // Second votes wait until PostgreSQL has the first ones. Votes of unknown credentials are rejected at once.
    const strangers = voters(2).map((voter): LawVote => ({
      kind: 'law',
      voter,
      lawId: law.id,
      choice: 'oui',
    }));
    const later = [...votes.slice(0, 5), ...strangers];
    const again = await castAll(later, { connections: 1 });
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
      expect(body).not.toMatch(A_CHOICE);
      expect(body).not.toMatch(/already-voted|unknown-credential/);
      expect(body).not.toContain(law.id);
    }

    await stack.startApp('aggregator');
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({
      counted: 2 * HALF,
      rejected: { 'already-voted': 5, 'unknown-credential': 2 },
    });
  });

  test('the files of the broker do not show the counted votes', () => {
    const files = brokerFiles();
    if (files === undefined) return; // the previous test has looked at the messages themselves
    const filesWith = (text: string): number => files.filter((file) => file.includes(text)).length;
    expect(filesWith('\u0002\u0004test')).toBeGreaterThan(0); // the sealed messages of this suite
    expect(filesWith(`law:${law.id}`)).toBe(0);
    for (const hash of [...secrets.hashes].slice(0, 20)) expect(filesWith(hash)).toBe(0);
  });

  test('no table and no key of Redis has a NAS or a code, and Redis has no choice', async () => {
    for (const { table, row } of await storedRows(stack)) {
      const kinds = [...secretsIn(JSON.stringify(row), secrets)];
      expect({ table, kinds: kinds.filter((kind) => kind !== 'hash') }).toEqual({ table, kinds: [] });
    }
    const stored = await stack.redis.dump();
    expect(stored.length).toBeGreaterThan(0);
    for (const { key, parts } of stored) {
      for (const part of [key, ...parts.map((bytes) => bytes.toString('latin1'))]) {
        expect(secretsIn(part, secrets).size).toBe(0);
        expect(part).not.toMatch(A_CHOICE);
        expect(part).not.toContain('127.0.0.1');
      }
    }
  });

  test('no row has a credential and a choice', async () => {
    for (const { table, row } of await storedRows(stack)) {
      const values = Object.values(row).filter((value) => value === 'oui' || value === 'non');
      const text = JSON.stringify(row);
      const hasHash = [...secrets.hashes].some((hash) => text.includes(hash));
      expect({ table, joined: values.length > 0 && hasHash }).toEqual({ table, joined: false });
    }
  });

  test('after mixing, no value, transaction or order connects a credential with a choice', async () => {
    await closeLaw(stack, law, Date.now()); // the ballots of a closed contest are mixed even if they are few
    await eventually('the ballots are mixed', async () => {
      const [unmixed] = await stack.sql<{ n: number }>(
        'SELECT (SELECT count(*) FROM ballots_arriving)::int + (SELECT count(*) FROM turnout_arriving)::int AS n',
      );
      expect(unmixed).toEqual({ n: 0 });
    });
    expect((await readLawRecords(stack, law.id)).ballots).toEqual({
      oui: HALF,
      non: HALF,
      '#blank': 0,
    });

    const rows = await storedRows(stack);
    const tablesOfVoters = [
      'vote_audit',
      'duplicate_attempts',
      'settled_submissions',
      'rejected_submissions',
    ];
    const voters = rows.filter(({ table }) => tablesOfVoters.includes(table));
    const ballots = rows.filter(({ table }) => table === 'ballots_mixed');
    expect(ballots).toHaveLength(2 * HALF);

    // No value connects them: no identifier, no time, only the contest, which they have in common.
    const valuesOf = (some: readonly StoredRow[]): Set<string> =>
      new Set(some.flatMap(({ row }) => Object.values(row).map(String)));
    const shared = [...valuesOf(voters)].filter((value) => valuesOf(ballots).has(value));
    expect(shared).toEqual([`law:${law.id}`]);

    // No transaction connects them.
    const transactions = new Set(voters.map(({ xmin }) => xmin));
    expect(ballots.filter(({ xmin }) => transactions.has(xmin))).toEqual([]);
    expect(new Set(ballots.map(({ xmin }) => xmin)).size).toBe(1);

    // The order of the table does not either. After a fair shuffle the first half has 75 of each choice, with a
    // standard deviation of 4.3.
    const inFirstHalf = ballots.slice(0, HALF).filter(({ row }) => row['selection'] === 'oui').length;
    expect(inFirstHalf).toBeGreaterThan(HALF / 2 - 45);
    expect(inFirstHalf).toBeLessThan(HALF / 2 + 45);

    // No time about a voter is more exact than an hour.
    for (const { table, row } of voters.filter((one) => one.table === 'vote_audit')) {
      for (const value of Object.values(row).filter((one) => /^\d{4}-\d\d-\d\dT/.test(String(one)))) {
        expect({ table, inHour: new Date(String(value)).getTime() % 3_600_000 }).toEqual({
          table,
          inHour: 0,
        });
      }
    }
  });

  test('the audit has each credential once, no service can change it, and neither can the owner by accident', async () => {
    const [audited] = await stack.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT DISTINCT roll_key, credential_hash FROM vote_audit WHERE status = 'counted') AS c`,
    );
    expect(audited).toEqual({ n: 2 * HALF });
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

  test('no login may read the system columns that could connect credentials with ballots', async () => {
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
