import fc from 'fast-check';
import { planCounts, planProblem, planVotes } from './vote-plan.ts';
import type { PlanRequest } from './vote-plan.ts';

const request = fc
  .record({
    votes: fc.integer({ min: 1, max: 400 }),
    duplicatesPercent: fc.integer({ min: 0, max: 40 }),
    unknownPercent: fc.integer({ min: 0, max: 30 }),
    scrambledPercent: fc.integer({ min: 0, max: 30 }),
    ouiPercent: fc.integer({ min: 0, max: 100 }),
    seed: fc.nat(),
  })
  .filter((r) => planProblem(r) === undefined);

describe('a plan of votes', () => {
  it('sends exactly what was asked for, of every kind', () => {
    fc.assert(
      fc.property(request, (r) => {
        const { steps, counts } = planVotes(r);
        const of = (kind: string): number => steps.filter((step) => step.kind === kind).length;
        const twins = steps.reduce((sum, s) => sum + (s.kind === 'first' ? s.twins : 0), 0);
        expect(of('first')).toBe(counts.voters);
        expect(twins).toBe(counts.twins);
        expect(twins + of('again')).toBe(counts.duplicates);
        expect(of('unknown')).toBe(counts.unknown);
        expect(of('scrambled-code')).toBe(counts.scrambledCodes);
        expect(of('malformed')).toBe(counts.malformed);
        expect(steps.length + twins).toBe(r.votes);
      }),
    );
  });

  it('comes within half a vote of the percentages', () => {
    fc.assert(
      fc.property(request, (r) => {
        const { duplicates, unknown, scrambledCodes, malformed } = planCounts(r);
        const near = (votes: number, percent: number): void => {
          expect(Math.abs(votes - (r.votes * percent) / 100)).toBeLessThanOrEqual(0.5);
        };
        near(duplicates, r.duplicatesPercent);
        near(unknown, r.unknownPercent);
        near(scrambledCodes + malformed, r.scrambledPercent);
      }),
    );
  });

  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(request, (r) => {
        expect(planVotes(r)).toEqual(planVotes({ ...r }));
      }),
    );
    const big: PlanRequest = {
      votes: 500,
      duplicatesPercent: 10,
      unknownPercent: 5,
      scrambledPercent: 5,
      ouiPercent: 50,
      seed: 1,
    };
    expect(planVotes(big).steps).not.toEqual(planVotes({ ...big, seed: 2 }).steps);
  });

  it('lets every voter vote once before voting again, and nobody else', () => {
    fc.assert(
      fc.property(request, (r) => {
        const { steps, counts, letters } = planVotes(r);
        const voted = new Set<number>();
        const scrambled = new Set<number>();
        for (const step of steps) {
          if (step.kind === 'first') {
            expect(voted.has(step.voter)).toBe(false);
            voted.add(step.voter);
          } else if (step.kind === 'again') expect(voted.has(step.voter)).toBe(true);
          else if (step.kind === 'scrambled-code') scrambled.add(step.voter);
        }
        expect([...voted].every((voter) => voter < counts.voters)).toBe(true);
        // A voter whose code is scrambled is another one, each time: guesses at a NAS slow its owner down.
        expect(scrambled.size).toBe(counts.scrambledCodes);
        expect([...scrambled].every((voter) => voter >= counts.voters && voter < letters)).toBe(true);
      }),
    );
  });

  it('gives oui the wanted share of the voters', () => {
    const { steps } = planVotes({
      votes: 20_000,
      duplicatesPercent: 0,
      unknownPercent: 0,
      scrambledPercent: 0,
      ouiPercent: 30,
      seed: 5,
    });
    const oui = steps.filter((step) => step.kind === 'first' && step.choice === 'oui').length;
    expect(oui / 20_000).toBeCloseTo(0.3, 1);
  });

  it('says when no vote would be left that counts', () => {
    const none = {
      votes: 10,
      duplicatesPercent: 60,
      unknownPercent: 40,
      scrambledPercent: 0,
      ouiPercent: 50,
      seed: 1,
    };
    expect(planProblem(none)).toContain('no vote');
    expect(planProblem({ ...none, duplicatesPercent: 50 })).toBeUndefined();
  });
});
