import { randomBytes } from 'node:crypto';
import { openedLater, useDatabase } from '@scrutin/testkit/database';
import { ACTOR, done, HOUR_MS, NOW_MS, refusal } from '@scrutin/testkit/election-office';
import { silentLogger, totpCode } from '@scrutin/testkit/without-services';
import type { ElectionOffice } from './election-office.ts';
import type { LoginOutcome, LoginProof, Official } from './officials.ts';
import { openElectionOffice } from './open-election-office.ts';
import type { SecondFactorOptions } from './second-factor-secrets.ts';

const PASSWORD = 'correct horse battery';
const KEY = { id: 'k1', bytes: Uint8Array.from(randomBytes(32)) };
const OTHER = { name: 'command line: other' };

const { database, owner, closeBefore } = useDatabase();
const clock = { nowMs: NOW_MS };
let opened: ElectionOffice | undefined;
const office = openedLater('the office', () => opened);

async function openOffice(secondFactor?: SecondFactorOptions): Promise<ElectionOffice> {
  const other = openElectionOffice({
    url: await database.urlFor('scrutin_admin'),
    poolMax: 4,
    logger: silentLogger,
    applicationName: 'second-factor-test',
    clock: () => clock.nowMs,
    ...(secondFactor === undefined ? {} : { secondFactor }),
  });
  closeBefore(() => other.close());
  return other;
}

beforeAll(async () => {
  opened = await openOffice({ keys: [KEY], requiredOf: ['official'] });
});
beforeEach(() => {
  clock.nowMs = NOW_MS;
});

let accounts = 0;

async function account(role: Official['role'] = 'official'): Promise<Official> {
  const email = `f${(accounts += 1)}@example.org`;
  return done(office.createOfficial(ACTOR, { email, displayName: 'Somebody', role, password: PASSWORD }));
}

function proofIn(outcome: LoginOutcome): LoginProof {
  if (outcome.kind !== 'in') throw new Error(outcome.kind);
  return outcome.proof;
}

const actorOf = ({ id, email }: Official) => ({ officialId: id, name: email });

/** Enrols a second factor and returns its secret. The clock is one step further after it. */
async function enrol(official: Official): Promise<string> {
  const proof = proofIn(await office.confirmPassword(official.email, PASSWORD));
  const { secret } = await done(office.beginSecondFactor(actorOf(official), { official, proof }));
  const code = totpCode(secret, clock.nowMs);
  const tokenHash = randomBytes(32);
  await done(office.confirmSecondFactor(actorOf(official), { official, code, tokenHash }));
  clock.nowMs += 30_000;
  return secret;
}

const kindOf = async (official: Official, code?: string) =>
  (await office.login(official.email, PASSWORD, code)).kind;

async function actsOn({ email }: Official): Promise<string[]> {
  const acts = await office.acts({ limit: 1_000, subject: `official:${email}` });
  return acts.map(({ action }) => action).reverse();
}

