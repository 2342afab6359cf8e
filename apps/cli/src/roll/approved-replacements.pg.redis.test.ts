import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { declare, documentText } from '@scrutin/declaration';
import type { ContestKey, Proposal, Selection } from '@scrutin/election';
import type { ElectionOffice, RollsInRedis } from '@scrutin/election-office';
import { openElectionOffice, replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { TransientError } from '@scrutin/service-runtime';
import { createTestDatabase, eventually } from '@scrutin/testkit/database';
import { proposed } from '@scrutin/testkit/election-office';
import { silentLogger } from '@scrutin/testkit/without-services';
import { openVoterRoll } from '@scrutin/voter-roll';
import { hash, LAW, newSubmission, useRollServers } from '../fixture/roll-servers.ts';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { loadRollSource } from './load.ts';
import { openRollSource } from './open-roll-source.ts';
import { rebuildClaims } from './rebuild.ts';
import { rollReports } from './status.ts';

const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
  approval: 'two-officials',
});

const claire = { name: 'command line: claire' };
const zoe = { name: 'command line: zoe' };
const REASON = 'The letter was lost.';
/** How many credentials one official may make void alone. */
const ALONE = 3;

let set: string;
let hashes: Buffer[];
/** An office with another login of the database. */
let other: ElectionOffice;
let owner: pg.Client;

beforeEach(async () => {
  const { office, database } = servers;
  const url = await database.urlFor('scrutin_admin');
  const options = { url, poolMax: 2, logger: silentLogger, applicationName: 'other', clock: Date.now };
  other = openElectionOffice(options);
  owner = new pg.Client(database.url);
  await owner.connect();
  servers.closeBefore(() => Promise.all([other.close(), owner.end()]));
  const policy = { ...(await office.approvalPolicy()), acts: ['replacing'], replacingAbove: ALONE } as const;
  expect(await office.changePolicy(claire, policy, 'for this test')).toMatchObject({ ok: true });
  set = await servers.generate(20);
  await servers.load(set);
  await servers.openContest(LAW, claire);
  hashes = (await servers.letters(set)).map(([nas, code]) => Buffer.from(hash(nas, code, 'L2025-001')));
});

function replace(pairs: readonly (readonly [Buffer, Buffer])[], roll: RollsInRedis = servers.roll) {
  const replacements = pairs.map(([credentialHash, replacedBy]) => ({ credentialHash, replacedBy }));
  const dependencies = { office: servers.office, roll, actor: claire };
  return replaceCredentials(LAW, replacements, { reason: REASON }, dependencies);
}

const revoke = (...given: readonly Buffer[]) =>
  revokeCredentials(LAW, given, REASON, { office: servers.office, roll: servers.roll, actor: claire });

const approve = ({ id }: Proposal, roll: RollsInRedis = servers.roll) => other.approveProposal(zoe, id, roll);

/** Pairs of a credential on the roll and a new one. */
function pairs(from: number, to: number): [Buffer, Buffer][] {
  return hashes.slice(from, to).map((old) => [old, randomBytes(32)]);
}

/** Lets a credential vote as the worker and the aggregator do. */
async function votes(credentialHash: Buffer) {
  const submissionId = newSubmission();
  const [decision] = await servers.roll.claim([
    { roll: await servers.onRecord(LAW), credentialHash, submissionId },
  ]);
  return decision === 'claimed' ? settle(credentialHash, submissionId) : decision;
}

async function settle(credentialHash: Buffer, submissionId = newSubmission()) {
  const settled = await servers.counting.settleVotes([
    {
      submissionId,
      contest: 'law:L2025-001' as ContestKey,
      credentialHash: credentialHash.toString('base64url'),
      acceptedAtMs: Date.now() + 60_000,
      selection: 'oui' as Selection,
    },
  ]);
  return settled.counted.length === 1 ? 'counted' : settled.voided === 1 ? 'void' : 'rejected';
}

const voids = async () => (await servers.store.rolls()).find(({ rollKey }) => rollKey === LAW)?.void;

/** `roll` without Redis at the moment when the act is in PostgreSQL. */
const redisGoes = (): RollsInRedis => ({
  ...servers.roll,
  markVoid: () => Promise.reject(new TransientError('Redis is away')),
});

