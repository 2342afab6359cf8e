import pg from 'pg';
import type { Proposal } from '@scrutin/election';
import { APPROVABLE_ACTS, EFFECT_DELAY_MS, electionRollKey, SETTLING_DELAY_MS } from '@scrutin/election';
import { createTestDatabase } from '@scrutin/testkit/database';
import {
  account,
  ACTOR,
  DAY_MS,
  done,
  HOUR_MS,
  openTestOffice,
  proposed,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import type { Actor } from './acts.ts';
import { electionsToCount, raceOf } from './fixture/elections-to-count.ts';

const suite = useOffice({ poolMax: 4 });
const { office, owner, database, clock } = suite;
const { cast, counted } = electionsToCount(suite);
const PASSWORD = 'correct horse battery staple';

let marie: Actor;
let paul: Actor;
let ops: Actor;

beforeAll(async () => {
  marie = await account(office, 'marie');
  paul = await account(office, 'paul');
  ops = await account(office, 'ops', 'operator');
});

const OPENING = { step: 'open', reason: 'All is ready' } as const;

/** An election of two officials, ready to be opened. */
async function ready(id: string): Promise<void> {
  await readyElection(office, id, ['RA'], { election: { approval: 'two-officials' } });
}

async function open(id: string): Promise<void> {
  await ready(id);
  const { id: proposal } = await proposed(office.step(marie, electionRollKey(id), OPENING));
  await done(office.approveProposal(paul, proposal));
  clock.nowMs += EFFECT_DELAY_MS;
}

const last = async (subject: string) => (await office.acts({ limit: 1, subject }))[0];
const itself = (proposal: Proposal) => office.approveProposal(marie, proposal.id);

describe('on a contest of two officials', () => {
  test('every weighty act waits until another official approves it, and both are on record', async () => {
    const subject = electionRollKey('WHOLE');
    const race = raceOf('WHOLE');
    await ready('WHOLE');

    const opening = await proposed(office.step(marie, subject, OPENING));
    expect(opening).toMatchObject({ action: 'election.open', subject, state: 'pending' });
    expect(await office.contest(subject)).toMatchObject({ status: 'draft' });
    expect(await last(subject)).toMatchObject({
      action: 'proposal.make',
      actor: marie.name,
      proposalId: opening.id,
      after: {
        action: 'election.open',
        request: { kind: 'step', step: OPENING },
      },
    });
    expect(await itself(opening)).toEqual(refusal('state-forbids', /own proposal/));
    expect(await done(office.approveProposal(paul, opening.id))).toMatchObject({
      state: 'approved',
      decidedBy: paul.name,
    });
    expect(await office.contest(subject)).toMatchObject({ status: 'scheduled' });
    expect(await last(subject)).toMatchObject({
      action: 'election.open',
      actor: marie.name,
      officialId: marie.officialId,
      approvedBy: paul.name,
      proposalId: opening.id,
      before: { status: 'draft' },
      after: { status: 'scheduled' },
    });
    clock.nowMs += EFFECT_DELAY_MS;
    await cast(race, 'alice', 'alice', 'bob');

    const bob = { electionId: 'WHOLE', regionId: 'RA', id: 'bob' };
    const withdrawal = await proposed(office.withdrawCandidate(marie, bob, 'a letter'));
    expect(withdrawal.reason).toBe('a letter');
    expect(await itself(withdrawal)).toEqual(refusal('state-forbids'));
    await done(office.approveProposal(paul, withdrawal.id));
    expect(await last(`${race}:bob`)).toMatchObject({
      action: 'candidate.withdraw',
      reason: 'a letter',
      approvedBy: paul.name,
    });

    const closing = await proposed(office.step(marie, subject, { step: 'close', reason: 'everybody voted' }));
    expect(await itself(closing)).toEqual(refusal('state-forbids'));
    await done(office.approveProposal(paul, closing.id));
    clock.nowMs += EFFECT_DELAY_MS + SETTLING_DELAY_MS;

    const count = await done(office.recordTabulation(marie, await counted(race)));
    const publication = await proposed(office.publishTabulation(marie, count.id));
    expect(await itself(publication)).toEqual(refusal('state-forbids'));
    await done(office.approveProposal(paul, publication.id));
    expect(await office.tabulation(count.id)).toMatchObject({ publishedAtMs: clock.nowMs });

    const without = { reason: 'receipts are missing in this test', allowOutstandingVotes: true };
    const certificate = await proposed(office.step(marie, subject, { step: 'certify', ...without }));
    expect(await itself(certificate)).toEqual(refusal('state-forbids'));
    expect(certificate.inWords.en).toMatch(
      /^Certify the result of .*\. Accepted votes may be missing from the result\. .*/,
    );
    expect(certificate.inWords.fr).toMatch(/ Des votes acceptés peuvent manquer au résultat\. ./);
    await done(office.approveProposal(paul, certificate.id));
    expect(await office.contest(subject)).toMatchObject({ status: 'certified' });
    expect(await last(subject)).toMatchObject({
      action: 'election.certify',
      actor: marie.name,
      approvedBy: paul.name,
    });
  });

  test('an act that would be refused is refused at once and never proposed', async () => {
    await ready('NEVER');
    expect(await office.step(marie, electionRollKey('NEVER'), { step: 'certify' })).toEqual(
      refusal('state-forbids'),
    );
    expect((await office.proposals()).filter(({ subject }) => subject === 'election:NEVER')).toEqual([]);
  });

  test('a proposal is refused with a reason by another, or withdrawn by its author', async () => {
    const subject = electionRollKey('DECIDED');
    await ready('DECIDED');
    const one = await proposed(office.step(marie, subject, OPENING));
    expect(await office.refuseProposal(paul, one.id, ' ')).toEqual(refusal('invalid'));
    expect(await office.refuseProposal(marie, one.id, 'no')).toEqual(refusal('state-forbids', /own/));
    expect(await office.refuseProposal(ops, one.id, 'no')).toEqual(refusal('state-forbids', /operator/));
    expect(await office.withdrawProposal(paul, one.id)).toEqual(refusal('state-forbids'));
    expect(await done(office.refuseProposal(paul, one.id, 'too early'))).toMatchObject({
      state: 'refused',
      decidedBy: paul.name,
      decisionReason: 'too early',
    });
    expect(await last(subject)).toMatchObject({
      action: 'proposal.refuse',
      actor: paul.name,
      reason: 'too early',
      proposalId: one.id,
    });
    expect(await office.approveProposal(paul, one.id)).toEqual(refusal('state-forbids', /refused/));

    const other = await proposed(office.step(marie, subject, OPENING));
    expect(await done(office.withdrawProposal(marie, other.id))).toMatchObject({ state: 'withdrawn' });
    expect(await office.approveProposal(paul, other.id)).toEqual(refusal('state-forbids', /withdrawn/));
    expect(await office.contest(subject)).toMatchObject({ status: 'draft' });
  });

  test('a proposal expires when its time is over, which is on record', async () => {
    const subject = electionRollKey('LATE');
    await readyElection(office, 'LATE', ['RA'], {
      election: {
        approval: 'two-officials',
        window: { opensAtMs: clock.nowMs + 10 * DAY_MS, closesAtMs: clock.nowMs + 11 * DAY_MS },
      },
    });
    const late = await proposed(office.step(marie, subject, OPENING));
    clock.nowMs += DAY_MS;
    expect(await office.approveProposal(paul, late.id)).toEqual(refusal('state-forbids', /expired/));
    expect(await office.proposal(late.id)).toMatchObject({ state: 'expired', decidedBy: 'expiry' });
    expect(await last(subject)).toMatchObject({ action: 'proposal.expire', proposalId: late.id });
    expect(await office.proposals('pending')).not.toContainEqual(expect.objectContaining({ id: late.id }));
  });

  test('a proposal is void if its subject has changed since', async () => {
    const subject = electionRollKey('CHANGED');
    await open('CHANGED');
    const closing = await proposed(office.step(marie, subject, { step: 'close', reason: 'a storm' }));
    const closesAtMs = clock.nowMs + 3 * DAY_MS;
    await done(office.step(paul, subject, { step: 'extend', closesAtMs, reason: 'a storm' }));
    const refused = await office.approveProposal(paul, closing.id);
    expect(refused).toEqual(
      refusal('state-forbids', /has changed since .* is void now: propose the act again/),
    );
    expect(await office.proposal(closing.id)).toMatchObject({
      state: 'void',
      decisionReason: expect.stringMatching(/a changé depuis .* \/ .* has changed since/) as string,
    });
    expect(await last(subject)).toMatchObject({ action: 'proposal.void', proposalId: closing.id });
    expect(await office.contest(subject)).toMatchObject({ window: { closesAtMs } });

    const bob = { electionId: 'CHANGED', regionId: 'RA', id: 'bob' };
    const [first, second] = [
      await proposed(office.withdrawCandidate(marie, bob, 'a letter')),
      await proposed(office.withdrawCandidate(paul, bob, 'a call')),
    ];
    await done(office.approveProposal(paul, first.id));
    expect(await office.approveProposal(marie, second.id)).toEqual(refusal('state-forbids', /already/));
    expect(await office.proposal(second.id)).toMatchObject({ state: 'void' });
  });

  test('two approvals at the same time carry the act out once', async () => {
    const nina = await account(office, 'nina');
    for (let i = 0; i < 5; i++) {
      const id = `RACE-${i}`;
      await ready(id);
      const { id: proposal } = await proposed(office.step(marie, electionRollKey(id), OPENING));
      const outcomes = await Promise.all([
        office.approveProposal(paul, proposal),
        office.approveProposal(nina, proposal),
        office.refuseProposal(nina, proposal, 'no'),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const { state } = (await office.proposal(proposal))!;
      const acts = await office.acts({ limit: 100, subject: `election:${id}` });
      const carriedOut = acts.filter(({ action }) => action === 'election.open');
      expect(carriedOut).toHaveLength(state === 'approved' ? 1 : 0);
    }
  });

  test('the proposal of an account that was disabled or has another role is void', async () => {
    for (const change of ['disabled_at = now()', `role = 'auditor'`]) {
      const name = change.startsWith('role') ? 'demoted' : 'disabled';
      const author = await account(office, name);
      const id = `OF-${name}`;
      await ready(id);
      const own = await proposed(office.step(author, electionRollKey(id), OPENING));
      await owner.query(`UPDATE officials SET ${change} WHERE id = $1`, [author.officialId]);
      expect(await office.approveProposal(paul, own.id)).toEqual(refusal('state-forbids', /another role/));
      expect(await office.proposal(own.id)).toMatchObject({ state: 'void' });
      expect(await office.contest(electionRollKey(id))).toMatchObject({ status: 'draft' });
    }
  });

  test('acts that the policy does not name, and all acts on a contest of one official, are done at once', async () => {
    await open('EXTENDED');
    const closesAtMs = clock.nowMs + 2 * DAY_MS;
    const subject = electionRollKey('EXTENDED');
    await done(office.step(marie, subject, { step: 'extend', closesAtMs, reason: 'snow' }));
    await readyElection(office, 'ALONE', ['RA']);
    await done(office.step(marie, electionRollKey('ALONE'), OPENING));
    expect(await last('election:ALONE')).toMatchObject({ action: 'election.open', approvedBy: undefined });
  });

  test('the database records no act without its approval, and no approval of one’s own', async () => {
    await ready('DIRECT');
    const record = `INSERT INTO admin_audit (actor, official_id, action, subject, approved_by, proposal_id)
                    VALUES ($1, $2, 'election.open', 'election:DIRECT', $3, $4)`;
    const direct = new pg.Client(await database.urlFor('scrutin_admin'));
    await direct.connect();
    try {
      const run = async (sql: string, ...values: unknown[]): Promise<unknown> => {
        await direct.query('BEGIN');
        try {
          return await direct.query(sql, values);
        } catch (error) {
          return error;
        } finally {
          await direct.query('ROLLBACK');
        }
      };
      expect(await run(record, marie.name, marie.officialId, null, null)).toMatchObject({
        message: expect.stringMatching(/needs the approval of a second official/) as string,
      });
      const own = await proposed(office.step(marie, electionRollKey('DIRECT'), OPENING));
      expect(await run(record, marie.name, marie.officialId, paul.name, own.id)).toMatchObject({
        message: expect.stringMatching(/not that of a proposal/) as string,
      });
      const decide = `UPDATE proposals SET decision = 'approved', decided_by = $1, decided_official_id = $2, decided_at = now()
                       WHERE id = $3`;
      expect(await run(decide, marie.name, marie.officialId, own.id)).toMatchObject({
        message: expect.stringMatching(/nobody_approves_their_own/) as string,
      });
      expect(await run(`UPDATE proposals SET subject = 'x' WHERE id = $1`, own.id)).toMatchObject({
        code: '42501',
      });
      expect(
        await run(`UPDATE elections SET approval = 'single-official' WHERE id = 'DIRECT'`),
      ).toMatchObject({
        message: expect.stringMatching(/never changes/) as string,
      });
    } finally {
      await direct.end();
    }
  });
});

describe('the command line', () => {
  test('proposes, and an account or another login of the database approves', async () => {
    const line = openTestOffice(await database.urlFor('scrutin_operator'), clock);
    suite.closeBefore(() => line.close());
    const claire = { name: 'command line: claire' };
    const zoe = { name: 'command line: zoe' };
    const subject = electionRollKey('LINE');
    await ready('LINE');
    const one = await proposed(line.step(claire, subject, OPENING));
    expect(await line.approveProposal(zoe, one.id)).toEqual(refusal('state-forbids', /own proposal/));
    await done(office.approveProposal(paul, one.id));
    expect(await last(subject)).toMatchObject({ actor: claire.name, approvedBy: paul.name });

    await ready('LOGIN');
    const other = await proposed(line.step(claire, electionRollKey('LOGIN'), OPENING));
    await done(office.approveProposal(zoe, other.id)); // The admin API's login is another one.
    expect(await last('election:LOGIN')).toMatchObject({ actor: claire.name, approvedBy: zoe.name });

    await ready('ACCOUNT');
    const ofAccount = await proposed(office.step(marie, electionRollKey('ACCOUNT'), OPENING));
    expect(await line.approveProposal(claire, ofAccount.id)).toEqual(
      refusal('state-forbids', /Only an account/),
    );
    expect(await line.withdrawProposal(claire, ofAccount.id)).toEqual(refusal('state-forbids'));
  });
});

describe('the policy', () => {
  test('is changed by an act with a reason, and its values are checked', async () => {
    const now = await office.approvalPolicy();
    expect(now.acts.join()).toBe('open,close,certify,withdrawal,lot,publication,replacing,registering');
    expect(now).toMatchObject({ lifetimeS: 86_400, replacingAbove: 10, registeringAbove: 10 });
    expect(await office.changePolicy(ops, now, '')).toEqual(refusal('invalid'));
    expect(await office.changePolicy(ops, { ...now, lifetimeS: 1 }, 'why')).toEqual(refusal('invalid'));
    expect(await office.changePolicy(ops, { ...now, replacingAbove: -1 }, 'why')).toEqual(refusal('invalid'));
    const numbers = { lifetimeS: HOUR_MS / 1_000, replacingAbove: 5, registeringAbove: 7 };
    const changed = { ...numbers, acts: [...now.acts, 'accounts', 'policy'] } as const;
    const inOrder = APPROVABLE_ACTS.filter((act) => changed.acts.includes(act));
    await done(office.changePolicy(ops, changed, 'four eyes for accounts'));
    expect(await office.approvalPolicy()).toEqual({ ...changed, acts: inOrder });
    expect(await last('policy')).toMatchObject({ action: 'policy.change', reason: 'four eyes for accounts' });

    const back = await proposed(office.changePolicy(ops, now, 'too slow'));
    expect(await office.approveProposal(ops, back.id)).toEqual(refusal('state-forbids'));
    expect(await office.approvalPolicy()).toEqual({ ...changed, acts: inOrder });
  });

  test('lets two people create accounts and set passwords, and shows no hash of a password', async () => {
    const given = {
      email: 'new@elections.example',
      displayName: 'New',
      role: 'official',
      password: PASSWORD,
    } as const;
    const creation = await proposed(office.createOfficial(ops, given));
    const { after } = (await last('official:new@elections.example'))!;
    expect(JSON.stringify([creation, after])).not.toMatch(/argon2/);
    expect(await office.login(given.email, PASSWORD)).toMatchObject({ kind: 'wrong' });
    expect(await office.approveProposal(ops, creation.id)).toEqual(refusal('state-forbids'));
    await done(office.approveProposal(paul, creation.id));
    expect(await office.login(given.email, PASSWORD)).toMatchObject({ kind: 'in' });
    const [stored] = (
      await owner.query<{ secret: unknown }>('SELECT secret FROM proposals WHERE id = $1', [creation.id])
    ).rows;
    expect(stored).toEqual({ secret: null });

    const id = (await office.officials()).find(({ email }) => email === given.email)!.id;
    const other = 'another horse battery staple';
    const setting = await proposed(office.setPassword(ops, id, other));
    expect(await office.login(given.email, PASSWORD)).toMatchObject({ kind: 'in' });
    await done(office.approveProposal(marie, setting.id));
    expect(await office.login(given.email, other)).toMatchObject({ kind: 'in' });
  });
});

test('one person creates the first accounts of an installation alone', async () => {
  const empty = await createTestDatabase(process.env['DATABASE_URL']);
  const fresh = openTestOffice(await empty.urlFor('scrutin_operator'), clock);
  try {
    const acts = ['accounts', 'policy'] as const;
    await done(fresh.changePolicy(ACTOR, { ...(await fresh.approvalPolicy()), acts }, 'as installed'));
    const make = (name: string, role: 'operator' | 'official') =>
      fresh.createOfficial(ACTOR, {
        email: `${name}@elections.example`,
        displayName: name,
        role,
        password: PASSWORD,
      });
    await done(make('first', 'operator'));
    await done(make('second', 'official'));
    expect(await make('third', 'official')).toMatchObject({ ok: false, kind: 'awaits-approval' });
  } finally {
    await fresh.close();
    await empty.drop();
  }
});
