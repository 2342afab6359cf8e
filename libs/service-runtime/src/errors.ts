// These are the exceptions of Scrutin. Expected outcomes are values and not exceptions.

/** The configuration is wrong. The message says which variable is wrong and what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A dependency is unavailable or busy. The same call may succeed later. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

/** A message cannot be handled, and trying again does not help. */
export class PoisonMessageError extends Error {
  override readonly name = 'PoisonMessageError';
}

/** A promise of docs/ARCHITECTURE.md was broken. `invariant` is its number, such as `P4`. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
  readonly invariant: string;
  constructor(invariant: string, message: string, options?: ErrorOptions) {
    super(`${invariant}: ${message}`, options);
    this.invariant = invariant;
  }
}
