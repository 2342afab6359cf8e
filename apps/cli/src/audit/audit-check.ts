import type { AuditRow } from '@scrutin/ballot-store';

/**
 * `holds`; `differs`, and somebody must find out why; `waits`: it cannot be judged before the closing, or while votes
 * are on their way.
 */
export type CheckState = 'holds' | 'differs' | 'waits';

/** One check of docs/AUDITING.md. */
export interface AuditCheck {
  /** The section of docs/AUDITING.md. */
  readonly section: '1' | '2' | '3' | '4' | '5' | '6' | '7' | 'Recount';
  readonly name: string;
  /** What was found, and what it must be. */
  readonly figure: number;
  readonly expected: number;
  /** The sum of all differences, each without its sign. It can be more than figure and expected differ by. */
  readonly difference: number;
  readonly state: CheckState;
  /** True for stamps of which none were given: there is nothing to compare them with. The state is `holds`. */
  readonly isNotCompared?: boolean;
  /** What a difference means, and how large it may be while voting goes on. */
  readonly meaning: string;
  /** One sentence for each difference and remark. */
  readonly details: readonly string[];
}

/** A number of a row; 0 where one side of a comparison is missing. */
export function numberIn(row: AuditRow, column: string): number {
  return Number(row[column] ?? 0);
}

export function sumOf<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}

/** The state of a check. What cannot be judged yet does not hold. */
export function stateOf(differs: boolean, waits: boolean): CheckState {
  if (differs) return 'differs';
  return waits ? 'waits' : 'holds';
}
