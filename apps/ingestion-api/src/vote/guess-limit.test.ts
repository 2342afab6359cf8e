import fc from 'fast-check';
import { GuessLimit } from './guess-limit.ts';

const limits = { free: 5, windowMs: 900_000, longestWaitMs: 300_000 };
const STRANGER = '203.0.113.9';
const HOME = '192.0.2.7';

/** The codes of a list that are admitted. */
function admitted(limit: GuessLimit, address: string, codes: readonly string[], nowMs = 0): string[] {
  return codes.filter((code) => limit.judge(address, 'nas', code, nowMs).admitted);
}

const guesses = (count: number): string[] => Array.from({ length: count }, (_, i) => `guess-${i}`);

describe('how many codes may be tried for a NAS', () => {
  it('is counted on arrival: five of 3,000 simultaneous guesses are admitted', () => {
    expect(admitted(new GuessLimit({ limits }), STRANGER, guesses(3_000))).toHaveLength(5);
  });

  it('is counted for each address: a stranger who keeps guessing does not lock out the voter', () => {
    const limit = new GuessLimit({ limits });
    let strangersGuesses = 0;
    for (let second = 0; second < 900; second++) {
      strangersGuesses += admitted(limit, STRANGER, [`guess-${second}`], second * 1_000).length;
      expect(limit.judge(HOME, 'nas', 'right', second * 1_000)).toEqual({ admitted: true });
    }
    expect(strangersGuesses).toBeLessThanOrEqual(16);
  });

  it('does not delay voters who send the same code again or who mistype four times', () => {
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

  it('doubles the waiting time with each guess, and tells the client how long to wait', () => {
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

  it('uses a bounded amount of memory, however many pairs strangers try', () => {
    const limit = new GuessLimit({ limits, firstCodes: 100, guessers: 10 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(3)), { maxLength: 500 }), (attempts) => {
        for (const [nas, code] of attempts) limit.judge(STRANGER, `nas-${nas}`, `code-${code}`, 0);
      }),
      { numRuns: 20 },
    );
    expect(limit.size).toBeLessThanOrEqual(100 + 10);
    // A single address that guesses codes for one NAS is still limited.
    expect(admitted(limit, STRANGER, guesses(50))).toHaveLength(5);
  });
});
