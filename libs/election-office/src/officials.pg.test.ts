import { randomBytes, randomUUID } from 'node:crypto';
import { ACTOR, done, NOW_MS, refusal, useOffice } from '@scrutin/testkit/election-office';
import type { LoginProof, Official } from './officials.ts';

const { office, owner, clock } = useOffice({ poolMax: 8 });

const PASSWORD = 'correct horse battery';
const WRONG = 'incorrect horse battery';

function newOfficial(email: string, role: Official['role'] = 'official') {
  return { email, displayName: `Who is ${email}`, role, password: PASSWORD };
}

async function proofOf({ email }: Official, password = PASSWORD): Promise<LoginProof> {
  const outcome = await office.login(email, password);
  if (outcome.kind !== 'in') throw new Error(outcome.kind);
  return outcome.proof;
}

async function openSession(official: Official, tokenHash: Uint8Array, expiresAtMs: number): Promise<boolean> {
  return office.openSession(official, await proofOf(official), tokenHash, expiresAtMs);
}

async function actsOn(email: string): Promise<string[]> {
  const acts = await office.acts({ limit: 1_000, subject: `official:${email}` });
  return acts.map(({ action }) => action).reverse();
}

describe('accounts', () => {
  test('are created with a password that is stored only as argon2id', async () => {
    const official = await done(office.createOfficial(ACTOR, newOfficial(' Ada@Example.org ', 'auditor')));
    expect(official).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      email: 'ada@example.org',
      displayName: 'Who is  Ada@Example.org',
      role: 'auditor',
      createdAtMs: NOW_MS,
      disabledAtMs: undefined,
      lockedUntilMs: undefined,
      mustChangePassword: true,
      secondFactorAtMs: undefined,
      secondFactorReset: undefined,
    });
    expect(await office.officials()).toContainEqual(official);
    expect(await office.createOfficial(ACTOR, newOfficial('ADA@example.org'))).toEqual(
      refusal('already-exists'),
    );
    const { rows } = await owner.query<{ password_hash: string }>(
      `SELECT password_hash FROM officials WHERE email = 'ada@example.org'`,
    );
    expect(rows[0]?.password_hash).toMatch(
      /^\$argon2id\$v=19\$m=19456,p=1,t=2\$|^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  test.each([
    ['no address', { email: 'ada' }],
    ['an address that is part of another subject', { email: 'a@b:c' }],
    ['an address with U+0000', { email: 'a\0@b.c' }],
    ['an address with an invisible character', { email: 'eve\u200b@t.example' }],
    ['an address with a letter that looks like another', { email: 'ev\u0435@t.example' }],
    ['an address with a full-width letter', { email: '\uff45ve@t.example' }],
    ['no name', { displayName: '' }],
    ['an unknown role', { role: 'queen' as never }],
    ['a password of 11 characters', { password: 'abcdefghijk' }],
    ['a password of 11 characters once it is normalised', { password: 'e\u0301bcdefghijk' }],
    ['a password that is too long', { password: 'x'.repeat(1_001) }],
    ['a password that no login could carry', { password: '\u{1f5f3}'.repeat(501) }],
    ['the address as the password', { email: 'eve@example.org', password: 'Eve@Example.org' }],
    ['the name as the password', { displayName: 'Évangéline Roy', password: 'Evangeline Roy 7' }],
    ['a common password', { password: 'motdepasse1234' }],
  ])('refuses %s', async (_, changes) => {
    const given = { ...newOfficial('eve@example.org'), ...changes };
    expect(await office.createOfficial(ACTOR, given)).toEqual(refusal('invalid'));
  });

  test('of five accounts that are created at the same time with one address, one is created', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => office.createOfficial(ACTOR, newOfficial('five@example.org'))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(4).fill(refusal('already-exists')));
  });

  test('a new password ends the sessions and removes the lock', async () => {
    const official = await done(office.createOfficial(ACTOR, newOfficial('new@example.org')));
    const token = randomBytes(32);
    await openSession(official, token, NOW_MS + 1e6);
    for (let i = 0; i < 5; i += 1) await office.login('new@example.org', WRONG);
    expect(await office.login('new@example.org', PASSWORD)).toMatchObject({ kind: 'locked' });
    expect(await office.setPassword(ACTOR, official.id, 'short')).toEqual(refusal('invalid'));
    expect(await office.setPassword(ACTOR, official.id, 'NEW@example.org')).toEqual(refusal('invalid'));
    expect(await office.setPassword(ACTOR, randomUUID(), PASSWORD)).toEqual(refusal('not-found'));
    expect(await office.setPassword(ACTOR, 'nobody', PASSWORD)).toEqual(refusal('not-found'));
    await done(office.setPassword(ACTOR, official.id, 'another good one'));
    expect(await office.session(token)).toBeUndefined();
    expect(await office.login('new@example.org', PASSWORD)).toEqual({ kind: 'wrong' });
    expect(await office.login('new@example.org', 'another good one')).toMatchObject({ kind: 'in' });
  });

  test('are disabled, which ends their sessions, and enabled; the last operator cannot be disabled', async () => {
    const [one, two] = await Promise.all(
      ['op1@example.org', 'op2@example.org'].map((email) =>
        done(office.createOfficial(ACTOR, newOfficial(email, 'operator'))),
      ),
    );
    const token = randomBytes(32);
    await openSession(one!, token, NOW_MS + 1e6);
    const proofs = [await proofOf(one!), await proofOf(two!)];
    // Two operators disable each other at the same time: the second one is refused.
    const outcomes = await Promise.all([one!, two!].map(({ id }) => office.disableOfficial(ACTOR, id)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([refusal('state-forbids', /last operator/)]);
    const disabled = outcomes[0]!.ok ? one! : two!;
    const other = outcomes[0]!.ok ? two! : one!;
    expect(await office.disableOfficial(ACTOR, disabled.id)).toEqual(refusal('state-forbids', /already/));
    expect(await office.login(disabled.email, PASSWORD)).toEqual({ kind: 'wrong' });
    const late = disabled === one ? proofs[0]! : proofs[1]!;
    expect(await office.openSession(disabled, late, randomBytes(32), NOW_MS + 1e6)).toBe(false);
    expect(await actsOn(disabled.email)).not.toContain('official.enable');
    expect(await done(office.enableOfficial(ACTOR, disabled.id))).toEqual(disabled);
    expect(await office.enableOfficial(ACTOR, disabled.id)).toEqual(refusal('state-forbids'));
    expect(await office.login(disabled.email, PASSWORD)).toMatchObject({ kind: 'in' });
    await done(office.disableOfficial(ACTOR, other.id));
    expect(await office.session(token)).toBeUndefined();
    expect(await office.disableOfficial(ACTOR, randomUUID())).toEqual(refusal('not-found'));
    expect(await office.enableOfficial(ACTOR, '\0')).toEqual(refusal('not-found'));
  });
});

describe('logging in', () => {
  test('accepts the address in any case and the password in any Unicode form', async () => {
    const official = await done(
      office.createOfficial(ACTOR, {
        ...newOfficial('form@example.org'),
        password: 'h\u00e9l\u00e8ne la grande',
      }),
    );
    expect(await office.login(' FORM@example.org', 'he\u0301le\u0300ne la grande')).toMatchObject({
      kind: 'in',
      official,
    });
    expect(await office.login('form@example.org', 'helene la grande')).toEqual({ kind: 'wrong' });
    expect(await office.login('form@example.org', 'x'.repeat(1e6))).toEqual({ kind: 'wrong' });
    expect(await office.login('nobody@example.org', PASSWORD)).toEqual({ kind: 'wrong' });
    expect(await office.login('\0', PASSWORD)).toEqual({ kind: 'wrong' });
    expect(await office.acts({ limit: 1, subject: 'official:nobody@example.org' })).toEqual([]);
  });

  test('locks from the fifth failure in a row, for twice as long each time, until one succeeds', async () => {
    const email = 'lock@example.org';
    await done(office.createOfficial(ACTOR, newOfficial(email)));
    for (let i = 0; i < 4; i += 1) expect(await office.login(email, WRONG)).toEqual({ kind: 'wrong' });
    expect(await office.login(email, PASSWORD)).toMatchObject({ kind: 'in' });
    for (let i = 0; i < 4; i += 1) expect(await office.login(email, WRONG)).toEqual({ kind: 'wrong' });
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await office.login(email, WRONG)).toEqual({ kind: 'wrong' });
      const untilMs = clock.nowMs + seconds * 1_000;
      expect(await office.login(email, PASSWORD)).toEqual({ kind: 'locked', untilMs });
      clock.nowMs = untilMs - 1;
      expect(await office.login(email, PASSWORD)).toEqual({ kind: 'locked', untilMs });
      clock.nowMs = untilMs;
    }
    const outcome = await office.login(email, PASSWORD);
    expect(outcome).toMatchObject({ kind: 'in', official: { email, lockedUntilMs: undefined } });
    for (let i = 0; i < 4; i += 1) expect(await office.login(email, WRONG)).toEqual({ kind: 'wrong' });
    expect(await office.login(email, PASSWORD)).toMatchObject({ kind: 'in' });

    const refused = Array<string>(4).fill('session.refuse');
    const locked = Array.from({ length: 7 }, () => ['session.refuse', 'official.lock']).flat();
    expect(await actsOn(email)).toEqual(['official.create', ...refused, ...refused, ...locked, ...refused]);
    const [lock] = (await office.acts({ limit: 50, subject: `official:${email}` })).filter(
      ({ action }) => action === 'official.lock',
    );
    expect(lock).toMatchObject({ actor: 'not logged in', after: { failedLogins: 11 } });
  });

  test('checks no more guesses that arrive at the same time than guesses that arrive one after the other', async () => {
    const email = 'crowd@example.org';
    await done(office.createOfficial(ACTOR, newOfficial(email)));
    const guesses = await Promise.all(Array.from({ length: 20 }, () => office.login(email, WRONG)));
    expect(guesses.filter(({ kind }) => kind === 'wrong')).toHaveLength(5);
    expect(guesses.filter(({ kind }) => kind === 'locked')).toHaveLength(15);
  });
});

