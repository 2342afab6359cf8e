import fc from 'fast-check';
import { selectionReason } from '@scrutin/election';
import { RACES } from './fixture/model-election.ts';
import { someElection, someLaw } from './fixture/model-polls.ts';
import { rulesOf } from './fixture/model-system.ts';
import type { Ballot } from './poll.ts';
import type { PlannedRequest, PlanRequest, VotePlan } from './vote-plan.ts';
import { lettersNeeded, planCounts, plannedRegions, planProblem, planVotes } from './vote-plan.ts';

const plain: PlanRequest = {
  votes: 500,
  duplicatesPercent: 10,
  unknownPercent: 5,
  scrambledPercent: 5,
  wrongRegionPercent: 0,
  invalidPercent: 0,
  seed: 1,
};

function planOf(r: PlanRequest): VotePlan & { readonly regions: readonly (string | undefined)[] } {
  const poll = r.wrongRegionPercent + r.invalidPercent === 0 ? someLaw() : someElection(r.seed);
  const regions = plannedRegions(r, poll);
  return { ...planVotes(r, poll, regions), regions };
}

const onLaw = fc.record({
  votes: fc.integer({ min: 1, max: 400 }),
  duplicatesPercent: fc.integer({ min: 0, max: 40 }),
  unknownPercent: fc.integer({ min: 0, max: 30 }),
  scrambledPercent: fc.integer({ min: 0, max: 30 }),
  wrongRegionPercent: fc.constant(0),
  invalidPercent: fc.constant(0),
  seed: fc.nat(),
});
const inElection = fc
  .tuple(onLaw, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .map(([r, wrongRegionPercent, invalidPercent]) => ({ ...r, wrongRegionPercent, invalidPercent }));
const request: fc.Arbitrary<PlanRequest> = fc
  .oneof(onLaw, inElection)
  .filter((r) => planProblem(r, r.wrongRegionPercent === 0 ? [] : ['NORD', 'SUD']) === undefined);

describe('a plan of votes', () => {
  it('has exactly the requested number of requests of each kind', () => {
    fc.assert(
      fc.property(request, (r) => {
        const { steps, counts } = planOf(r);
        const of = (kind: string): number => steps.filter((step) => step.kind === kind).length;
        const twins = steps.reduce((sum, s) => sum + (s.kind === 'first' ? s.twins : 0), 0);
        expect(of('first')).toBe(counts.voters);
        expect(twins).toBe(counts.twins);
        expect(twins + of('again')).toBe(counts.duplicates);
        expect(of('unknown')).toBe(counts.unknown);
        expect(of('scrambled-code')).toBe(counts.scrambledCodes);
        expect(of('malformed')).toBe(counts.malformed);
        expect(of('wrong-region')).toBe(counts.wrongRegion);
        expect(of('invalid')).toBe(counts.invalid);
        expect(steps.length + twins).toBe(r.votes);
      }),
    );
  });

  it('differs from the percentages by half a vote at most', () => {
    fc.assert(
      fc.property(request, (r) => {
        const counts = planCounts(r);
        const near = (votes: number, percent: number): void => {
          expect(Math.abs(votes - (r.votes * percent) / 100)).toBeLessThanOrEqual(0.5);
        };
        near(counts.duplicates, r.duplicatesPercent);
        near(counts.unknown, r.unknownPercent);
        near(counts.scrambledCodes + counts.malformed, r.scrambledPercent);
        near(counts.wrongRegion, r.wrongRegionPercent);
        near(counts.invalid, r.invalidPercent);
      }),
    );
  });

  it('is the same for the same seed, and differs for another seed', () => {
    fc.assert(
      fc.property(request, (r) => {
        expect(planOf(r)).toEqual(planOf({ ...r }));
      }),
    );
    for (const faults of [0, 2]) {
      const r = { ...plain, wrongRegionPercent: faults, invalidPercent: faults };
      expect(planOf(r).steps).not.toEqual(planOf({ ...r, seed: 2 }).steps);
    }
  });

  it('lets only voters vote, and each of them once before voting again', () => {
    fc.assert(
      fc.property(request, (r) => {
        const { steps, counts } = planOf(r);
        const voted = new Set<number>();
        const scrambled = new Set<number>();
        for (const step of steps) {
          const isVote = step.kind === 'first' || step.kind === 'again' || step.kind === 'wrong-region';
          if (isVote && voted.has(step.voter) !== (step.kind === 'again')) {
            throw new Error(`voter ${step.voter}: ${step.kind} at the wrong moment`);
          }
          if (step.kind === 'first') voted.add(step.voter);
          else if (step.kind === 'scrambled-code') scrambled.add(step.voter);
        }
        expect([...voted].every((voter) => voter < counts.voters)).toBe(true);
        // Each wrong code is for another voter, because guesses at a NAS slow its owner down.
        expect(scrambled.size).toBe(counts.scrambledCodes);
        const letters = lettersNeeded(counts);
        expect([...scrambled].every((voter) => voter >= counts.voters && voter < letters)).toBe(true);
      }),
    );
  });

  it('has votes in the region of the voter, except wrong-region votes, and ballots that the race allows', () => {
    const rules = new Map(RACES.map((race) => [race.regionId, rulesOf(race)]));
    const reason = ({ region = '', selection }: Ballot): string | undefined => {
      const race = rules.get(region);
      return race === undefined ? 'no race' : selectionReason(race, selection, 0);
    };
    fc.assert(
      fc.property(
        inElection.filter((r) => planProblem(r, ['NORD', 'SUD']) === undefined),
        (r) => {
          const { steps, regions } = planOf(r);
          const isAsPlanned = (step: PlannedRequest): boolean => {
            if (step.kind === 'malformed') return true;
            if ((reason(step.ballot) !== undefined) !== (step.kind === 'invalid')) return false;
            if (step.kind === 'unknown') return true;
            const isAtHome = step.ballot.region === regions[step.voter];
            return isAtHome !== (step.kind === 'wrong-region');
          };
          expect(steps.filter((step) => !isAsPlanned(step))).toEqual([]);
        },
      ),
    );
  });

  it('gives oui the requested share of the voters', () => {
    const r = { ...plain, votes: 20_000, duplicatesPercent: 0, unknownPercent: 0, scrambledPercent: 0 };
    const { steps } = planVotes(r, someLaw(30), []);
    const oui = steps.filter((step) => step.kind === 'first' && step.ballot.selection === 'oui').length;
    expect(oui / 20_000).toBeCloseTo(0.3, 1);
  });

  it('says why a request cannot be played', () => {
    const none = { ...plain, votes: 10, duplicatesPercent: 60, unknownPercent: 40, scrambledPercent: 0 };
    expect(planProblem(none, [])).toContain('leave no vote');
    expect(planProblem({ ...none, duplicatesPercent: 50 }, [])).toBeUndefined();
    const inWrongRegion = { ...plain, wrongRegionPercent: 60 };
    expect(planProblem(inWrongRegion, [])).toContain('of elections');
    expect(planProblem({ ...plain, invalidPercent: 5 }, [])).toContain('of elections');
    expect(planProblem(inWrongRegion, ['NORD'])).toContain('one region only');
    expect(planProblem(inWrongRegion, ['NORD', 'SUD'])).toContain('more votes in a wrong region than voters');
  });
});
