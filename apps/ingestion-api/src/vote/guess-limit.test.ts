import fc from 'fast-check';
import { GuessLimit } from './guess-limit.ts';

const limits = { free: 5, windowMs: 900_000, longestWaitMs: 300_000 };
const STRANGER = '203.0.113.9';
const HOME = '192.0.2.7';

/** The codes of a list that are looked at. */
function admitted(limit: GuessLimit, address: string, codes: readonly string[], nowMs = 0): string[] {
  return codes.filter((code) => limit.judge(address, 'nas', code, nowMs).admitted);
}

const guesses = (count: number): string[] => Array.from({ length: count }, (_, i) => `guess-${i}`);

describe('how many codes may be tried for a NAS', () => {
  it('is counted at the door: of 3,000 guesses at once five are looked at', () => {
    expect(admitted(new GuessLimit({ limits }), STRANGER, guesses(3_000))).toHaveLength(5);
  });

  it('is the address’s alone: the voter is not kept out by a stranger who never stops', () => {
    const limit = new GuessLimit({ limits });
    let looked = 0;
    for (let second = 0; second < 900; second++) {
      looked += admitted(limit, STRANGER, [`guess-${second}`], second * 1_000).length;
      expect(limit.judge(HOME, 'nas', 'right', second * 1_000)).toEqual({ admitted: true });
    }
    expect(looked).toBeLessThanOrEqual(16);
  });

  it('never makes who sends the same again wait, nor whoever mistypes four times', () => {
    const limit = new GuessLimit({ limits });
    expect(admitted(limit, HOME, ['a', 'b', 'c', 'd', 'right', 'right', 'right'])).toHaveLength(7);
    expect(
      admitted(
        limit,
        HOME,
        Array.from({ length: 100 }, () => 'right'),
      ),
    ).toHaveLength(100);
  });

  it('slows down by doubling, and says for how long', () => {
    const limit = new GuessLimit({ limits });
    admitted(limit, STRANGER, guesses(5));
    expect(limit.judge(STRANGER, 'nas', 'x', 400)).toEqual({
      admitted: false,
      limit: 'guesses',
      retryAfterMs: 600,
    });
    expect(admitted(limit, STRANGER, ['x', 'y'], 1_000)).toEqual(['x']);
    expect(admitted(limit, STRANGER, ['y'], 2_999)).toEqual([]);
    expect(admitted(limit, STRANGER, ['y'], 3_000)).toEqual(['y']);
  });

  it('keeps a bounded memory, whatever strangers invent', () => {
    const limit = new GuessLimit({ limits, firstCodes: 100, guessers: 10 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(3)), { maxLength: 500 }), (attempts) => {
        for (const [nas, code] of attempts) limit.judge(STRANGER, `nas-${nas}`, `code-${code}`, 0);
      }),
      { numRuns: 20 },
    );
    expect(limit.size).toBeLessThanOrEqual(100 + 10);
    // And still holds back an address that guesses at one.
    expect(admitted(limit, STRANGER, guesses(50))).toHaveLength(5);
  });
});
