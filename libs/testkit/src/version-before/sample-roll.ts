import { createHash } from 'node:crypto';
import type { RecordedRoll } from '@scrutin/election';
import { electionRollKey, issueSubmissionId, lawRollKey } from '@scrutin/election';
import type { Claim, ClaimDecision, RollEntry, VoterRoll } from '@scrutin/voter-roll';

interface SampleRoll {
  readonly roll: RecordedRoll;
  readonly entries: readonly RollEntry[];
}

const hashOf = (name: string): Buffer => createHash('sha256').update(`credential ${name}`).digest();
const submissionOf = (name: string): Claim['submissionId'] =>
  issueSubmissionId(createHash('sha256').update(`submission ${name}`).digest(), (bytes) =>
    createHash('sha256').update(bytes).digest(),
  );

const LAW: RecordedRoll = { rollKey: lawRollKey('L-2026.1'), edition: 'e1', generation: 'g1', buckets: 2 };
const ELECTION: RecordedRoll = {
  rollKey: electionRollKey('E-2026'),
  edition: 'e7',
  generation: 'g7',
  buckets: 4,
};
const NAMES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

const ROLLS: readonly SampleRoll[] = [
  { roll: LAW, entries: NAMES.map((name) => ({ hash: hashOf(name) })) },
  {
    roll: ELECTION,
    entries: NAMES.map((name, i) => ({ hash: hashOf(name), region: i % 2 === 0 ? 'QC-03' : 'QC-04' })),
  },
];

const claim = (roll: RecordedRoll, credential: string, submission: string, region?: string): Claim => ({
  roll,
  credentialHash: hashOf(credential),
  submissionId: submissionOf(submission),
  ...(region === undefined ? {} : { region }),
});

/** Votes that the release before has claimed. */
const CLAIMED: readonly Claim[] = [
  claim(LAW, 'first', 'law 1'),
  claim(LAW, 'second', 'law 2'),
  claim(ELECTION, 'first', 'election 1', 'QC-03'),
];

/** Loads the rolls and claims as a release does. One credential of the law is void. */
export async function writeSampleRolls(voterRoll: VoterRoll): Promise<void> {
  for (const { roll, entries } of ROLLS) {
    const load = await voterRoll.beginLoad(roll, 'new');
    if (load === undefined) throw new Error('another load is under way');
    await load.stage(entries);
    await load.adopt(roll.generation);
    await load.end();
  }
  await voterRoll.claim(CLAIMED);
  await voterRoll.markVoid(LAW, [hashOf('third')]);
}

/** Claims on these rolls, and how each release must decide them. */
export const SAMPLE_CLAIMS: readonly (readonly [Claim, ClaimDecision])[] = [
  [claim(LAW, 'first', 'law 1'), 'mine'],
  [claim(LAW, 'first', 'law again'), 'already-voted'],
  [claim(LAW, 'third', 'law 3'), 'void-credential'],
  [claim(LAW, 'nobody', 'law 4'), 'unknown-credential'],
  [claim({ ...LAW, generation: 'g2' }, 'nobody', 'law 4'), 'roll-missing'],
  [claim(LAW, 'fourth', 'law 5'), 'claimed'],
  [claim(ELECTION, 'first', 'election 1', 'QC-03'), 'mine'],
  [claim(ELECTION, 'first', 'election again', 'QC-03'), 'already-voted'],
  [claim(ELECTION, 'second', 'election 2', 'QC-03'), 'wrong-region'],
  [claim(ELECTION, 'second', 'election 2', 'QC-04'), 'claimed'],
];