test('one official alone replaces and revokes a limited total of letters of a contest, and a second one approves more', async () => {
  const first = pairs(0, 2);
  expect(await replace(first)).toMatchObject({ ok: true, value: { replaced: 2 } });
  expect(await revoke(hashes[2]!)).toMatchObject({ ok: true, value: { made: 1 } });
  expect(await replace(first)).toMatchObject({ ok: true }); // Nothing more is void by repeating it.

  const [[old, fresh]] = pairs(3, 4) as [[Buffer, Buffer]];
  const replacing = await proposed(replace([[old, fresh]]));
  const revoking = await proposed(revoke(hashes[4]!, hashes[5]!));
  expect(await voids()).toMatchObject({ replaced: 2n, revoked: 1n });
  expect(await votes(fresh)).toBe('unknown-credential');
  expect(replacing).toMatchObject({ action: 'roll.replace', subject: LAW, reason: REASON });
  expect(revoking.request).toMatchObject({ kind: 'voiding', credentials: 2, moving: 0 });
  const [act] = await servers.office.acts({ limit: 1, subject: LAW });
  const shown = JSON.stringify([replacing, revoking, act?.after]);
  for (const one of [old, fresh, hashes[4]!]) {
    expect(shown).not.toContain(one.toString('hex'));
    expect(shown).not.toContain(one.toString('base64url'));
  }

  const own = await servers.office.approveProposal(claire, replacing.id, servers.roll);
  expect(own).toMatchObject({ ok: false, kind: 'state-forbids' });
  expect(await other.approveProposal(zoe, replacing.id)).toMatchObject({ ok: false, kind: 'incomplete' });
  expect(await other.proposal(replacing.id)).toMatchObject({ state: 'pending' });
  expect(await approve(replacing)).toMatchObject({ ok: true, value: { state: 'approved' } });
  expect(await approve(revoking)).toMatchObject({ ok: true });
  expect(await voids()).toMatchObject({ replaced: 3n, revoked: 3n });
  expect(await votes(old)).toBe('void-credential');
  expect(await votes(hashes[4]!)).toBe('void-credential');
  expect(await votes(fresh)).toBe('counted');
  expect(await servers.office.acts({ limit: 10, subject: LAW })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'roll.replace', approvedBy: zoe.name, proposalId: replacing.id }),
      expect.objectContaining({ action: 'roll.revoke', approvedBy: zoe.name, proposalId: revoking.id }),
    ]),
  );
  // What was approved does not count, and what one official did alone stays counted.
  await proposed(replace(pairs(6, 7)));
  const { rows } = await owner.query(
    `SELECT kind, credentials::int, approved::int FROM void_totals ORDER BY 1`,
  );
  expect(rows).toEqual([
    { kind: 'replaced', credentials: 3, approved: 1 },
    { kind: 'revoked', credentials: 3, approved: 2 },
  ]);
  // The digests of docs/AUDITING.md.
  const digests = await owner.query<{ digest: string; computed: string }>(
    `SELECT p.request ->> 'digest' AS digest,
            encode(sha256(convert_to(string_agg(encode(c.credential_hash, 'hex') || ',' || c.region_id || ','
              || coalesce(encode(c.replaced_by, 'hex'), '') || ',' || coalesce(c.new_region_id, '') || E'\\n', ''
              ORDER BY c.credential_hash), 'UTF8')), 'hex') AS computed
       FROM proposals AS p JOIN proposed_credentials AS c ON c.proposal_id = p.id GROUP BY p.id`,
  );
  expect(digests.rows).toHaveLength(3);
  for (const { digest, computed } of digests.rows) expect(digest).toBe(computed);
  expect(await servers.counting.deepCheck()).toEqual([]);
});

test('the second official approves a replacement with the command, which says in full what it did', async () => {
  const redis = new URL(process.env['REDIS_URL'] ?? '');
  redis.pathname = '/8'; // The command has no prefix for its keys, so it gets a database of its own.
  const roll = openVoterRoll({ url: redis.href, logger: silentLogger });
  servers.closeBefore(async () => {
    await roll.removeRoll(LAW);
    await roll.close();
  });
  await eventually('Redis answers', () => roll.check().then(() => true));
  const loading = { inDraft: 'add', pepperCheck: undefined, onProgress: () => undefined } as const;
  await loadRollSource(await openRollSource([set]), servers.office, roll, loading);
  const given = pairs(0, 4);
  const { id, request } = await proposed(replace(given, roll));
  const { digest } = request as { digest: string };

  const before = { ...process.env };
  process.env['DATABASE_URL'] = await servers.database.urlFor('scrutin_admin');
  process.env['REDIS_URL'] = redis.href;
  try {
    const shown = await runScrutin('proposal', 'show', id);
    const approved = await runScrutin('proposal', 'approve', id);
    expect(approved).toMatchObject({ code: 0, err: '' });
    const words = `Replace letters of law:L2025-001: 4. SHA-256 of their list: ${digest}.`;
    expect(approved.out).toContain(`Approved and carried out: ${words}\n`);
    for (const { out } of [shown, approved]) {
      expect(out).toMatch(/act +│ roll\.replace/);
      expect(out).toMatch(/subject +│ law:L2025-001/);
      expect(out).toContain(digest);
      expect(out).toMatch(/reason +│ The letter was lost\./);
      expect(out).toMatch(/proposed by +│ command line: claire/);
    }
    expect(approved.out).toMatch(/state +│ approved/);
    const json = await runScrutin('proposal', 'show', id, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ in_words: { en: words }, state: 'approved' });
  } finally {
    process.env = before;
  }
  expect(await voids()).toMatchObject({ replaced: 4n });
  const place = await servers.onRecord(LAW);
  const claims = given
    .flat()
    .map((credentialHash) => ({ roll: place, credentialHash, submissionId: newSubmission() }));
  expect(await roll.claim(claims)).toEqual(given.flatMap(() => ['void-credential', 'claimed']));
});

