import fc from 'fast-check';
import { interpretBallots } from './ballot-interpretation.ts';
import type { Contest, PackedBallots } from './contest.ts';
import { DEFAULT_RULES } from './rule-sets.ts';

const REPEATS_EXHAUST = { ...DEFAULT_RULES.irv, exhaustOnDuplicateCandidate: true };

function contest(size: number, ballots: Contest['ballots']): Contest {
  const candidates = Array.from({ length: size }, (_, index) => ({ id: `c${index}`, name: `C ${index}` }));
  return { candidates, ballots, seats: 1 };
}

function pack(ballots: readonly (readonly number[])[]): PackedBallots {
  const offsets = [0];
  for (const ballot of ballots) offsets.push(offsets.at(-1)! + ballot.length);
  return { choices: Uint8Array.from(ballots.flat()), offsets: Uint32Array.from(offsets) };
}

/** The same ballot in the form of a group that contains one ballot. */
const group = (ballot: readonly number[]) => ({ ranks: ballot.map((choice) => [`c${choice}`]), count: 1 });

describe('packed ballots are interpreted like the same ballots in groups', () => {
  // Up to 31 candidates, repetitions are found with the bits of one number; above that, with an array.
  test.each([5, 31, 32, 40])('with %i candidates, where a repetition ends the ballot', (size) => {
    const ballot = fc.array(fc.nat(size - 1), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 8 }), (ballots) => {
        const packed = interpretBallots(contest(size, pack(ballots)), REPEATS_EXHAUST);
        const grouped = interpretBallots(contest(size, ballots.map(group)), REPEATS_EXHAUST);
        if ('unreadableOvervote' in packed || 'unreadableOvervote' in grouped)
          throw new Error('no overvotes');
        expect([packed.total, packed.blank]).toEqual([grouped.total, grouped.blank]);
        const repeats = ballots.some((one) => new Set(one).size < one.length);
        if (repeats) expect(packed).toEqual(grouped);
        else expect(packed.endCauses).toBeUndefined(); // used without a copy
      }),
    );
  });

  test('with a limit on the ranks that are read', () => {
    const rules = { ...DEFAULT_RULES.irv, exhaustOnDuplicateCandidate: false, maxRankingsAllowed: 3 };
    const ballot = fc.array(fc.nat(4), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 8 }), (ballots) => {
        const packed = interpretBallots(contest(5, pack(ballots)), rules);
        if ('unreadableOvervote' in packed) throw new Error('no overvotes');
        if (ballots.some(({ length }) => length > 3)) {
          expect(packed).toEqual(interpretBallots(contest(5, ballots.map(group)), rules));
        } else expect(packed.endCauses).toBeUndefined(); // used without a copy
      }),
    );
  });

  test('a repetition among many candidates ends the ballot at that rank', () => {
    const interpreted = interpretBallots(
      contest(
        40,
        pack([
          [39, 3],
          [7, 39, 7, 1],
        ]),
      ),
      REPEATS_EXHAUST,
    );
    if ('unreadableOvervote' in interpreted) throw new Error('no overvotes');
    expect([...interpreted.steps]).toEqual([39, 3, 7, 39]);
  });
});
