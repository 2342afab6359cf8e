import type { AuditedContest, AuditRow } from '@scrutin/ballot-store';
import type { ContestKey, RollKey } from '@scrutin/election';

/** The contests that an audit looks at: one, all races of an election, or all contests. */
export class AuditScope {
  readonly #only: ContestKey | RollKey | undefined;
  readonly #contests: readonly AuditedContest[];

  /** @param only a contest, or a law or an election with all its races; undefined for everything */
  constructor(contests: readonly AuditedContest[], only: ContestKey | RollKey | undefined) {
    this.#only = only;
    this.#contests = contests.filter(({ contest_key }) => this.has(contest_key));
  }

  get contests(): readonly AuditedContest[] {
    return this.#contests;
  }

  /** The contests in which voting goes on or has not begun. */
  get open(): readonly ContestKey[] {
    return this.#contests.filter(({ closed }) => !closed).map(({ contest_key }) => contest_key);
  }

  get isWhole(): boolean {
    return this.#only === undefined;
  }

  /** A key that no contest has is in a whole audit too: rows about it must be seen. */
  has(contest: string): boolean {
    return this.#only === undefined || contest === this.#only || contest.startsWith(`${this.#only}:`);
  }

  /** True for what sections 1 to 3 can compare: nothing of a contest that has not closed. */
  isClosed(contest: string): boolean {
    return this.has(contest) && !this.open.some((open) => open === contest);
  }

  hasRoll(rollKey: string): boolean {
    return this.#only === undefined || this.#contests.some(({ roll_key }) => roll_key === rollKey);
  }

  /** True if a contest of this roll is not closed. */
  isOpenRoll(rollKey: RollKey): boolean {
    return this.#contests.some(({ roll_key, closed }) => roll_key === rollKey && !closed);
  }

  closedRows(rows: readonly AuditRow[], contestOf: (row: AuditRow) => string): AuditRow[] {
    return rows.filter((row) => this.isClosed(contestOf(row)));
  }
}
