/** The few exceptions of Scrutin. Outcomes that are expected are values, not exceptions. */

/** The configuration is wrong: the message says which variable and what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A dependency is away or busy; the same call may succeed later. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

/** A message that no retry can mend. */
export class PoisonMessageError extends Error {
  override readonly name = 'PoisonMessageError';
}

/** A promise of docs/ARCHITECTURE.md was broken. `invariant` names it, e.g. `P4`. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
  readonly invariant: string;
  constructor(invariant: string, message: string, options?: ErrorOptions) {
    super(`${invariant}: ${message}`, options);
    this.invariant = invariant;
  }
}
