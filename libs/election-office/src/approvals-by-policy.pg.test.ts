import type {
  ApprovableAct,
  ContestState,
  Proposal,
  RollKey,
  StepRequest,
  Tabulation,
} from '@scrutin/election';
import { ACTIONS_OF, approvableActOf, EFFECT_DELAY_MS, electionRollKey } from '@scrutin/election';
import {
  account,
  ACTOR,
  DAY_MS,
  done,
  NOW_MS,
  proposed,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import type { Actor } from './acts.ts';
import { electionsToCount, lotFor, raceOf } from './fixture/elections-to-count.ts';

const suite = useOffice();
const { office, owner, clock } = suite;
const { cast, counted, tabulated } = electionsToCount(suite);

let marie: Actor;
let paul: Actor;

beforeAll(async () => {
  marie = await account(office, 'marie');
  paul = await account(office, 'paul');
});

/** Lets the policy name exactly these acts. */
async function ask(...acts: readonly ApprovableAct[]): Promise<void> {
  const policy = await office.approvalPolicy();
  await done(office.changePolicy(ACTOR, { ...policy, acts }, 'for this test'));
}

/** An election of two officials in a state, which the policy does not delay while it is brought there. */
async function electionIn(id: string, state: ContestState): Promise<RollKey> {
  const subject = electionRollKey(id);
  await ask();
  await readyElection(office, id, ['RA'], {
    election: {
      approval: 'two-officials',
      window: { opensAtMs: clock.nowMs + 5 * DAY_MS, closesAtMs: clock.nowMs + 6 * DAY_MS },
    },
  });
  if (state === 'scheduled') await done(office.step(marie, subject, { step: 'schedule' }));
  if (state === 'open') {
    await done(office.step(marie, subject, { step: 'open', reason: 'All is ready' }));
    clock.nowMs += EFFECT_DELAY_MS;
  }
  return subject;
}

/** The steps that the policy names only if an office asks for it, and a change after which each of them is void. */
const STEPS = [
  ['schedule', 'draft', { status: 'scheduled' }, () => ({ step: 'schedule' }), 'rename'],
  [
    'unschedule',
    'scheduled',
    { status: 'draft' },
    () => ({ step: 'unschedule', reason: 'an error on the ballot' }),
    'extend',
  ],
  [
    'extend',
    'open',
    {},
    () => ({ step: 'extend', closesAtMs: clock.nowMs + 8 * DAY_MS, reason: 'a storm' }),
    'extend',
  ],
] as const satisfies readonly (readonly [
  ApprovableAct,
  ContestState,
  object,
  () => StepRequest,
  'rename' | 'extend',
])[];

describe.each(STEPS)('a policy that names %s', (word, state, afterwards, request, change) => {
  const begin = async (suffix: string) => {
    const subject = await electionIn(`${word}-${suffix}`.toUpperCase(), state);
    await ask(word);
    const before = await office.contest(subject);
    return { subject, before, proposal: await proposed(office.step(marie, subject, request())) };
  };

  test('has the step wait until another official approves it', async () => {
    const { subject, before, proposal } = await begin('approved');
    expect(proposal).toMatchObject({ action: `election.${word}`, subject, state: 'pending' });
    expect(await office.contest(subject)).toEqual(before);
    expect(await office.approveProposal(marie, proposal.id)).toEqual(refusal('state-forbids', /own/));
    expect(await office.contest(subject)).toEqual(before);
    await done(office.approveProposal(paul, proposal.id));
    const after = await office.contest(subject);
    expect(after).toMatchObject(afterwards);
    expect(after).not.toEqual(before);
    expect(await office.acts({ limit: 1, subject })).toMatchObject([
      { action: `election.${word}`, actor: marie.name, approvedBy: paul.name, proposalId: proposal.id },
    ]);
  });

  test('lets the proposal expire', async () => {
    const { subject, before, proposal } = await begin('expired');
    clock.nowMs = proposal.expiresAtMs;
    expect(await office.approveProposal(paul, proposal.id)).toEqual(refusal('state-forbids', /expired/));
    expect(await office.proposal(proposal.id)).toMatchObject({ state: 'expired' });
    expect(await office.contest(subject)).toEqual(before);
  });

  test('makes the proposal void after a change', async () => {
    const { subject, proposal } = await begin('void');
    await ask();
    if (change === 'rename') {
      const changes = { name: { fr: 'Autre nom', en: 'Another name' } };
      await done(office.changeElection(paul, subject.split(':')[1] ?? '', changes));
    } else {
      const closesAtMs = clock.nowMs + 7 * DAY_MS;
      await done(office.step(paul, subject, { step: 'extend', closesAtMs, reason: 'snow' }));
    }
    const changed = await office.contest(subject);
    expect(await office.approveProposal(paul, proposal.id)).toEqual(refusal('state-forbids', /has changed/));
    expect(await office.proposal(proposal.id)).toMatchObject({ state: 'void' });
    expect(await office.contest(subject)).toEqual(changed);
  });
});

describe('on a contest of two officials', () => {
  const race = raceOf('COUNTED');

  async function approved(proposal: Proposal): Promise<void> {
    expect(await office.approveProposal(marie, proposal.id)).toEqual(refusal('state-forbids', /own/));
    await done(office.approveProposal(paul, proposal.id));
  }

  test('a lot, a replacing publication and the publication of an earlier count wait for another official', async () => {
    await electionIn('COUNTED', 'open');
    await cast(race, 'alice', 'bob');
    clock.nowMs = NOW_MS + 7 * DAY_MS;
    await ask('lot', 'publication');

    const tied = await tabulated(race);
    const lot = await proposed(office.recordLot(marie, lotFor(tied, 'bob')));
    expect(lot).toMatchObject({ action: 'lot.record', subject: race });
    expect(await office.lots(race)).toEqual([]);
    await approved(lot);
    expect(await office.lots(race)).toMatchObject([{ drawn: ['bob', 'alice'] }]);

    const record = async (): Promise<Tabulation> => done(office.recordTabulation(marie, await counted(race)));
    const [first, second] = [await record(), await record()];
    await approved(await proposed(office.publishTabulation(marie, first.id)));
    const replacing = await proposed(office.publishTabulation(marie, second.id, 'a box was found'));
    expect(replacing).toMatchObject({ action: 'tabulation.supersede', reason: 'a box was found' });
    expect(await office.publications(race)).toHaveLength(1);
    await approved(replacing);
    const again = await proposed(office.publishTabulation(marie, first.id, 'the box was another one'));
    expect(again).toMatchObject({ action: 'tabulation.reinstate' });
    await approved(again);
    expect(await office.publications(race)).toMatchObject([
      { tabulation: first.id, supersedes: second.id, reason: 'the box was another one' },
      { tabulation: second.id, supersedes: first.id },
      { tabulation: first.id, supersedes: undefined },
    ]);
  });

  test('a publication that was overtaken by another one is void', async () => {
    const record = async () => done(office.recordTabulation(marie, await counted(race)));
    clock.nowMs = NOW_MS + 7 * DAY_MS;
    const [third, fourth] = [await record(), await record()];
    const one = await proposed(office.publishTabulation(marie, third.id, 'for one reason'));
    const other = await proposed(office.publishTabulation(paul, fourth.id, 'for another reason'));
    await done(office.approveProposal(paul, one.id));
    expect(await office.approveProposal(marie, other.id)).toEqual(refusal('state-forbids', /has changed/));
    expect(await office.proposal(other.id)).toMatchObject({ state: 'void' });
    expect((await office.publications(race))[0]).toMatchObject({ tabulation: third.id });
  });
});

test('the program and the database ask for an approval of the same acts', async () => {
  const approvable = Object.values(ACTIONS_OF).flat();
  const recorded = await owner.query<{ action: string }>('SELECT DISTINCT action FROM admin_audit');
  const words = [...approvable, ...recorded.rows.map(({ action }) => action), 'roll.load', 'party.remove'];
  const nouns = [...new Set(words.map((action) => action.split('.')[0]))];
  const verbs = [...new Set(words.map((action) => action.split('.')[1]))];
  const actions = nouns.flatMap((noun) => verbs.map((verb) => `${noun}.${verb}`));
  const { rows } = await owner.query<{ action: string; act: string | null }>(
    'SELECT action, approvable_act(action) AS act FROM unnest($1::text[]) AS a (action)',
    [actions],
  );
  expect(rows).toHaveLength(actions.length);
  expect(rows).toEqual(actions.map((action) => ({ action, act: approvableActOf(action) ?? null })));
});
