import type { DeclarationRecord } from '@scrutin/declaration';
import { declare, documentText } from '@scrutin/declaration';
import type { ContestKey, RollKey, Share, Tabulation } from '@scrutin/election';
import { contestKey, EFFECT_DELAY_MS, electionRollKey, lawRollKey } from '@scrutin/election';
import { law, rejection } from '@scrutin/testkit/ballot-store';
import {
  account,
  ACTOR,
  candidate,
  DAY_MS,
  done,
  election,
  NOW_MS,
  openTestOffice,
  proposed,
  readyElection,
  refusal,
  region,
  useOffice,
} from '@scrutin/testkit/election-office';
import type { Actor } from './acts.ts';
import { electionsToCount, lotFor, raceOf } from './fixture/elections-to-count.ts';

const suite = useOffice({ poolMax: 4 });
const { office, store, database, clock } = suite;
const { cast, tabulated } = electionsToCount(suite);

const AFTER_MS = NOW_MS + 3 * DAY_MS;
const REASON = 'the receipts of these votes are lost';

let marie: Actor;
let paul: Actor;
beforeAll(async () => {
  marie = await account(office, 'marie');
  paul = await account(office, 'paul');
});

async function declaration(key: RollKey, allowDraft = false): Promise<DeclarationRecord> {
  return done(office.declaration(key, { allowDraft }));
}

const textOf = (record: DeclarationRecord): string =>
  documentText(declare(record, 'en')).replaceAll(/\s+/g, ' ');

/** Proposes a step as Marie and approves it as Paul. */
async function byTwo(key: RollKey, request: Parameters<typeof office.step>[2]): Promise<void> {
  const { id } = await proposed(office.step(marie, key, request));
  await done(office.approveProposal(paul, id));
}

/** Three races: one seat by plurality, with a tie; one by IRV; three by STV. */
async function threeRaces(id: string): Promise<void> {
  await readyElection(office, id, ['RA']);
  for (const [regionId, race] of [
    ['RB', { method: 'single_choice', maxRanks: 1, ruleSet: 'plurality' }],
    ['RC', { seats: 3, maxRanks: 5, ruleSet: 'scottish-stv-2011' }],
  ] as const) {
    await office.createRegion(ACTOR, region(regionId));
    await done(
      office.putRace(ACTOR, {
        electionId: id,
        regionId,
        method: 'ranked_choice',
        seats: 1,
        uncontested: 'acclaim',
        ...race,
      }),
    );
    for (const one of ['alice', 'bob', 'cat', 'dan', 'eve']) {
      await done(office.createCandidate(ACTOR, candidate(id, regionId, one)));
    }
  }
  const regions = new Map([
    ['RA', 10],
    ['RB', 20],
    ['RC', 30],
  ]);
  const roll = { credentials: 60, buckets: 1, scheme: 'hmac-sha256', regions } as const;
  await done(office.recordRoll(ACTOR, electionRollKey(id), roll));
}

