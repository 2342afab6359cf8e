import type { SubmissionId } from '@scrutin/election';

/** Remembers since when this process has been in doubt about a submission. */
export interface DoubtClock {
  /**
   * The first call for a submission begins the doubt and returns false. Later calls return whether it is old enough.
   */
  hasLasted(id: SubmissionId): boolean;
  /** Ends the doubt about a submission, because it is decided. */
  forget(id: SubmissionId): void;
}

/** More than are expected at a time. Above this number, the oldest doubts are forgotten and their votes wait longer. */
const DOUBTS_MAX = 100_000;

/**
 * Creates a clock for votes in doubt.
 *
 * @param lastsMs the age from which a doubt has lasted long enough, in milliseconds
 * @param nowMs a monotonic clock
 * @param maxDoubts how many doubts are remembered
 */
export function doubtClock(lastsMs: number, nowMs: () => number, maxDoubts = DOUBTS_MAX): DoubtClock {
  const since = new Map<SubmissionId, number>();
  return {
    hasLasted(id) {
      const begun = since.get(id);
      if (begun !== undefined) return nowMs() - begun >= lastsMs;
      if (since.size >= maxDoubts) {
        const [oldest] = since.keys();
        if (oldest !== undefined) since.delete(oldest);
      }
      since.set(id, nowMs());
      return false;
    },
    forget: (id) => {
      since.delete(id);
    },
  };
}