test('a replacement that was approved is completed after Redis went away, by approving or by replacing again', async () => {
  for (const [number, again] of (['approval', 'command'] as const).entries()) {
    const given = pairs(4 * number, 4 * number + 4);
    const proposal = await proposed(replace(given));
    expect(await approve(proposal, redisGoes())).toMatchObject({ ok: false, kind: 'incomplete' });
    expect(await other.proposal(proposal.id)).toMatchObject({ state: 'approved' });
    // Redis still lets the old letter through. PostgreSQL does not. The new letter waits, and nobody is told "unknown".
    expect(await votes(given[0]![0])).toBe('void');
    expect(await votes(given[0]![1])).toBe('roll-missing');
    if (again === 'approval') expect(await approve(proposal)).toMatchObject({ ok: true });
    else expect(await replace(given)).toMatchObject({ ok: true, value: { replaced: 0, repeated: 4 } });
    expect(await voids()).toMatchObject({ replaced: 4n * BigInt(number + 1) });
    expect(await Promise.all(given.map(([old]) => votes(old)))).toEqual(Array(4).fill('void-credential'));
    expect(await Promise.all(given.map(([, fresh]) => votes(fresh)))).toEqual(Array(4).fill('counted'));
  }
  const [report] = await rollReports(servers.store, servers.roll);
  expect(report).toMatchObject({ registered: 28, voters: 20, advice: undefined });
});

test('a revocation that was approved is completed by approving it again', async () => {
  const proposal = await proposed(revoke(...hashes.slice(0, 4)));
  await expect(approve(proposal, redisGoes())).rejects.toThrow('Redis is away');
  expect(await other.proposal(proposal.id)).toMatchObject({ state: 'approved' });
  expect(await votes(hashes[0]!)).toBe('void');
  expect(await approve(proposal)).toMatchObject({ ok: true });
  expect(await votes(hashes[1]!)).toBe('void-credential');
  expect(await voids()).toMatchObject({ replaced: 0n, revoked: 4n });
});

test('a proposal waits while Redis has lost the roll or a vote is on its way, and is void once a voter has voted', async () => {
  const given = pairs(0, 4);
  const proposal = await proposed(replace(given));
  await servers.forget();
  expect(await approve(proposal)).toMatchObject({ ok: false, kind: 'not-found' });
  await servers.load(set);
  const submissionId = newSubmission();
  const roll = await servers.onRecord(LAW);
  await servers.roll.claim([{ roll, credentialHash: given[0]![0], submissionId }]);
  expect(await approve(proposal)).toMatchObject({ ok: false, kind: 'incomplete' });
  expect(await other.proposal(proposal.id)).toMatchObject({ state: 'pending' });
  expect(await settle(given[0]![0], submissionId)).toBe('counted');
  const refused = await approve(proposal);
  expect(refused).toMatchObject({ ok: false, kind: 'state-forbids' });
  // The official who approves is told what became of the proposal, and what to do.
  expect(refused).toMatchObject({
    detail: expect.stringMatching(/Has voted.* is void now: propose the act again/) as string,
  });
  // The record says in both languages why it is void, and not which voter has voted (P6).
  const isVoid = await other.proposal(proposal.id);
  expect(isVoid).toMatchObject({
    state: 'void',
    decisionReason: expect.stringMatching(/A déjà voté.* \(1\)\..* \/ Has voted.* \(1\)\./) as string,
  });
  const [act] = await servers.office.acts({ limit: 1, subject: LAW });
  expect(act).toMatchObject({
    action: 'proposal.void',
    reason: isVoid?.decisionReason,
    after: { because: { en: expect.stringContaining('Has voted') as string } },
  });
  const record = await servers.office.declaration(LAW, { allowDraft: true });
  if (!record.ok) throw new Error(record.detail);
  const [fr, en] = (['fr', 'en'] as const).map((language) =>
    documentText(declare(record.value, language)).replaceAll(/\s+/g, ' '),
  );
  expect(fr).toContain('Motif : A déjà voté, et son vote est compté (1).');
  expect(en).toContain('Reason: Has voted, and the vote is counted (1).');
  const shown = `${JSON.stringify([isVoid?.decisionReason, act?.reason, act?.after])}${fr}${en}`;
  expect(shown).not.toContain(given[0]![0].toString('base64url'));
  expect(shown).not.toContain(given[0]![0].toString('hex'));
  expect(await voids()).toMatchObject({ replaced: 0n, revoked: 0n });
  expect(await Promise.all(given.slice(1).map(([old]) => votes(old)))).toEqual(Array(3).fill('counted'));
});

