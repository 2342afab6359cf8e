import pg from 'pg';
import type { ApprovableAct, RollKey } from '@scrutin/election';
import { electionRollKey } from '@scrutin/election';
import {
  account,
  ACTOR,
  candidate,
  DAY_MS,
  done,
  NOW_MS,
  proposed,
  race,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import type { Actor } from './acts.ts';

const { database, office, owner, clock } = useOffice();

let marie: Actor;
let paul: Actor;

beforeAll(async () => {
  marie = await account(office, 'marie');
  paul = await account(office, 'paul');
});

/** A draft of two officials with ten voters. The policy names exactly these acts. */
async function draft(id: string, ...acts: readonly ApprovableAct[]): Promise<RollKey> {
  const window = { opensAtMs: NOW_MS + 5 * DAY_MS, closesAtMs: NOW_MS + 6 * DAY_MS };
  const policy = { ...(await office.approvalPolicy()), acts };
  await done(office.changePolicy(ACTOR, policy, 'for this test'));
  await readyElection(office, id, ['RA'], { election: { approval: 'two-officials', window } });
  await record(electionRollKey(id), 10);
  return electionRollKey(id);
}

function record(rollKey: RollKey, credentials: number, edition = 'first', elsewhere = 0) {
  const inRace = new Map([['RA', credentials - elsewhere]]);
  const regions = elsewhere === 0 ? inRace : new Map([...inRace, ['RX', elsewhere]]);
  const roll = {
    credentials,
    buckets: 1,
    scheme: 'hmac-sha256',
    regions,
    edition,
    generation: `g${credentials}`,
  } as const;
  return office.recordRoll(marie, rollKey, { ...roll, reason: 'Registered late' });
}

const publish = (rollKey: RollKey) => office.step(marie, rollKey, { step: 'schedule' });
const takeBack = (rollKey: RollKey) =>
  office.step(marie, rollKey, { step: 'unschedule', reason: 'A wrong date' });

async function published(rollKey: RollKey): Promise<unknown> {
  const { rows } = await owner.query(
    'SELECT credentials::int, late::int, approved::int FROM published_rolls WHERE roll_key = $1',
    [rollKey],
  );
  return rows[0];
}

test.each(['schedule', 'open'] as const)(
  'who approves that a draft becomes public by %s approves its roll, and no other one',
  async (step) => {
    const rollKey = await draft(`FIRST-${step.toUpperCase()}`, step);
    const request = step === 'open' ? ({ step, reason: 'All is ready' } as const) : ({ step } as const);
    const proposal = await proposed(office.step(marie, rollKey, request));
    expect(proposal.request).toMatchObject({ kind: 'step', roll: { credentials: '10', edition: 'first' } });
    await done(record(rollKey, 70));
    expect(await office.approveProposal(paul, proposal.id)).toEqual(refusal('state-forbids', /has changed/));
    expect(await office.proposal(proposal.id)).toMatchObject({ state: 'void' });
    const again = await proposed(office.step(marie, rollKey, request));
    expect(again.request).toMatchObject({ roll: { credentials: '70' } });
    await done(office.approveProposal(paul, again.id));
    expect(await published(rollKey)).toEqual({ credentials: 70, late: 0, approved: 0 });
  },
);

test('nobody is on a published roll in a region without a race, where no vote could count', async () => {
  const rollKey = await draft('STRAY');
  await done(record(rollKey, 12, 'first', 2));
  expect(await publish(rollKey)).toEqual(
    refusal('incomplete', /on the roll in RX, but there is no such race/),
  );
  await done(record(rollKey, 12, 'second'));
  await done(publish(rollKey));
  expect(await record(rollKey, 14, 'second', 1)).toEqual(refusal('invalid', /has no race RX: a voter/));
  await done(record(rollKey, 14, 'second'));
});

test.each(['schedule', 'open'] as const)(
  'a contest that was taken back is published again by two officials, with %s, whatever the policy names',
  async (step) => {
    const id = `AGAIN-${step.toUpperCase()}`;
    const rollKey = await draft(id);
    const publishAgain = () => office.step(marie, rollKey, { step });
    await done(publish(rollKey));
    await done(record(rollKey, 14));
    await done(takeBack(rollKey));
    const unchanged = await proposed(publishAgain());
    expect(unchanged).toMatchObject({ request: { roll: { credentials: '14' }, added: '0' } });
    await done(record(rollKey, 20));
    expect(await office.approveProposal(paul, unchanged.id)).toEqual(refusal('state-forbids', /has changed/));
    const proposal = await proposed(publishAgain());
    expect(proposal).toMatchObject({
      action: `election.${step}`,
      request: { roll: { credentials: '20' }, added: '6' },
    });
    expect(proposal.inWords.en).toMatch(
      /Credentials on its roll: 20\. Added since its last publication: 6\.$/,
    );
    expect(await office.contest(rollKey)).toMatchObject({ status: 'draft' });
    await done(office.approveProposal(paul, proposal.id));
    expect(await office.contest(rollKey)).toMatchObject({ status: 'scheduled' });
    // What a second official published is where counting begins.
    expect(await published(rollKey)).toEqual({ credentials: 20, late: 0, approved: 0 });
  },
);

test.each(['schedule', 'open'] as const)(
  'who approves that a draft becomes public by %s approves its ballot as it is then',
  async (step) => {
    const id = `BALLOT-${step.toUpperCase()}`;
    const rollKey = await draft(id, 'schedule', 'open');
    const inRace = { electionId: id, regionId: 'RA' };
    const changes: readonly (() => Promise<unknown>)[] = [
      () => office.createCandidate(marie, candidate(id, 'RA', 'zoe')),
      () => office.changeCandidate(marie, { ...inRace, id: 'zoe' }, { lastName: 'Somebody else' }),
      () => office.orderCandidates(marie, inRace, ['zoe', 'bob', 'alice']),
      () => office.removeCandidate(marie, { ...inRace, id: 'zoe' }),
      () => office.putRace(marie, race(id, 'RA', { uncontested: 'vote' })),
      () => office.changeElection(marie, id, { name: { fr: 'Autre', en: 'Other' } }),
    ];
    for (const change of changes) {
      const proposal = await proposed(office.step(marie, rollKey, { step }));
      expect(await change()).toMatchObject({ ok: true });
      expect(await office.approveProposal(paul, proposal.id)).toEqual(
        refusal('state-forbids', /has changed/),
      );
    }
    const proposal = await proposed(office.step(marie, rollKey, { step }));
    await done(office.approveProposal(paul, proposal.id));
  },
);

test('a contest that was published stays, since a new one of its name would begin without what was counted', async () => {
  const rollKey = await draft('STAYS');
  await done(publish(rollKey));
  await done(takeBack(rollKey));
  const stays = refusal('state-forbids', /published before/);
  expect(await office.removeElection(marie, 'STAYS')).toEqual(stays);
  const client = new pg.Client(await database.urlFor('scrutin_admin'));
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO admin_audit (actor, action, subject, after) VALUES ('marie', 'election.change', $1, '{}')`,
      [rollKey],
    );
    await expect(client.query('DELETE FROM rolls WHERE roll_key = $1', [rollKey])).rejects.toThrow(
      /was published and stays/,
    );
  } finally {
    await client.end();
  }
});

test('the whole roll of a contest of two officials that has become public without one is registered late', async () => {
  const rollKey = await draft('WITHOUT', 'registering');
  await owner.query('DELETE FROM rolls WHERE roll_key = $1', [rollKey]);
  await owner.query(`UPDATE elections SET status = 'scheduled' WHERE id = 'WITHOUT'`);
  const proposal = await proposed(record(rollKey, 11));
  expect(proposal.request).toMatchObject({ kind: 'registration', credentials: '11' });
  await done(record(rollKey, 10));
  expect(await published(rollKey)).toEqual({ credentials: 0, late: 10, approved: 0 });
});

test('late registrations of a contest that was taken back meanwhile cannot be approved', async () => {
  const rollKey = await draft('MEANWHILE', 'registering');
  await done(publish(rollKey));
  const proposal = await proposed(record(rollKey, 30));
  await done(takeBack(rollKey));
  expect(await office.approveProposal(paul, proposal.id)).toEqual(
    refusal('state-forbids', /no longer published/),
  );
  expect(await office.proposal(proposal.id)).toMatchObject({ state: 'void' });
});

test('of another roll in place of the published one, nothing was published', async () => {
  const rollKey = await draft('OTHER');
  await done(publish(rollKey));
  await done(takeBack(rollKey));
  await done(record(rollKey, 11, 'second'));
  const proposal = await proposed(publish(rollKey));
  expect(proposal.request).toMatchObject({ added: '11' });
  await done(record(rollKey, 5, 'third'));
  expect(await office.approveProposal(paul, proposal.id)).toEqual(refusal('state-forbids', /has changed/));
});

test('the database refuses that one official publishes again, with a login of its own', async () => {
  const rollKey = await draft('DIRECT');
  await done(publish(rollKey));
  await done(takeBack(rollKey));
  const client = new pg.Client(await database.urlFor('scrutin_admin'));
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`UPDATE elections SET status = 'scheduled' WHERE id = 'DIRECT'`);
    await client.query(
      `INSERT INTO admin_audit (actor, action, subject, after) VALUES ('marie', 'election.schedule', $1, '{}')`,
      [rollKey],
    );
    await expect(client.query('COMMIT')).rejects.toThrow(/needs the approval of a second official/);
  } finally {
    await client.end();
  }
});

test('a contest of one official is published again with any roll', async () => {
  const id = 'SINGLE';
  await readyElection(office, id, ['RA'], {
    election: {
      approval: 'single-official',
      window: { opensAtMs: clock.nowMs + 5 * DAY_MS, closesAtMs: clock.nowMs + 6 * DAY_MS },
    },
  });
  const rollKey = electionRollKey(id);
  await done(publish(rollKey));
  await done(takeBack(rollKey));
  await done(record(rollKey, 90, 'other'));
  await done(publish(rollKey));
  expect(await published(rollKey)).toEqual({ credentials: 90, late: 0, approved: 0 });
});
