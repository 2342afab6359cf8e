import type { SubmissionId } from '@scrutin/election';

/** How long this process has been in doubt about a submission. */
export interface DoubtClock {
  /** False the first time, which begins the doubt; true once it has lasted long enough. */
  hasLasted(id: SubmissionId): boolean;
  forget(id: SubmissionId): void;
}

/** More than are ever in doubt at a time; beyond it the oldest doubts begin anew, and their votes wait longer. */
const MOST_DOUBTS = 100_000;

/** @param nowMs a clock that only goes forward */
export function doubtClock(lastsMs: number, nowMs: () => number, most = MOST_DOUBTS): DoubtClock {
  const since = new Map<SubmissionId, number>();
  return {
    hasLasted(id) {
      const begun = since.get(id);
      if (begun !== undefined) return nowMs() - begun >= lastsMs;
      if (since.size >= most) {
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