describe('sessions', () => {
  test('last until they expire or are closed, and are on record', async () => {
    const email = 'sess@example.org';
    const official = await done(office.createOfficial(ACTOR, newOfficial(email)));
    const [token, other] = [randomBytes(32), randomBytes(32)];
    await openSession(official, token, NOW_MS + 60_000);
    await openSession(official, other, NOW_MS + 60_000);
    expect(await office.session(token)).toEqual({
      official,
      createdAtMs: NOW_MS,
      expiresAtMs: NOW_MS + 60_000,
      setup: 'change-password',
    });
    expect(await office.session(randomBytes(32))).toBeUndefined();
    await office.closeSession(token);
    await office.closeSession(token);
    expect(await office.session(token)).toBeUndefined();
    clock.nowMs = NOW_MS + 59_999;
    expect(await office.session(other)).toBeDefined();
    clock.nowMs = NOW_MS + 60_000;
    expect(await office.session(other)).toBeUndefined();
    expect(await actsOn(email)).toEqual(['official.create', 'session.open', 'session.open', 'session.close']);
    const [close] = await office.acts({ limit: 1, subject: `official:${email}` });
    expect(close).toMatchObject({ actor: email, officialId: official.id });
    // Opening the next session removes the sessions that have ended.
    await openSession(official, randomBytes(32), NOW_MS + 120_000);
    const { rows } = await owner.query('SELECT FROM sessions WHERE official_id = $1', [official.id]);
    expect(rows).toHaveLength(1);
  });

  test('end after half an hour without use; their use is written at most once a minute', async () => {
    const official = await done(office.createOfficial(ACTOR, newOfficial('idle@example.org')));
    const token = randomBytes(32);
    const lastSeen = async () => {
      const { rows } = await owner.query<{ last_seen_at: Date }>(
        'SELECT last_seen_at FROM sessions WHERE official_id = $1',
        [official.id],
      );
      return rows[0]!.last_seen_at.getTime();
    };
    const minute = 60_000;
    await openSession(official, token, NOW_MS + 1_000 * minute);
    clock.nowMs += minute - 1;
    expect(await office.session(token)).toBeDefined();
    expect(await lastSeen()).toBe(NOW_MS);
    for (let i = 0; i < 3; i += 1) {
      clock.nowMs += 28 * minute;
      expect(await office.session(token)).toBeDefined();
      expect(await lastSeen()).toBe(clock.nowMs);
    }
    clock.nowMs += 30 * minute;
    expect(await office.session(token)).toBeUndefined();
  });

  test('are not opened with a password that was changed while it was being checked', async () => {
    const official = await done(office.createOfficial(ACTOR, newOfficial('race@example.org')));
    const [own, token] = [randomBytes(32), randomBytes(32)];
    const old = await proofOf(official);
    expect(await office.openSession(official, old, own, NOW_MS + 60_000)).toBe(true);
    await done(office.setPassword(ACTOR, official.id, 'another good one'));
    expect(await office.openSession(official, old, token, NOW_MS + 60_000)).toBe(false);
    expect(await office.session(token)).toBeUndefined();
    // Somebody who knew the old password cannot replace the new one either.
    expect(
      await office.changeOwnPassword(ACTOR, {
        official,
        proof: old,
        password: 'a third good one',
        tokenHash: own,
      }),
    ).toEqual(refusal('state-forbids'));
    const present = await proofOf(official, 'another good one');
    expect(
      await office.changeOwnPassword(ACTOR, {
        official,
        proof: present,
        password: 'a third good one',
        tokenHash: own,
      }),
    ).toEqual(refusal('state-forbids'));
    expect(await office.openSession(official, present, own, NOW_MS + 60_000)).toBe(true);
    expect(
      await office.changeOwnPassword(ACTOR, {
        official,
        proof: present,
        password: 'a third good one',
        tokenHash: own,
      }),
    ).toMatchObject({
      ok: true,
    });
    const forged = {} as LoginProof;
    expect(await office.openSession(official, forged, token, NOW_MS + 60_000)).toBe(false);
    expect(JSON.stringify(present)).toBe('{}');
  });

  test('are stored under the hash of their token, of 32 bytes', async () => {
    const official = await done(office.createOfficial(ACTOR, newOfficial('hash@example.org')));
    await expect(openSession(official, randomBytes(31), NOW_MS + 1)).rejects.toMatchObject({
      name: 'InvariantViolation',
    });
  });
});

test('no password, hash or token is anywhere on record', async () => {
  const { rows } = await owner.query<{ text: string }>('SELECT admin_audit::text AS text FROM admin_audit');
  const { rows: hashes } = await owner.query<{ hash: string }>(
    `SELECT password_hash AS hash FROM officials UNION ALL SELECT encode(token_hash, 'hex') FROM sessions`,
  );
  const record = rows.map(({ text }) => text).join('\n');
  expect(rows.length).toBeGreaterThan(50);
  for (const secret of [PASSWORD, WRONG, 'another good one', 'argon2', ...hashes.map(({ hash }) => hash)]) {
    expect(record).not.toContain(secret);
  }
});

test('the record is read page by page, newest first', async () => {
  const all = await office.acts({ limit: 1_000 });
  const first = await office.acts({ limit: 3 });
  const second = await office.acts({ limit: 3, before: first[2]!.id });
  expect([...first, ...second]).toEqual(all.slice(0, 6));
  expect(await office.acts({ limit: 0 })).toHaveLength(1);
  expect(await office.acts({ limit: 5, before: all.at(-1)!.id })).toEqual([]);
});
