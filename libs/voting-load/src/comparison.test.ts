import fc from 'fast-check';
import type { Comparison, Observation } from './comparison.ts';
import { compare } from './comparison.ts';
import { decideRivals } from './decided.ts';
import { electionPoll } from './election-poll.ts';
import { RACES } from './fixture/model-election.ts';
import type { Fault } from './fixture/model-system.ts';
import { ledgerOf, ModelSystem } from './fixture/model-system.ts';
import { generatedVoters } from './generated-voters.ts';
import { lawPoll } from './law-poll.ts';
import { playVotes } from './play-votes.ts';
import type { Breakdown, Poll } from './poll.ts';
import { verdict } from './verdict.ts';
import type { PlanRequest } from './vote-plan.ts';
import { plannedRegions, planProblem, planVotes } from './vote-plan.ts';

const NAMELESS = { nas: '000000000', code: 'AAAAAA' };
const strangers = generatedVoters(60);
const people = generatedVoters(200).filter(({ nas }) => strangers.every((stranger) => stranger.nas !== nas));

interface Played {
  readonly name: string;
  readonly isElection: boolean;
  open(system: ModelSystem, seed: number): Poll;
}

const onLaw: Played = {
  name: 'on a law',
  isElection: false,
  open: (system) => lawPoll({ api: system, lawId: 'L2025-001', ouiPercent: 55, blankPercent: 10 }),
};
const inElection: Played = {
  name: 'in an election',
  isElection: true,
  open: ({ readers }, seed) =>
    electionPoll({ electionId: 'PROV-2025', races: RACES, seed, readers, blankPercent: 10 }),
};
const anElection: Played = {
  ...inElection,
  name: 'in an election whose results are not public',
  open: ({ readers }, seed) =>
    electionPoll({
      electionId: 'PROV-2025',
      races: RACES,
      seed,
      blankPercent: 10,
      readers: { ...readers, results: () => Promise.resolve('not-published') },
    }),
};

const requestFor = ({ isElection }: Played): fc.Arbitrary<PlanRequest> =>
  fc
    .record({
      votes: fc.integer({ min: 1, max: 150 }),
      duplicatesPercent: fc.integer({ min: 0, max: 60 }),
      unknownPercent: fc.integer({ min: 0, max: 20 }),
      scrambledPercent: fc.integer({ min: 0, max: 20 }),
      wrongRegionPercent: isElection ? fc.integer({ min: 0, max: 30 }) : fc.constant(0),
      invalidPercent: isElection ? fc.integer({ min: 0, max: 20 }) : fc.constant(0),
      seed: fc.nat(),
    })
    .filter((r) => planProblem(r, isElection ? RACES.map(({ regionId }) => regionId) : []) === undefined);

const order = fc.array(fc.nat(), { minLength: 1, maxLength: 50 });

async function played(
  what: Played,
  r: PlanRequest,
  fault: Fault,
  arrival: readonly number[],
): Promise<Comparison> {
  const regions = plannedRegions(r, what.open(new ModelSystem([], RACES), r.seed));
  const letters = people
    .slice(0, regions.length)
    .map((letter, i) => ({ ...letter, ...(regions[i] === undefined ? {} : { region: regions[i] }) }));
  const system = new ModelSystem(letters, RACES, fault);
  const poll = what.open(system, r.seed);
  const before = { ledger: system.ledger, counts: await poll.read() };
  const tally = await playVotes({
    plan: planVotes(r, poll, regions),
    poll,
    voters: letters,
    stranger: (n) => strangers[n] ?? NAMELESS,
    client: system,
    concurrency: 7,
    ratePerSecond: undefined,
    runId: 'run',
    onAccepted: () => undefined,
  });
  system.count(arrival);
  const expectation = tally.expectation();
  const decided = await decideRivals(
    {
      submission: (id) =>
        Promise.resolve(
          system.isCounted(id)
            ? {
                request_id: id,
                status: 'counted' as const,
                state: 'counted' as const,
                purpose: 'rehearsal' as const,
                explanation: '',
              }
            : {
                request_id: id,
                status: 'rejected' as const,
                state: 'rejected' as const,
                reason: 'already-voted' as const,
                purpose: 'rehearsal' as const,
                explanation: '',
              },
        ),
    },
    expectation.undecided,
  );
  const after = { ledger: system.ledger, counts: await poll.read() };
  return compare({
    breakdowns: poll.breakdowns,
    before,
    after,
    expectation,
    decided,
    retriesAfterSilence: 0,
  });
}