describe('enrolling', () => {
  test('makes a secret that counts only once a code of it was shown', async () => {
    const official = await account();
    const proof = proofIn(await office.confirmPassword(official.email, PASSWORD));
    const { secret } = await done(office.beginSecondFactor(actorOf(official), { official, proof }));
    expect(await kindOf(official)).toBe('in');
    const own = { official, tokenHash: randomBytes(32) };
    expect(await office.confirmSecondFactor(ACTOR, { ...own, code: '000000' })).toEqual(refusal('invalid'));
    expect(await kindOf(official)).toBe('in');
    const code = totpCode(secret, clock.nowMs);
    const enrolled = await done(office.confirmSecondFactor(actorOf(official), { ...own, code }));
    expect(enrolled.secondFactorAtMs).toBe(NOW_MS);
    expect(await kindOf(official)).toBe('code-needed');
    expect(await kindOf(official, code)).toBe('wrong-code'); // it was shown already
    clock.nowMs += 30_000;
    expect(await kindOf(official, totpCode(secret, clock.nowMs))).toBe('in');
    expect(await actsOn(official)).toEqual([
      'official.create',
      'official.begin-second-factor',
      'official.enrol-second-factor',
      'session.refuse',
    ]);
  });

  test('ends the other sessions, and is refused while there is a second factor', async () => {
    const official = await account();
    const token = randomBytes(32);
    const login = proofIn(await office.login(official.email, PASSWORD));
    await office.openSession(official, login, token, NOW_MS + HOUR_MS);
    const secret = await enrol(official);
    expect(await office.session(token)).toBeUndefined();
    const proof = proofIn(await office.confirmPassword(official.email, PASSWORD));
    const again = await office.beginSecondFactor(actorOf(official), { official, proof });
    expect(again).toEqual(refusal('state-forbids'));
    const full = proofIn(await office.login(official.email, PASSWORD, totpCode(secret, clock.nowMs)));
    await done(office.removeSecondFactor(actorOf(official), { official, proof: full }));
    expect(await kindOf(official)).toBe('in');
    expect(await office.removeSecondFactor(actorOf(official), { official, proof: full })).toEqual(
      refusal('state-forbids'),
    );
  });

  test('is refused without a key, and the refusal names the setting', async () => {
    const keyless = await openOffice();
    const official = await account();
    const proof = proofIn(await keyless.confirmPassword(official.email, PASSWORD));
    expect(await keyless.beginSecondFactor(ACTOR, { official, proof })).toEqual(
      refusal('incomplete', /SECOND_FACTOR_KEYS/),
    );
  });

  test('keeps no secret in the clear, and a sealed one is worth nothing in another row', async () => {
    const [one, other] = [await account(), await account()];
    const secret = await enrol(one);
    await enrol(other);
    const { rows } = await owner.query<{ text: string }>(
      `SELECT officials::text || encode(coalesce(second_factor, ''), 'escape') AS text FROM officials
       UNION ALL SELECT admin_audit::text FROM admin_audit`,
    );
    expect(rows.map(({ text }) => text).join('\n')).not.toContain(secret);
    await owner.query(
      `UPDATE officials SET second_factor = (SELECT second_factor FROM officials WHERE id = $1),
              second_factor_step = NULL WHERE id = $2`,
      [one.id, other.id],
    );
    clock.nowMs += 60_000;
    expect(await kindOf(other, totpCode(secret, clock.nowMs))).toBe('code-unverifiable');
    const rotated = await openOffice({ keys: [{ ...KEY, id: 'k0' }, KEY], requiredOf: [] });
    const login = await rotated.login(one.email, PASSWORD, totpCode(secret, clock.nowMs));
    expect(login.kind).toBe('in');
  });
});

describe('a code', () => {
  test('is accepted once, also by logins at the same time', async () => {
    const official = await account();
    const secret = await enrol(official);
    const code = totpCode(secret, clock.nowMs);
    const kinds = await Promise.all(Array.from({ length: 4 }, () => kindOf(official, code)));
    expect(kinds.filter((kind) => kind === 'in')).toHaveLength(1);
    expect(new Set(kinds)).toEqual(new Set(['in', 'wrong-code']));
    clock.nowMs += 30_000;
    // A code of an earlier step is refused too, once a later one was used.
    expect(await kindOf(official, totpCode(secret, clock.nowMs))).toBe('in');
    expect(await kindOf(official, totpCode(secret, clock.nowMs - 30_000))).toBe('wrong-code');
  });

  test('that is wrong locks the account, and asking for the code alone does not lift the lock', async () => {
    const official = await account();
    const secret = await enrol(official);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await kindOf(official)).toBe('code-needed');
      expect(await kindOf(official, '000000')).toBe('wrong-code');
    }
    expect(await kindOf(official)).toBe('locked');
    expect(await kindOf(official, totpCode(secret, clock.nowMs))).toBe('locked');
    const [lock, refused] = await office.acts({ limit: 2, subject: `official:${official.email}` });
    expect([lock?.action, refused?.action]).toEqual(['official.lock', 'session.refuse']);
    expect(refused?.after).toEqual({ passwordWasRight: true });
    clock.nowMs += 60_000;
    expect(await kindOf(official, totpCode(secret, clock.nowMs))).toBe('in');
  });

  test('that is wrong locks the account also if the password alone is confirmed in between', async () => {
    const official = await account();
    const secret = await enrol(official);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await kindOf(official, '000000')).toBe('wrong-code');
      const confirmed = await office.confirmPassword(official.email, PASSWORD);
      expect(confirmed.kind).toBe(guess < 4 ? 'in' : 'locked');
    }
    expect(await kindOf(official, totpCode(secret, clock.nowMs))).toBe('locked');
  });
});

describe('the roles that need a second factor', () => {
  test('may use a session for nothing else before it is enrolled', async () => {
    const [official, auditor] = [await account('official'), await account('auditor')];
    const setupOf = async ({ email }: Official) => {
      const token = randomBytes(32);
      const login = await office.login(email, PASSWORD);
      if (login.kind !== 'in') throw new Error(login.kind);
      await office.openSession(login.official, login.proof, token, clock.nowMs + HOUR_MS);
      return [token, (await office.session(token))?.setup] as const;
    };
    expect((await setupOf(official))[1]).toBe('change-password');
    await owner.query('UPDATE officials SET must_change_password = false');
    const [token, setup] = await setupOf(official);
    expect(setup).toBe('enrol-second-factor');
    expect((await setupOf(auditor))[1]).toBeUndefined();
    const proof = proofIn(await office.confirmPassword(official.email, PASSWORD));
    const { secret } = await done(office.beginSecondFactor(actorOf(official), { official, proof }));
    const code = totpCode(secret, clock.nowMs);
    await done(office.confirmSecondFactor(actorOf(official), { official, code, tokenHash: token }));
    expect((await office.session(token))?.setup).toBeUndefined();
  });
});

