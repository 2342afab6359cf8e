import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseReferenceLine } from '@scrutin/credentials';
import type { ContestKey, RollKey, Selection, SubmissionId } from '@scrutin/election';
import { replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { TransientError } from '@scrutin/service-runtime';
import { createTestDatabase } from '@scrutin/testkit/database';
import { LAW, newSubmission, useRollServers } from '../fixture/roll-servers.ts';
import { namedLetters, openReferencesOf, pairLetters } from './named-letters.ts';
import { rebuildClaims } from './rebuild.ts';
import { rollReports } from './status.ts';

const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
});

const actor = { name: 'command line: test' };
const REASON = { reason: 'The letter was lost.' };

/** A set under another name than the one that `generate` uses, so that a test can have several. */
async function set(name: string, count: number): Promise<string> {
  const folder = path.join(servers.folder, name);
  await rename(await servers.generate(count), folder);
  return folder;
}

async function hashesOf(folder: string): Promise<Buffer[]> {
  const text = await readFile(path.join(folder, 'references', 'references-00001.csv'), 'utf8');
  return text
    .split('\n')
    .slice(1, -1)
    .map((line) => Buffer.from(parseReferenceLine(line)?.hash ?? []));
}

/** Loads a set of this many letters and publishes the law. */
async function published(count: number): Promise<{ folder: string; hashes: Buffer[] }> {
  const folder = await set('old', count);
  await servers.load(folder);
  await servers.openContest(LAW, actor);
  return { folder, hashes: await hashesOf(folder) };
}

function dependencies() {
  return { office: servers.office, roll: servers.roll, actor };
}

const replace = (credentialHash: Uint8Array, replacedBy: Uint8Array, rollKey: RollKey = LAW) =>
  replaceCredentials(rollKey, [{ credentialHash, replacedBy }], REASON, dependencies());

/** Lets a credential vote as the worker and the aggregator do. */
async function votes(credentialHash: Uint8Array, submissionId: SubmissionId = newSubmission()) {
  const roll = await servers.onRecord(LAW);
  const [decision] = await servers.roll.claim([{ roll, credentialHash, submissionId }]);
  if (decision !== 'claimed' && decision !== 'mine') return decision;
  return settle(credentialHash, submissionId);
}

async function settle(credentialHash: Uint8Array, submissionId: SubmissionId = newSubmission()) {
  const settled = await servers.counting.settleVotes([
    {
      submissionId,
      contest: 'law:L2025-001' as ContestKey,
      credentialHash: Buffer.from(credentialHash).toString('base64url'),
      acceptedAtMs: Date.now() + 60_000,
      selection: 'oui' as Selection,
    },
  ]);
  return settled.counted.length === 1 ? 'counted' : settled.voided === 1 ? 'void' : 'rejected';
}

describe('letters', () => {
  it('are found by reference or credential, and paired with the letters of a new set', async () => {
    const { folder, hashes } = await published(10);
    const again = await set('again', 3);
    const file = path.join(servers.folder, 'lost.txt');
    await writeFile(file, '\ufeffreference\r\nL-0000009\r\n');
    const named = await namedLetters(LAW, {
      reference: ['L-0000002'],
      credential: [hashes[4]!.toString('base64url')],
      file,
      references: folder,
    });
    expect(named?.map(({ hash }) => hash)).toEqual([hashes[4], hashes[1], hashes[8]]);
    // The reference L-0000002 is in the new set too, so that letter takes its place; the others follow in their order.
    const fresh = await hashesOf(again);
    const pairs = await pairLetters(named, (await openReferencesOf(LAW, again)).entries(), undefined);
    expect(pairs.map(({ replacedBy }) => replacedBy)).toEqual([fresh[0], fresh[1], fresh[2]]);
    // Without names, the letters of the new set say which ones they replace.
    const same = await pairLetters(
      undefined,
      (await openReferencesOf(LAW, again)).entries(),
      (await openReferencesOf(LAW, folder)).entries(),
    );
    expect(same.map(({ credentialHash }) => credentialHash)).toEqual(hashes.slice(0, 3));
    expect(await replaceCredentials(LAW, pairs, REASON, dependencies())).toMatchObject({
      ok: true,
      value: { replaced: 3, credentials: 13 },
    });
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([
      { registered: 13, voters: 10, void: { replaced: 3, revoked: 0 }, advice: undefined },
    ]);
  });

  it('that are named wrongly, twice or not at all are refused by name', async () => {
    const folder = await set('old', 3);
    const fails = (options: Parameters<typeof namedLetters>[1], message: string) =>
      expect(namedLetters(LAW, options)).rejects.toThrow(message);
    await fails({ reference: ['L-1'] }, '--references');
    await fails({ reference: ['L-1'], references: folder }, 'has the reference "L-1"');
    await fails({ credential: ['abc'] }, '"abc" is no credential');
    await fails({ reference: ['L-0000001', 'L-0000001'], references: folder }, 'L-0000001 is named twice');
    const file = path.join(servers.folder, 'x.txt');
    await writeFile(file, 'L-0000001\n');
    await fails({ file }, 'must begin with the line');
    expect(await namedLetters(LAW, { references: folder })).toBeUndefined();
    const other = (await openReferencesOf(LAW, folder)).entries();
    await expect(pairLetters([], other, undefined)).rejects.toThrow('equally many');
    await expect(openReferencesOf('law:OTHER' as RollKey, folder)).rejects.toThrow(
      'belongs to law:L2025-001',
    );
  });
});