test('the declaration of an election has its three races, its lot, its changes and its acts, from the record', async () => {
  const key = electionRollKey('DECL');
  await threeRaces('DECL');
  expect(await office.declaration(key, { allowDraft: false })).toEqual(
    refusal('state-forbids', /not certified/),
  );
  await done(office.step(ACTOR, key, { step: 'open', reason: 'All is ready' }));
  clock.nowMs += EFFECT_DELAY_MS;
  await cast(raceOf('DECL', 'RA'), 'alice>bob', 'alice', 'bob');
  await cast(raceOf('DECL', 'RB'), 'bob', 'cat', 'cat', 'bob', 'dan');
  const rankings = [
    'alice>bob',
    'alice>bob',
    'alice>cat',
    'bob',
    'cat>dan',
    'dan>eve',
    'eve>dan',
    'alice>eve',
  ];
  await cast(raceOf('DECL', 'RC'), ...rankings);
  await store.settleRejections([rejection('unknown-credential', { contest: raceOf('DECL', 'RB') })]);
  const eve = { electionId: 'DECL', regionId: 'RB', id: 'eve' };
  await done(office.withdrawCandidate(ACTOR, eve, 'she is ill'));
  const closesAtMs = NOW_MS + 2 * DAY_MS;
  await done(office.step(ACTOR, key, { step: 'extend', closesAtMs, reason: 'a snow storm' }));
  clock.nowMs = AFTER_MS;
  for (const [regionId, ruleSet] of [
    ['RA', 'irv'],
    ['RC', 'scottish-stv-2011'],
  ] as const) {
    const { id } = await tabulatedUntilDrawn(raceOf('DECL', regionId), ruleSet);
    await done(office.publishTabulation(ACTOR, id));
  }
  const first = await tabulatedUntilDrawn(raceOf('DECL', 'RB'), 'plurality');
  await done(office.publishTabulation(ACTOR, first.id));
  const second = await tabulated(raceOf('DECL', 'RB'), 'plurality');
  await done(office.publishTabulation(ACTOR, second.id, 'a recount was asked for'));
  await done(office.step(ACTOR, key, { step: 'certify', reason: REASON, allowOutstandingVotes: true }));

  const record = await declaration(key);
  expect(record.certification).toMatchObject({ action: 'election.certify', by: ACTOR.name, reason: REASON });
  const [ra, rb, rc] = record.contests;
  expect(ra).toMatchObject({ key: raceOf('DECL', 'RA'), counted: 3n, voters: 10n });
  expect(rb).toMatchObject({
    counted: 5n,
    voters: 20n,
    rejected: new Map([['unknown-credential', 1n]]),
    publications: [
      { tabulation: first.id, reason: undefined },
      { tabulation: second.id, supersedes: first.id, reason: 'a recount was asked for' },
    ],
    standing: { id: second.id },
    lots: [{ tied: ['bob', 'cat'], drawnBy: 'Marie Roy' }],
  });
  expect(rc).toMatchObject({ counted: 8n, voters: 30n });
  expect(rb?.publications[0]?.ballotsDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(rb?.publications[0]?.resultDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(record.certification?.outstanding?.differences.length).toBeGreaterThan(0);

  const text = textOf(record);
  expect(text).toContain('Lot 1 Drawn for: Who is elected Tied: Ève Tremblay bob, Ève Tremblay cat');
  expect(text).toContain('Ève Tremblay eve ceases to be a candidate');
  expect(text).toContain('Closing put off.');
  expect(text).toContain('Reason: a snow storm');
  expect(text).toContain(`Reason given for the certification without them: ${REASON}`);
  expect(text).toContain('- Region RC Elected: ');

  // What is settled after the certification does not change what was declared.
  await store.settleRejections([rejection('closed', { contest: raceOf('DECL', 'RB') })]);
  expect(await declaration(key)).toEqual(record);
  for (const login of ['scrutin_auditor', 'scrutin_operator'] as const) {
    const other = openTestOffice(await database.urlFor(login), clock);
    expect(await done(other.declaration(key, { allowDraft: false }))).toEqual(record);
    await other.close();
  }
});

/** Counts, and puts a lot on record for each tie at which the count stops. */
async function tabulatedUntilDrawn(key: ContestKey, ruleSet: string): Promise<Tabulation> {
  for (;;) {
    const counted = await tabulated(key, ruleSet);
    const { status, tie } = counted.result as { status: string; tie?: { among: readonly string[] } };
    if (status !== 'awaits-lot') return counted;
    await done(office.recordLot(ACTOR, lotFor(counted, tie?.among.at(-1) ?? '')));
  }
}

test('the declaration of a law has who proposed and who approved each act; a draft is marked as such', async () => {
  const key = lawRollKey('DECL-L');
  const contest = contestKey({ kind: 'law', lawId: 'DECL-L' });
  const terms = { quorumShare: '2/9' as Share, threshold: '2/3' as Share };
  const { window } = election('x');
  await done(
    office.createLaw(
      marie,
      law('DECL-L', { window, resultsVisibility: 'after-closing', approval: 'two-officials', ...terms }),
    ),
  );
  await done(
    office.recordRoll(marie, key, { credentials: 9, buckets: 1, scheme: 'sha256', digest: 'd'.repeat(64) }),
  );
  await byTwo(key, { step: 'open', reason: 'All is ready' });
  clock.nowMs += EFFECT_DELAY_MS;
  await cast(contest, 'oui', 'oui', 'non');
  clock.nowMs = AFTER_MS;
  const rules = 'referendum:threshold=2/3,comparison=at-least,quorum=2/9,electors=9';
  const { id } = await tabulated(contest, rules);
  const publishing = await office.publishTabulation(marie, id);
  if (!publishing.ok && publishing.kind === 'awaits-approval') {
    await done(office.approveProposal(paul, publishing.proposal.id));
  }

  const draft = await declaration(key, true);
  expect(draft.certification).toBeUndefined();
  expect(declare(draft, 'en').marks).toEqual(['DRAFT: the result is not certified']);

  await byTwo(key, { step: 'certify', reason: REASON, allowOutstandingVotes: true });
  const record = await declaration(key);
  expect(record.certification).toMatchObject({ by: marie.name, approvedBy: paul.name });
  expect(record.certification?.proposedAtMs).toBe(AFTER_MS);
  expect(record.acts.find(({ action }) => action === 'law.open')).toMatchObject({
    by: marie.name,
    approvedBy: paul.name,
    proposedAtMs: NOW_MS,
  });
  const text = textOf(record);
  expect(text).toContain('The law is adopted.');
  expect(text).toContain('Threshold: At least 2/3 of the valid votes');
  expect(text).toContain(`Roll SHA-256: ${'d'.repeat(64)}`);
  expect(text).toContain(`Proposed by ${marie.name}`);
  expect(text).toContain(`Approved by ${paul.name}.`);
  expect(await declaration(key, true)).toEqual(record);
});

test('there is no declaration of a contest that does not exist', async () => {
  expect(await office.declaration('law:NONE' as RollKey, { allowDraft: true })).toEqual(refusal('not-found'));
  expect(await office.declaration('x' as RollKey, { allowDraft: true })).toEqual(refusal('not-found'));
});
