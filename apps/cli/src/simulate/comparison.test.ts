import fc from 'fast-check';
import { compare } from './comparison.ts';
import type { Comparison, Observation } from './comparison.ts';
import { decideRivals } from './decided.ts';
import { freshLetters } from './fresh-voters.ts';
import { ledgerOf, ModelSystem } from './fixture/model-system.ts';
import type { Fault } from './fixture/model-system.ts';
import { playVotes } from './play-votes.ts';
import { verdict } from './report.ts';
import { planProblem, planVotes } from './vote-plan.ts';
import type { PlanRequest } from './vote-plan.ts';

const letters = freshLetters(200);
const strangers = freshLetters(100).filter(({ nas }) => letters.every((letter) => letter.nas !== nas));
const nothing: Observation = { ledger: ledgerOf(0, 0, 0, 0), votes: { oui: 0, non: 0 } };

const request = fc
  .record({
    votes: fc.integer({ min: 1, max: 150 }),
    duplicatesPercent: fc.integer({ min: 0, max: 60 }),
    unknownPercent: fc.integer({ min: 0, max: 20 }),
    scrambledPercent: fc.integer({ min: 0, max: 20 }),
    ouiPercent: fc.integer({ min: 0, max: 100 }),
    seed: fc.nat(),
  })
  .filter((r) => planProblem(r) === undefined);

async function played(r: PlanRequest, fault: Fault, order: readonly number[]): Promise<Comparison> {
  const plan = planVotes(r);
  const system = new ModelSystem(letters, fault);
  const tally = await playVotes({
    plan,
    lawId: 'L2025-001',
    letters,
    stranger: (n) => strangers[n] ?? { nas: '000000000', code: 'AAAAAA' },
    client: system,
    concurrency: 7,
    ratePerSecond: undefined,
    runId: 'run',
    onAccepted: () => undefined,
  });
  const { observation, counted } = system.count(order);
  const expectation = tally.expectation();
  const decided = await decideRivals(
    {
      submission: (id) =>
        Promise.resolve(
          counted.has(id)
            ? { request_id: id, state: 'counted' as const, explanation: '' }
            : {
                request_id: id,
                state: 'rejected' as const,
                reason: 'already-voted' as const,
                explanation: '',
              },
        ),
    },
    expectation.undecided,
  );
  return compare({ before: nothing, after: observation, expectation, decided, retriesAfterSilence: 0 });
}

const order = fc.array(fc.nat(), { minLength: 1, maxLength: 50 });

describe('what was sent against what was counted', () => {
  it('agrees with a system that keeps its promises, in whatever order it counts (P3, P4, P5)', async () => {
    await fc.assert(
      fc.asyncProperty(request, order, async (r, arrival) => {
        const { differences, votesOfOthers } = await played(r, 'none', arrival);
        expect(differences).toEqual([]);
        expect(votesOfOthers).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['loses-a-vote', 'counts-a-vote-twice', 'flips-a-choice'] as const)(
    'differs when the system %s',
    async (fault) => {
      await fc.assert(
        fc.asyncProperty(request, order, async (r, arrival) => {
          const { differences } = await played(r, fault, arrival);
          expect(differences.length).toBeGreaterThan(0);
        }),
        { numRuns: 40 },
      );
    },
  );

  it('differs when a malformed vote is accepted', async () => {
    const r = {
      votes: 20,
      duplicatesPercent: 0,
      unknownPercent: 0,
      scrambledPercent: 10,
      ouiPercent: 50,
      seed: 3,
    };
    const { differences } = await played(r, 'accepts-malformed', [0]);
    expect(differences.map(({ name }) => name)).toContain('malformed, answered 400');
  });

  it('names every row that differs, and the votes of others', () => {
    const expectation = {
      sent: 10,
      accepted: 10,
      counted: 10,
      alreadyVoted: 0,
      unknownCredential: 0,
      refused: 0,
      malformedSent: 0,
      oui: 4,
      non: 6,
      undecided: [],
      unexpectedAnswers: new Map(),
      gaveUp: 0,
    };
    const input = {
      before: nothing,
      after: { ledger: ledgerOf(13, 12, 1, 0), votes: { oui: 6, non: 6 } } as Observation,
      expectation,
      decided: { oui: 0, non: 0, broken: 0 },
      retriesAfterSilence: 0,
    };
    const comparison = compare(input);
    expect(comparison.differences.map(({ name }) => name)).toEqual([
      'received',
      'counted',
      'already-voted',
      'oui',
    ]);
    expect(comparison.votesOfOthers).toBe(3);
    expect(verdict(comparison)).toContain('3 votes of others');
    // An answer that was lost and asked for again may have been received twice, and is counted once.
    const twice = { ...input, after: { ledger: ledgerOf(12, 10, 0, 0), votes: { oui: 4, non: 6 } } };
    expect(compare({ ...twice, retriesAfterSilence: 2 }).differences).toEqual([]);
    expect(compare({ ...twice, retriesAfterSilence: 1 }).differences).toHaveLength(1);
    // Results that are withheld until the closing are not compared.
    expect(
      compare({ ...twice, after: { ...twice.after, votes: 'withheld' }, retriesAfterSilence: 2 }).differences,
    ).toEqual([]);
  });

  it('says when the letters of a set had voted before', () => {
    const row = (name: string, expected: number, found: number) => ({ name, expected, found, tolerance: 0 });
    const rows = [row('counted', 5, 2), row('already-voted', 0, 3)];
    expect(verdict({ rows, differences: rows, votesOfOthers: 0 })).toContain(
      '3 of the voters had voted before',
    );
  });
});
