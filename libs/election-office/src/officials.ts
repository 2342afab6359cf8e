import type { OfficialRole } from '@scrutin/election';

export interface Official {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly displayName: string;
  readonly role: OfficialRole;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | undefined;
  readonly lockedUntilMs: number | undefined;
}

declare const proof: unique symbol;
/** Shows that a login accepted a password. It can open a session while the account still has that password. */
export interface LoginProof {
  readonly [proof]: true;
}

/** The outcome of a login. `wrong` does not say whether the address or the password was wrong. */
export type LoginOutcome =
  | { readonly kind: 'in'; readonly official: Official; readonly proof: LoginProof }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly untilMs: number };

export interface Session {
  readonly official: Official;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A new password for the official who is logged in, and what shows that it is this official. */
export interface OwnPasswordChange {
  readonly official: Official;
  /** The proof that `login` returned for the present password. */
  readonly proof: LoginProof;
  readonly password: string;
  /** SHA-256 of the session's token, 32 bytes. */
  readonly tokenHash: Uint8Array;
}
