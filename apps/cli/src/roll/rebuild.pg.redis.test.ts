import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { EligibleVote } from '@scrutin/contracts/messages';
import type { ContestKey, RollKey } from '@scrutin/election';
import { lawRollKey, lawSelection, submissionPrefix } from '@scrutin/election';
import { createTestDatabase } from '@scrutin/testkit/database';
import { bucketOf } from '@scrutin/voter-roll';
import { hash, LAW, newSubmission, useRollServers } from '../fixture/roll-servers.ts';
import { rebuildClaims } from './rebuild.ts';
import { rollReports } from './status.ts';

const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
});

/** Keeps what was put on record about released claims. */
function recorder() {
  const released: (readonly [RollKey, number])[] = [];
  const release = (roll: RollKey, claims: number): Promise<void> => {
    released.push([roll, claims]);
    return Promise.resolve();
  };
  return { released, release };
}

describe('roll status and rebuild', () => {
  it('finds that Redis lost the roll, and restores the votes once the roll is loaded again', async () => {
    const set = await servers.generate(300);
    await servers.load(set);
    await servers.openContest();
    const votes = (await servers.letters(set)).slice(0, 100).map(([nas, code]): EligibleVote => ({
      submissionId: newSubmission(),
      contest: 'law:L2025-001' as ContestKey,
      credentialHash: Buffer.from(hash(nas, code, 'L2025-001')).toString('base64url'),
      acceptedAtMs: Date.now() + 10_000, // once the law is open
      selection: lawSelection('oui'),
    }));
    await servers.counting.settleVotes(votes);
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([
      { roll: LAW, registered: 300, advice: undefined },
    ]);

    await servers.forget();
    await servers.reconnect();
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([{ redis: { state: 'absent' } }]);
    expect((await rollReports(servers.store, servers.roll))[0]?.advice).toContain('roll load');
    await expect(rebuildClaims([], servers.store, servers.roll, () => undefined)).rejects.toThrow(
      'load its files first',
    );

    await servers.load(set);
    const seen: number[] = [];
    expect(await rebuildClaims([], servers.store, servers.roll, (_, claims) => seen.push(claims))).toEqual([
      {
        roll: LAW,
        restored: 100,
        alreadyThere: 0,
        claimedByAnother: 0,
        noLongerVoid: 0,
        notOnRoll: 0,
        void: 0,
        withoutVote: 0,
        released: 0,
      },
    ]);
    expect(seen.at(-1)).toBe(100);
    const place = await servers.onRecord(LAW);
    const again = votes.map((vote) => ({
      roll: place,
      credentialHash: Buffer.from(vote.credentialHash, 'base64url'),
      submissionId: vote.submissionId,
    }));
    expect(new Set(await servers.roll.claim(again))).toEqual(new Set(['mine']));
    const second = again.map((claim) => ({ ...claim, submissionId: newSubmission() }));
    expect(new Set(await servers.roll.claim(second))).toEqual(new Set(['already-voted']));
  });

  it('P3: with a roll of two sets, nobody is rejected until both are loaded again, and then only unknown credentials', async () => {
    const first = path.join(servers.folder, 'first');
    await rename(await servers.generate(20), first);
    const second = await servers.generate(20);
    await servers.load(first);
    await servers.loadWith({ inDraft: 'add' }, second);
    const voters = [...(await servers.letters(first)), ...(await servers.letters(second))];
    const claims = async (hashes: readonly Uint8Array[]) => {
      const place = await servers.onRecord(LAW);
      const decisions = await servers.roll.claim(
        hashes.map((credentialHash) => ({ roll: place, credentialHash, submissionId: newSubmission() })),
      );
      return new Set(decisions);
    };
    const hashes = voters.map(([nas, code]) => hash(nas, code, 'L2025-001'));
    await servers.forget();
    expect(await claims(hashes)).toEqual(new Set(['roll-missing']));
    await expect(servers.loadWith({ inDraft: 'add' }, first)).rejects.toThrow('load the rest too');
    expect(await claims(hashes)).toEqual(new Set(['roll-missing']));
    expect((await rollReports(servers.store, servers.roll))[0]?.advice).toContain('roll load');
    expect(await servers.loadWith({ inDraft: 'add' }, second)).toMatchObject({ credentials: 40 });
    expect(await claims(hashes)).toEqual(new Set(['claimed']));
    expect(await claims([randomBytes(32)])).toEqual(new Set(['unknown-credential']));
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([
      { registered: 40, advice: undefined },
    ]);
  });

  it('shows the number of claims without a vote, and releases them on request, so that nobody votes twice', async () => {
    await servers.load(await servers.generate(30));
    await servers.openContest();
    const place = await servers.onRecord(LAW);
    const voters = await servers.letters(path.join(servers.folder, 'set'));
    const claims = voters.slice(0, 20).map(([nas, code]) => ({
      roll: place,
      credentialHash: hash(nas, code, 'L2025-001'),
      submissionId: newSubmission(),
    }));
    await servers.roll.claim(claims);
    // Opening takes effect a few seconds later.
    const acceptedAtMs = (await servers.office.law('L2025-001'))?.window.opensAtMs ?? 0;
    const counted = claims.slice(0, 12).map(({ credentialHash, submissionId }): EligibleVote => ({
      submissionId,
      contest: 'law:L2025-001' as ContestKey,
      acceptedAtMs,
      credentialHash: Buffer.from(credentialHash).toString('base64url'),
      selection: lawSelection('oui'),
    }));
    await servers.counting.settleVotes(counted);
    const told = await rebuildClaims([], servers.store, servers.roll, () => undefined);
    expect(told).toMatchObject([{ alreadyThere: 12, withoutVote: 8, released: 0 }]);
    const refusing = (): Promise<void> => Promise.reject(new Error('no record'));
    const refused = rebuildClaims([], servers.store, servers.roll, () => undefined, refusing);
    await expect(refused).rejects.toThrow('no record');
    const record = recorder();
    expect(
      await rebuildClaims([], servers.store, servers.roll, () => undefined, record.release),
    ).toMatchObject([{ withoutVote: 8, released: 8 }]);
    expect(record.released).toEqual([[LAW, 8]]);
    await rebuildClaims([], servers.store, servers.roll, () => undefined, record.release);
    expect(record.released).toHaveLength(1); // nothing is released, so nothing is put on record
    expect(await rebuildClaims([], servers.store, servers.roll, () => undefined)).toMatchObject([
      { withoutVote: 0 },
    ]);
    const again = claims.map((claim) => ({ ...claim, submissionId: newSubmission() }));
    const decisions = await servers.roll.claim(again);
    expect(decisions.slice(0, 12).every((decision) => decision === 'already-voted')).toBe(true);
    expect(decisions.slice(12).every((decision) => decision === 'claimed')).toBe(true);
  });

  it('finds every claim without a vote: beside counted ones, for void credentials, and if the roll is incomplete', async () => {
    const set = await servers.generate(400);
    await servers.load(set);
    await servers.openContest();
    const place = await servers.onRecord(LAW);
    const acceptedAtMs = (await servers.office.law('L2025-001'))?.window.opensAtMs ?? 0;
    const claims = (await servers.letters(set)).map(([nas, code]) => ({
      roll: place,
      credentialHash: hash(nas, code, 'L2025-001'),
      submissionId: newSubmission(),
    }));
    // Every 3rd claim is counted; the others wait, or are lost.
    const counted = claims.filter((_, i) => i % 3 === 0);
    await servers.roll.claim(claims.filter((_, i) => i % 3 !== 2));
    await servers.counting.settleVotes(
      counted.map(({ credentialHash, submissionId }): EligibleVote => ({
        submissionId,
        contest: 'law:L2025-001' as ContestKey,
        acceptedAtMs,
        credentialHash: Buffer.from(credentialHash).toString('base64url'),
        selection: lawSelection('oui'),
      })),
    );
    const rebuilt = (store: Parameters<typeof rebuildClaims>[1]) =>
      rebuildClaims([], store, servers.roll, () => undefined);
    const expected = { restored: 0, alreadyThere: counted.length, notOnRoll: 0, withoutVote: 133 };
    expect(await rebuilt(servers.store)).toMatchObject([expected]);
    // A credential that is void now has lost its claim, and its bucket has another claim without a vote.
    const store = servers.store;
    const observed = {
      rolls: () => store.rolls(),
      countedCredentials: (rollKey: RollKey) => store.countedCredentials(rollKey),
      voidCredentials: () =>
        Promise.resolve(counted.slice(0, 20).map((each) => Buffer.from(each.credentialHash))),
      uncountedAmong: (ids: Parameters<typeof store.uncountedAmong>[0]) => store.uncountedAmong(ids),
    };
    expect(await rebuilt(observed)).toMatchObject([{ ...expected, void: 20 }]);
    const stranger = { credentialHash: randomBytes(32), submissionId: newSubmission() };
    const withStranger = {
      ...observed,
      voidCredentials: () => Promise.resolve([]),
      async *countedCredentials(rollKey: RollKey) {
        yield stranger;
        yield* store.countedCredentials(rollKey);
      },
    };
    expect(await rebuilt(withStranger)).toMatchObject([
      { alreadyThere: counted.length - 20, claimedByAnother: 20, notOnRoll: 1, withoutVote: 133 },
    ]);
  });

  it('asks PostgreSQL about no claim of a bucket that has only those of counted votes', async () => {
    const set = await servers.generate(400);
    await servers.load(set);
    await servers.openContest();
    const place = await servers.onRecord(LAW);
    const acceptedAtMs = (await servers.office.law('L2025-001'))?.window.opensAtMs ?? 0;
    const claims = (await servers.letters(set)).map(([nas, code]) => ({
      roll: place,
      credentialHash: hash(nas, code, 'L2025-001'),
      submissionId: newSubmission(),
    }));
    await servers.counting.settleVotes(
      claims.slice(0, 300).map(({ credentialHash, submissionId }): EligibleVote => ({
        submissionId,
        contest: 'law:L2025-001' as ContestKey,
        acceptedAtMs,
        credentialHash: Buffer.from(credentialHash).toString('base64url'),
        selection: lawSelection('oui'),
      })),
    );
    const [lost] = claims.slice(-1);
    await servers.roll.claim([lost!]);
    const asked: string[] = [];
    const { store } = servers;
    const report = await rebuildClaims(
      [],
      {
        rolls: () => store.rolls(),
        countedCredentials: (rollKey) => store.countedCredentials(rollKey),
        voidCredentials: (rollKey) => store.voidCredentials(rollKey),
        uncountedAmong: (ids) => {
          asked.push(...ids);
          return store.uncountedAmong(ids);
        },
      },
      servers.roll,
      () => undefined,
    );
    expect(report).toMatchObject([{ restored: 300, withoutVote: 1 }]);
    expect(asked).toContain(submissionPrefix(lost!.submissionId, 8));
    const bucket = bucketOf(lost!.credentialHash, place.buckets);
    const inBucket = claims
      .slice(0, 300)
      .filter((each) => bucketOf(each.credentialHash, place.buckets) === bucket);
    expect(asked.sort()).toEqual(
      [lost!, ...inBucket].map(({ submissionId }) => submissionPrefix(submissionId, 8) as string).sort(),
    );
  });

  it('finds credentials in Redis that are not on record', async () => {
    await servers.load(await servers.generate(10));
    const place = await servers.onRecord(LAW);
    const behind = await servers.roll.beginLoad(place, 'grow');
    await behind?.stage([{ hash: randomBytes(32) }]);
    // The staged credential cannot vote.
    expect((await rollReports(servers.store, servers.roll))[0]?.advice).toBeUndefined();
    await behind?.adopt(place.generation);
    await behind?.end();
    expect((await rollReports(servers.store, servers.roll))[0]?.advice).toContain(
      'more than are on record: 1 credentials',
    );
  });

  it('refuses to rebuild a roll that is not registered', async () => {
    await expect(
      rebuildClaims([lawRollKey('NONE')], servers.store, servers.roll, () => undefined),
    ).rejects.toThrow('No roll law:NONE is registered');
  });
});

