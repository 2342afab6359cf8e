import fc from 'fast-check';
import { DEFAULT_ADMISSION_LIMITS, judgeAddress, judgeGuesses, parseFailedGuesses } from './admission.ts';

const { address } = DEFAULT_ADMISSION_LIMITS;
const guesses = { ...DEFAULT_ADMISSION_LIMITS.guesses, free: 5 };
const now = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('address limit', () => {
  it('admits requests up to the limit, and no more until the window ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), now, (count, nowMs) => {
        const admission = judgeAddress(count, address, nowMs);
        expect(admission.admitted).toBe(count <= address.requests);
        if (admission.admitted) return;
        expect(admission.limit).toBe('address');
        expect(admission.retryAfterMs).toBeGreaterThan(0);
        expect((nowMs + admission.retryAfterMs) % address.windowMs).toBe(0);
      }),
    );
  });

  it('does not apply when set to 0', () => {
    expect(judgeAddress(1_000_000, { requests: 0, windowMs: 1 }, 0)).toEqual({ admitted: true });
  });
});

describe('slow-down of guesses', () => {
  it.each([
    [4, undefined],
    [5, 1_000],
    [6, 2_000],
    [9, 16_000],
    [13, 256_000],
    [14, 300_000],
    [5_000, 300_000],
  ])('after %i failures the next attempt waits %p ms', (count, waitMs) => {
    const admission = judgeGuesses({ count, lastAtMs: 1_000_000 }, guesses, 1_000_000);
    expect(admission).toEqual(
      waitMs === undefined ? { admitted: true } : { admitted: false, limit: 'guesses', retryAfterMs: waitMs },
    );
  });

  it('admits exactly when the announced wait is over, and never asks for more than the longest wait', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        now,
        fc.integer({ min: 0, max: 400_000 }),
        (count, lastAtMs, laterMs) => {
          const failed = { count, lastAtMs };
          const admission = judgeGuesses(failed, guesses, lastAtMs + laterMs);
          if (admission.admitted) return;
          expect(admission.retryAfterMs).toBeLessThanOrEqual(guesses.longestWaitMs);
          const then = lastAtMs + laterMs + admission.retryAfterMs;
          expect(judgeGuesses(failed, guesses, then).admitted).toBe(true);
          expect(judgeGuesses(failed, guesses, then - 1).admitted).toBe(false);
        },
      ),
    );
  });

  it('does not apply to a NAS without failures', () => {
    expect(parseFailedGuesses(null)).toBeUndefined();
    expect(judgeGuesses(undefined, guesses, 0)).toEqual({ admitted: true });
    expect(parseFailedGuesses('7:1732242000000')).toEqual({ count: 7, lastAtMs: 1_732_242_000_000 });
  });
});