test('P3: a voter has one ballot, whatever is in flight while the replacement is approved', async () => {
  const given = pairs(0, 20);
  const proposal = await proposed(replace(given));
  const early = given.map(([old]) => votes(old));
  const act = await approve(proposal);
  const outcomes = await Promise.all(early);
  const late = await Promise.all(given.map(([, fresh]) => votes(fresh)));
  for (const [i, outcome] of outcomes.entries()) {
    expect([outcome, late[i]].filter((one) => one === 'counted')).toHaveLength(1);
    expect(late[i] === 'counted').toBe(act.ok);
  }
  await servers.forget();
  expect(await servers.counting.deepCheck()).toEqual([]);
});

describe('the database', () => {
  /** Makes credentials void with the login of the office, but without its program. */
  async function direct(given: readonly Buffer[], proposalId: string | null): Promise<unknown> {
    const client = new pg.Client(await servers.database.urlFor('scrutin_operator'));
    await client.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query(
        `SELECT outcome FROM make_void($1, 'revoked', 'x', $2, $3, $3, $3, $3, $4, $5)`,
        [
          LAW,
          given.map((one) => one.toString('hex')),
          given.map(() => ''),
          given.map(() => false),
          proposalId,
        ],
      );
      expect(rows).toEqual(given.map(() => ({ outcome: 'void' })));
      await client.query(
        `INSERT INTO admin_audit (actor, action, subject, reason) VALUES ('x', 'roll.revoke', $1, 'x')`,
        [LAW],
      );
      await client.query('COMMIT');
      return undefined;
    } catch (error) {
      return error;
    } finally {
      await client.end();
    }
  }
  const failure = (message: RegExp) => ({ message: expect.stringMatching(message) as string });

  test('refuses more than the policy allows without an approval, also in two transactions at once', async () => {
    expect(await direct(hashes.slice(0, 4), null)).toMatchObject(failure(/approval of a second official/));
    const outcomes = await Promise.all([
      direct(hashes.slice(0, 2), null),
      direct(hashes.slice(2, 4), null),
      direct(hashes.slice(4, 6), null),
    ]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(await voids()).toMatchObject({ replaced: 0n, revoked: 2n });
  });

  test('makes void exactly the list that was proposed, and only with the act of its approval', async () => {
    const proposal = await proposed(revoke(...hashes.slice(0, 4)));
    const notThose = failure(/not that of these credentials/);
    expect(await direct(hashes.slice(0, 3), proposal.id)).toMatchObject(notThose);
    expect(await direct(hashes.slice(0, 5), proposal.id)).toMatchObject(notThose);
    expect(await direct([...hashes.slice(0, 3), hashes[7]!], proposal.id)).toMatchObject(notThose);
    expect(await direct(hashes.slice(0, 4), proposal.id)).toMatchObject(
      failure(/needs its act in the same transaction/),
    );
    expect(await approve(proposal)).toMatchObject({ ok: true });
    expect(await direct(hashes.slice(0, 4), proposal.id)).toMatchObject(notThose);
    for (const change of [
      'DELETE FROM proposed_credentials',
      `UPDATE proposed_credentials SET region_id = 'x'`,
    ]) {
      await expect(owner.query(change)).rejects.toThrow('append-only');
    }
    await expect(
      owner.query('INSERT INTO proposed_credentials SELECT $1, credential_hash, $2 FROM void_credentials', [
        proposal.id,
        '',
      ]),
    ).rejects.toThrow('when it is made');
  });
});

test('a contest of one official has no such limit', async () => {
  await owner.query('ALTER TABLE laws DISABLE TRIGGER approval_fixed');
  await owner.query(`UPDATE laws SET approval = 'single-official'`);
  expect(await replace(pairs(0, 10))).toMatchObject({ ok: true });
  const reports = await rebuildClaims([], servers.store, servers.roll, () => undefined);
  expect(reports).toMatchObject([{ void: 10 }]);
});
