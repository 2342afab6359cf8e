import type { ApprovableOutcome, Proposal } from '@scrutin/election';
import { EFFECT_DELAY_MS, electionRollKey, SETTLING_DELAY_MS } from '@scrutin/election';
import { intakeReport } from '@scrutin/testkit/ballot-store';
import {
  account,
  DAY_MS,
  done,
  NOW_MS,
  proposed,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import { electionsToCount, raceOf } from './fixture/elections-to-count.ts';

const suite = useOffice();
const { office, store, clock } = suite;
const { cast, tabulated } = electionsToCount(suite);
const SUBJECT = electionRollKey('TWO');

/** An ingestion process reports that it has reported every vote that it accepted before this time. */
async function report(process: '1' | '2', completeThroughMs: number): Promise<void> {
  const id = `${process}1111111-1111-4111-8111-111111111111`;
  await store.reportIntake(intakeReport(id, [], { completeThroughMs }));
}

test('a second official approves a certification without votes only while as many are outstanding', async () => {
  // The database notes by its own clock when a process started and when a count was made.
  const closesAtMs = Date.now() - 2 * SETTLING_DELAY_MS;
  await report('1', closesAtMs - DAY_MS);
  await report('2', closesAtMs - DAY_MS);
  const [marie, paul] = [await account(office, 'marie'), await account(office, 'paul')];
  const byTwo = async <T>(outcome: Promise<ApprovableOutcome<T>>): Promise<unknown> =>
    done(office.approveProposal(paul, (await proposed(outcome)).id));
  const window = { opensAtMs: NOW_MS + DAY_MS, closesAtMs };
  await readyElection(office, 'TWO', ['RA'], { election: { approval: 'two-officials', window } });
  await byTwo(office.step(marie, SUBJECT, { step: 'open', reason: 'All is ready' }));
  clock.nowMs += EFFECT_DELAY_MS;
  await cast(raceOf('TWO'), 'alice', 'alice', 'bob');
  clock.nowMs = closesAtMs + SETTLING_DELAY_MS;
  const { id } = await tabulated(raceOf('TWO'));
  await byTwo(office.publishTabulation(marie, id));
  const certify = (): Promise<Proposal> =>
    proposed(
      office.step(marie, SUBJECT, {
        step: 'certify',
        reason: 'their log was lost',
        allowOutstandingVotes: true,
      }),
    );

  const ofBoth = await certify();
  expect(ofBoth.inWords.en).toMatch(/2 ingestion processes have not reported/);
  await report('1', closesAtMs);
  expect(await office.approveProposal(paul, ofBoth.id)).toEqual(refusal('state-forbids', /has changed/));

  const ofOne = await certify();
  expect(ofOne.inWords.en).toMatch(/1 ingestion processes have not reported/);
  await report('2', closesAtMs - 1); // it reports again and again, and is not complete
  await done(office.approveProposal(paul, ofOne.id));
  expect(await office.contest(SUBJECT)).toMatchObject({ status: 'certified' });
});