describe('P3: a replaced voter', () => {
  it('votes with the new letter only, also after Redis was flushed and rebuilt', async () => {
    const { folder, hashes } = await published(20);
    const again = await set('again', 1);
    const [old, voter, revoked] = [hashes[0]!, hashes[1]!, hashes[2]!];
    const [fresh] = (await hashesOf(again)) as [Buffer];
    expect(await votes(voter)).toBe('counted');
    expect(await replace(voter, fresh)).toMatchObject({ ok: false, kind: 'state-forbids' });
    expect(await replace(old, fresh)).toMatchObject({ ok: true });
    expect(await revokeCredentials(LAW, [revoked], 'Died.', dependencies())).toMatchObject({ ok: true });
    expect([await votes(old), await votes(revoked)]).toEqual(['void-credential', 'void-credential']);

    await servers.forget();
    // The roll on record has the new letter: nobody is rejected as unknown until it is loaded again, too.
    await expect(servers.load(folder)).rejects.toThrow('load the rest too');
    expect(await servers.load(again)).toMatchObject({ credentials: 21 });
    // Before the rebuild, Redis does not know what is void. PostgreSQL does.
    expect([await votes(old), await votes(voter)]).toEqual(['void', 'rejected']);
    const [report] = await rebuildClaims([], servers.store, servers.roll, () => undefined);
    expect(report).toMatchObject({ restored: 0, claimedByAnother: 1, void: 2, withoutVote: 0 });
    expect([await votes(old), await votes(revoked)]).toEqual(['void-credential', 'void-credential']);
    expect(await votes(fresh)).toBe('counted');
  });

  it('votes with the old letter again if a restored database has forgotten the act', async () => {
    const { hashes } = await published(20);
    const [forgotten, revoked] = [hashes[0]!, hashes[1]!];
    expect(await revokeCredentials(LAW, [revoked], 'Died.', dependencies())).toMatchObject({ ok: true });
    const [place] = await servers.store.rolls();
    await servers.roll.markVoid(place!, [forgotten]); // as Redis has it after a restore to the time before the act
    expect([await votes(forgotten), await votes(revoked)]).toEqual(['void-credential', 'void-credential']);
    const [report] = await rebuildClaims([], servers.store, servers.roll, () => undefined);
    expect(report).toMatchObject({ void: 1, noLongerVoid: 1, withoutVote: 0 });
    expect([await votes(forgotten), await votes(revoked)]).toEqual(['counted', 'void-credential']);
    const [again] = await rebuildClaims([], servers.store, servers.roll, () => undefined);
    expect(again).toMatchObject({ void: 1, noLongerVoid: 0 });
  });

  it('has one ballot when Redis goes away after the act, and the same act again completes it', async () => {
    const { hashes } = await published(10);
    const again = await set('again', 1);
    const [old] = hashes as [Buffer];
    const [fresh] = (await hashesOf(again)) as [Buffer];
    const gone = { ...servers.roll, markVoid: () => Promise.reject(new TransientError('Redis is away')) };
    const replacement = [{ credentialHash: old, replacedBy: fresh }];
    expect(
      await replaceCredentials(LAW, replacement, REASON, { ...dependencies(), roll: gone }),
    ).toMatchObject({ ok: false, kind: 'incomplete' });
    expect(await servers.store.rolls()).toMatchObject([{ credentials: 11n, void: { replaced: 1n } }]);
    // Redis still lets the old letter through. PostgreSQL does not. The new letter waits.
    expect(await votes(old)).toBe('void');
    expect(await votes(fresh)).toBe('roll-missing');
    expect(await replace(old, fresh)).toMatchObject({ ok: true, value: { replaced: 0, repeated: 1 } });
    const acts = await servers.office.acts({ limit: 50, subject: LAW });
    expect(acts.filter(({ action }) => action === 'roll.replace')).toHaveLength(1);
    expect(await votes(old)).toBe('void-credential');
    expect(await votes(fresh)).toBe('counted');
  });

  it('has the new letter even if Redis goes away while it is cleaned up', async () => {
    const { hashes } = await published(10);
    const [fresh] = (await hashesOf(await set('again', 1))) as [Buffer];
    const tired = { ...servers.roll, removeRoll: () => Promise.reject(new TransientError('Redis is away')) };
    expect(
      await replaceCredentials(LAW, [{ credentialHash: hashes[0]!, replacedBy: fresh }], REASON, {
        ...dependencies(),
        roll: tired,
      }),
    ).toMatchObject({ ok: true, value: { replaced: 1 } });
    expect([await votes(hashes[0]!), await votes(fresh)]).toEqual(['void-credential', 'counted']);
  });

  it('is not replaced by somebody whom another load has put on the roll meanwhile', async () => {
    const { hashes } = await published(10);
    const late = await set('late', 1);
    const [registered] = (await hashesOf(late)) as [Buffer];
    let isFirst = true;
    // The load begins and ends after the replacement has looked its credentials up, and before it has the roll.
    const office = Object.assign(Object.create(servers.office) as typeof servers.office, {
      beginRollLoad: async (...given: Parameters<typeof servers.office.beginRollLoad>) => {
        if (isFirst) {
          isFirst = false;
          await servers.loadWith({ reason: 'Registered late.' }, late);
        }
        return servers.office.beginRollLoad(...given);
      },
    });
    const outcome = await replaceCredentials(
      LAW,
      [{ credentialHash: hashes[0]!, replacedBy: registered }],
      REASON,
      { ...dependencies(), office },
    );
    expect(outcome).toMatchObject({ ok: false });
    expect(JSON.stringify(outcome)).toContain('on the roll already');
    expect([await votes(hashes[0]!), await votes(registered)]).toEqual(['counted', 'counted']);
  });

  it('has one ballot at most, whatever is in flight while the letter is replaced', async () => {
    const ROUNDS = 40;
    const { hashes } = await published(ROUNDS + 10);
    const again = await set('again', ROUNDS);
    const fresh = await hashesOf(again);
    const outcomes = new Map<string, number>();
    for (let i = 0; i < ROUNDS; i++) {
      const [old, next] = [hashes[i]!, fresh[i]!];
      const submission = newSubmission();
      const voting = delay(Math.random() * 30).then(() => votes(old, submission));
      const second = delay(Math.random() * 30).then(() => votes(old));
      const [act, first, other] = await Promise.all([replace(old, next), voting, second]);
      const byNew = act.ok ? await votes(next) : 'no letter';
      const counted = [first, other, byNew].filter((outcome) => outcome === 'counted');
      expect(counted).toHaveLength(1);
      expect(act.ok).toBe(byNew === 'counted');
      const key = `${act.ok}`;
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
    }
    expect((outcomes.get('true') ?? 0) + (outcomes.get('false') ?? 0)).toBe(ROUNDS);
    const auditor = await servers.counting.deepCheck();
    expect(auditor).toEqual([]);
  });

  it('has one new letter when two officials replace the same letter at once, and nobody else may be lost', async () => {
    const { hashes } = await published(5);
    const successors = [randomBytes(32), randomBytes(32)];
    const answers = await Promise.all(successors.map((each) => replace(hashes[0]!, each)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const outcomes = await Promise.all(successors.map((each) => votes(each)));
    expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(1);
    expect(await Promise.all(hashes.slice(1).map((each) => votes(each)))).toEqual(Array(4).fill('counted'));
  });
});