describe.each([onLaw, inElection, anElection])('what was sent $name against what was counted', (what) => {
  it('agrees with a system that keeps its promises, in any order of its count (P3, P4, P5)', async () => {
    await fc.assert(
      fc.asyncProperty(requestFor(what), order, async (r, arrival) => {
        const { differences, notCompared, votesOfOthers } = await played(what, r, 'none', arrival);
        expect(differences).toEqual([]);
        expect(notCompared).toEqual([]);
        expect(votesOfOthers).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['loses-a-vote', 'counts-a-vote-twice', 'flips-a-choice'] as const)(
    'differs when the system %s',
    async (fault) => {
      await fc.assert(
        fc.asyncProperty(requestFor(what), order, async (r, arrival) => {
          const { differences } = await played(what, r, fault, arrival);
          expect(differences.length).toBeGreaterThan(0);
        }),
        { numRuns: 40 },
      );
    },
  );
});

const some: PlanRequest = {
  votes: 100,
  duplicatesPercent: 10,
  unknownPercent: 5,
  scrambledPercent: 10,
  wrongRegionPercent: 0,
  invalidPercent: 0,
  seed: 3,
};
const namesOf = ({ differences }: Comparison): string[] => differences.map(({ name }) => name);

describe('a difference has a name', () => {
  it.each([onLaw, inElection])('when a malformed vote $name is accepted', async (what) => {
    expect(namesOf(await played(what, some, 'accepts-malformed', [0]))).toEqual([
      'malformed, answered 400',
      'answered 202',
      'received',
    ]);
  });

  it('when an invalid ballot is accepted', async () => {
    const names = namesOf(await played(inElection, { ...some, invalidPercent: 10 }, 'accepts-invalid', [0]));
    expect(names).toEqual(['invalid, answered 422', 'answered 202', 'received']);
  });

  it('when a ballot of another region is counted', async () => {
    const differing = await played(
      inElection,
      { ...some, duplicatesPercent: 0, wrongRegionPercent: 10 },
      'counts-in-any-region',
      [0],
    );
    expect(namesOf(differing)).toEqual(
      expect.arrayContaining(['already-voted', 'wrong-region', 'first preferences that grew as cast']),
    );
  });

  it('when a ballot loses its second preference, which no first preference shows', async () => {
    const names = namesOf(await played(inElection, some, 'loses-a-second-preference', [0]));
    expect(names[0]).toBe('rankings that grew as cast');
    expect(names).toHaveLength(3); // the ranking that is missing, and the one in its place
    expect(names.slice(1).some((name) => name.includes('>'))).toBe(true);
  });
});

describe('the comparison', () => {
  const VOTES: Breakdown = { name: 'votes', shows: 'every-line', lineOf: ({ selection }) => selection };
  const oui = { region: undefined, selection: 'oui' } as Parameters<Breakdown['lineOf']>[0];
  const non = { region: undefined, selection: 'non' } as Parameters<Breakdown['lineOf']>[0];
  const at = (ledger: Observation['ledger'], ouis: number, nons: number): Observation => ({
    ledger,
    counts: {
      breakdowns: new Map([
        [
          'votes',
          new Map([
            ['oui', ouis],
            ['non', nons],
          ]),
        ],
      ]),
      arePublic: true,
    },
  });
  const input = {
    breakdowns: [VOTES],
    before: at(ledgerOf(0, 0), 0, 0),
    after: at(ledgerOf(13, 12, new Map([['already-voted', 1]])), 6, 6),
    expectation: {
      sent: 10,
      accepted: 10,
      counted: 10,
      rejected: new Map([['already-voted', 0] as const, ['unknown-credential', 0] as const]),
      malformed: { sent: 0, refused: 0 },
      invalid: { sent: 0, refused: 0 },
      certain: new Map([
        [oui, 4],
        [non, 6],
      ]),
      undecided: [],
      unexpectedAnswers: new Map(),
      gaveUp: 0,
    },
    decided: { ballots: [], broken: [] },
    retriesAfterSilence: 0,
  };

  it('names every row that differs, and the votes of others', () => {
    const comparison = compare(input);
    expect(namesOf(comparison)).toEqual(['received', 'counted', 'already-voted', 'oui']);
    expect(comparison.votesOfOthers).toBe(3);
    expect(verdict(comparison)).toContain('3 votes of others');
  });

  it('lets an answer that was lost be received twice and counted once', () => {
    const twice = { ...input, after: at(ledgerOf(12, 10), 4, 6) };
    expect(compare({ ...twice, retriesAfterSilence: 2 }).differences).toEqual([]);
    expect(compare({ ...twice, retriesAfterSilence: 1 }).differences).toHaveLength(1);
  });

  it('says what is not compared: results that are withheld until the closing', () => {
    const withheld = compare({
      ...input,
      after: { ledger: ledgerOf(10, 10), counts: { breakdowns: new Map(), arePublic: false } },
    });
    expect(withheld.differences).toEqual([]);
    expect(withheld.notCompared).toEqual(['votes']);
    expect(verdict(withheld)).toContain('Not compared, as they cannot be read here: votes');
  });

  it('says when the letters of a set had voted before', () => {
    const row = (name: string, expected: number, found: number) => ({ name, expected, found, tolerance: 0 });
    const rows = [row('counted', 5, 2), row('already-voted', 0, 3)];
    expect(verdict({ rows, differences: rows, notCompared: [], votesOfOthers: 0 })).toContain(
      '3 of the voters had voted before',
    );
  });
});
