import type { Candidate } from '../contests/candidate.ts';
import type { WantedElection } from './definition-problems.ts';
import { definitionProblems } from './definition-problems.ts';

const NAME = { fr: 'Nom', en: 'Name' };
const EMPTY = { fr: '', en: '' };

function candidate(id: string, change: Partial<Candidate> = {}): Candidate {
  return {
    electionId: 'E1',
    regionId: 'R1',
    id,
    firstName: 'Claire',
    lastName: id,
    partyCode: 'PQ',
    bio: EMPTY,
    promises: EMPTY,
    photoUrl: undefined,
    withdrawnAtMs: undefined,
    position: 0,
    ...change,
  };
}

const RACE: WantedElection['races'][number] = {
  electionId: 'E1',
  regionId: 'R1',
  method: 'ranked_choice',
  seats: 1,
  maxRanks: 2,
  ruleSet: 'irv',
  candidates: [candidate('ann'), candidate('bob', { position: 1 })],
};
const WANTED: WantedElection = {
  regions: [{ id: 'R1', name: NAME }],
  parties: [{ code: 'PQ', name: NAME, color: '#000000' }],
  election: {
    kind: 'election',
    id: 'E1',
    name: NAME,
    type: 'municipal',
    window: { opensAtMs: 1, closesAtMs: 2 },
    status: 'draft',
    timeZone: 'UTC',
    resultsVisibility: 'after-closing',
    blankVotes: 'not-allowed',
    approval: 'single-official',
    purpose: 'real',
    ballotRecord: 'published',
  },
  races: [RACE],
};
const problemsOf = (change: Partial<WantedElection>) =>
  definitionProblems({ ...WANTED, ...change }).map(({ path, detail }) => `${path.join('.')}: ${detail}`);

test('nothing is wrong with a whole election', () => {
  expect(problemsOf({})).toEqual([]);
});

test('an order in the rules names everybody who stands', () => {
  expect(problemsOf({ races: [{ ...RACE, ruleSet: 'irv:order=bob/ann' }] })).toEqual([]);
  expect(problemsOf({ races: [{ ...RACE, ruleSet: 'irv:order=bob' }] })).toEqual([
    expect.stringMatching(/^races.0.ruleSet: .* does not name ann/),
  ]);
});

test('a duplicate is reported at its second occurrence', () => {
  const [region] = WANTED.regions;
  const [party] = WANTED.parties;
  const race = { ...RACE, candidates: [candidate('ann'), candidate('ann', { position: 1 })] };
  expect(problemsOf({ regions: [region!, region!], parties: [party!, party!], races: [race, RACE] })).toEqual(
    [
      'regions.1.id: R1 is there twice.',
      'parties.1.code: PQ is there twice.',
      'races.1.regionId: R1 is there twice.',
      'races.0.candidates.1.id: ann is there twice.',
    ],
  );
});

test('two candidates cannot have one place on the ballot', () => {
  const race = { ...RACE, candidates: [candidate('ann'), candidate('bob')] };
  expect(problemsOf({ races: [race] })).toEqual([
    'races.0.candidates.1.position: Place 0 on the ballot belongs to ann.',
  ]);
});

test('races and candidates must have regions and parties of the same definition', () => {
  const race = {
    ...RACE,
    regionId: 'R2',
    candidates: [candidate('ann', { partyCode: 'XX', firstName: '' })],
  };
  expect(problemsOf({ races: [race] })).toEqual([
    'races.0.regionId: R2 is not among the regions.',
    'races.0.candidates.0.firstName: The first name must not be empty.',
    'races.0.candidates.0.partyCode: XX is not among the parties.',
  ]);
});

test('a problem of a race or of its rankings is reported at the race', () => {
  const candidates = Array.from({ length: 60 }, (_, i) =>
    candidate(`x${i}`.padEnd(50, 'x'), { position: i }),
  );
  const race = { ...RACE, ruleSet: 'none', maxRanks: 60, candidates };
  expect(problemsOf({ races: [race] })).toEqual([
    expect.stringMatching(/^races\.0\.ruleSet: The rule set cannot be read/) as string,
    expect.stringMatching(/^races\.0\.maxRanks: The longest ranking of 60/) as string,
  ]);
});
