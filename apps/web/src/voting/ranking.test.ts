import fc from 'fast-check';
import type { Ranking } from './ranking.ts';
import { rankOf, withNext, without, withRank } from './ranking.ts';

const CANDIDATES = ['ada', 'bob', 'cid', 'dee', 'eva', 'fay'];
const candidate = fc.constantFrom(...CANDIDATES);

/** Anything that a voter can press. */
const act = fc.oneof(
  fc.record({ kind: fc.constant('next'), id: candidate }),
  fc.record({ kind: fc.constant('remove'), id: candidate }),
  fc.record({ kind: fc.constant('rank'), id: candidate, rank: fc.integer({ min: 1, max: 6 }) }),
);

function after(ranking: Ranking, step: { kind: string; id: string; rank?: number }, most: number): Ranking {
  if (step.kind === 'next') return withNext(ranking, step.id, most);
  if (step.kind === 'remove') return without(ranking, step.id);
  return withRank(ranking, step.id, step.rank ?? 1, most);
}

describe('a ranking', () => {
  it('never has a candidate twice, never more ranks than allowed, and no gaps, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(act), fc.integer({ min: 1, max: 6 }), (acts, most) => {
        let ranking: Ranking = [];
        for (const step of acts) {
          ranking = after(ranking, step, most);
          expect(new Set(ranking).size).toBe(ranking.length);
          expect(ranking.length).toBeLessThanOrEqual(most);
        }
        const ranks = CANDIDATES.map((id) => rankOf(ranking, id)).filter((rank) => rank !== undefined);
        expect(ranks.toSorted((a, b) => a - b)).toEqual(ranking.map((_, i) => i + 1));
      }),
    );
  });

  it('keeps the order of the others when one candidate moves, so passing over ranks changes nothing else', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(CANDIDATES, { minLength: 1 }),
        candidate,
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }),
        (start, id, ranks) => {
          const passed = ranks.reduce<Ranking>((ranking, rank) => withRank(ranking, id, rank, 6), start);
          expect(without(passed, id)).toEqual(without(start, id));
          expect(passed).toEqual(withRank(start, id, ranks.at(-1) ?? 1, 6));
        },
      ),
    );
  });

  it('changes nothing when all ranks are given', () => {
    expect(withNext(['ada', 'bob'], 'cid', 2)).toEqual(['ada', 'bob']);
    expect(withRank(['ada', 'bob'], 'cid', 1, 2)).toEqual(['ada', 'bob']);
    expect(withRank(['ada', 'bob'], 'bob', 1, 2)).toEqual(['bob', 'ada']);
  });
});