describe('a lost second factor', () => {
  test('is removed when one person asks and another confirms, and both are on record', async () => {
    const official = await account();
    await enrol(official);
    expect(await office.askSecondFactorReset(ACTOR, official.id, ' ')).toEqual(refusal('invalid'));
    const asked = await done(office.askSecondFactorReset(ACTOR, official.id, 'The phone is lost.'));
    expect(asked.secondFactorReset).toEqual({ askedBy: ACTOR.name, askedAtMs: clock.nowMs });
    expect(await kindOf(official)).toBe('code-needed');
    expect(await office.confirmSecondFactorReset(ACTOR, official.id)).toEqual(
      refusal('state-forbids', /another person/),
    );
    const reset = await done(office.confirmSecondFactorReset(OTHER, official.id));
    expect(reset).toMatchObject({ secondFactorAtMs: undefined, secondFactorReset: undefined });
    expect(await kindOf(official)).toBe('in');
    const [confirmed, request] = await office.acts({ limit: 3, subject: `official:${official.email}` });
    expect(confirmed).toMatchObject({ actor: OTHER.name, action: 'official.reset-second-factor' });
    expect(request).toMatchObject({
      actor: ACTOR.name,
      action: 'official.ask-second-factor-reset',
      reason: 'The phone is lost.',
    });
  });

  test('is not removed by its owner, without a request, after a day, or after the request was taken back', async () => {
    const operator = await account('operator');
    await enrol(operator);
    const own = actorOf(operator);
    expect(await office.askSecondFactorReset(own, operator.id, 'Lost.')).toEqual(refusal('state-forbids'));
    expect(await office.confirmSecondFactorReset(OTHER, operator.id)).toEqual(refusal('state-forbids'));
    await done(office.askSecondFactorReset(ACTOR, operator.id, 'Lost.'));
    expect(await office.confirmSecondFactorReset(own, operator.id)).toEqual(refusal('state-forbids'));
    clock.nowMs += 24 * HOUR_MS + 1;
    expect(await office.confirmSecondFactorReset(OTHER, operator.id)).toEqual(refusal('state-forbids'));
    await done(office.askSecondFactorReset(ACTOR, operator.id, 'Lost.'));
    await done(office.withdrawSecondFactorReset(OTHER, operator.id));
    expect(await office.confirmSecondFactorReset(OTHER, operator.id)).toEqual(refusal('state-forbids'));
    expect(await office.withdrawSecondFactorReset(OTHER, operator.id)).toEqual(refusal('state-forbids'));
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await office.askSecondFactorReset(ACTOR, nobody, 'Lost.')).toEqual(refusal('not-found'));
  });
});

describe('sessions', () => {
  test('are listed by a name that opens nothing, and ended one by one or all together, on record', async () => {
    const official = await account('auditor');
    const tokens = [randomBytes(32), randomBytes(32), randomBytes(32)];
    for (const token of tokens) {
      const proof = proofIn(await office.login(official.email, PASSWORD));
      await office.openSession(official, proof, token, NOW_MS + HOUR_MS);
    }
    const listed = await office.sessionsOf(official.id);
    expect(listed).toHaveLength(3);
    expect(listed[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      createdAtMs: NOW_MS,
      lastSeenAtMs: NOW_MS,
      expiresAtMs: NOW_MS + HOUR_MS,
    });
    const id = await office.sessionId(tokens[0]!);
    expect(listed.map((one) => one.id)).toContain(id);
    expect(await done(office.endSessions(ACTOR, official.id, id))).toBe(1);
    expect(await office.session(tokens[0]!)).toBeUndefined();
    expect(await office.endSessions(ACTOR, official.id, id)).toEqual(refusal('not-found'));
    const stranger = await account('auditor');
    const second = await office.sessionId(tokens[1]!);
    expect(await office.endSessions(ACTOR, stranger.id, second)).toEqual(refusal('not-found'));
    expect(await done(office.endSessions(ACTOR, official.id))).toBe(2);
    expect(await office.sessionsOf(official.id)).toEqual([]);
    const [ended] = await office.acts({ limit: 1, subject: `official:${official.email}` });
    expect(ended).toMatchObject({ actor: ACTOR.name, action: 'session.end' });
    expect(ended?.before).toHaveLength(2);
  });
});