describe('a database that was restored to an earlier state', () => {
  /** Copies the database as it is now, and later puts the copy in the place of the database. */
  const COPY = 'scrutin_test_restored';
  const asOwner = async (...statements: readonly string[]): Promise<void> => {
    const url = new URL(servers.database.url);
    url.pathname = '/postgres';
    const client = new pg.Client(url.href);
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };

  it('shows how many voted since then, and lets them vote again, and nobody twice (P3, P5)', async () => {
    const set = await servers.generate(40);
    await servers.load(set);
    await servers.openContest();
    const acceptedAtMs = (await servers.office.law('L2025-001'))?.window.opensAtMs ?? 0;
    const voters = (await servers.letters(set)).map(([nas, code]) => hash(nas, code, 'L2025-001'));
    const cast = async (some: readonly Uint8Array[]): Promise<string[]> => {
      const place = await servers.onRecord(LAW);
      const claims = some.map((credentialHash) => ({
        roll: place,
        credentialHash,
        submissionId: newSubmission(),
      }));
      const decisions = await servers.roll.claim(claims);
      const eligible = claims.filter((_, i) => decisions[i] === 'claimed');
      await servers.counting.settleVotes(
        eligible.map(({ credentialHash, submissionId }): EligibleVote => ({
          submissionId,
          contest: 'law:L2025-001' as ContestKey,
          acceptedAtMs,
          credentialHash: Buffer.from(credentialHash).toString('base64url'),
          selection: lawSelection('oui'),
        })),
      );
      return decisions;
    };
    const counted = async (): Promise<number | undefined> =>
      (await servers.counting.ledger()).contests.find(({ contest }) => contest === 'law:L2025-001')?.counted;
    const operator = await servers.database.urlFor('scrutin_operator');
    const [before, since, never] = [voters.slice(0, 10), voters.slice(10, 25), voters.slice(25)];

    await cast(before);
    await servers.disconnect();
    const name = new URL(servers.database.url).pathname.slice(1);
    await asOwner(`DROP DATABASE IF EXISTS ${COPY}`, `CREATE DATABASE ${COPY} TEMPLATE ${name}`);
    await servers.connect(servers.database.url, operator);
    await cast(since);
    expect(await counted()).toBe(25);

    await servers.disconnect();
    await asOwner(`DROP DATABASE ${name}`, `ALTER DATABASE ${COPY} RENAME TO ${name}`);
    await servers.connect(servers.database.url, operator);
    expect(await counted()).toBe(10);
    expect(await rebuildClaims([], servers.store, servers.roll, () => undefined)).toMatchObject([
      { alreadyThere: 10, withoutVote: 15, released: 0 },
    ]);
    const { release } = recorder();
    expect(await rebuildClaims([], servers.store, servers.roll, () => undefined, release)).toMatchObject([
      { withoutVote: 15, released: 15 },
    ]);
    expect(new Set(await cast(since))).toEqual(new Set(['claimed']));
    expect(new Set(await cast(never))).toEqual(new Set(['claimed']));
    expect(new Set(await cast(voters))).toEqual(new Set(['already-voted']));
    expect(await counted()).toBe(40);
  });
});
