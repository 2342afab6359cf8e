import type { AccountSetupStep, OfficialRole } from '@scrutin/election';

export interface Official {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly displayName: string;
  readonly role: OfficialRole;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | undefined;
  readonly lockedUntilMs: number | undefined;
  /** True if somebody else chose the password. */
  readonly mustChangePassword: boolean;
  /** When the owner confirmed the second factor. Undefined if a login needs none. */
  readonly secondFactorAtMs: number | undefined;
  /** The request to remove a lost second factor, which another operator has to confirm. */
  readonly secondFactorReset: SecondFactorReset | undefined;
}

interface SecondFactorReset {
  /** The actor who asked: an e-mail address, or `command line: USER`. */
  readonly askedBy: string;
  readonly askedAtMs: number;
}

declare const proof: unique symbol;
/**
 * Shows that a login accepted a password, and a code if the account has a second factor. It can open a session while
 * the account still has that password.
 */
export interface LoginProof {
  readonly [proof]: true;
}

/**
 * The outcome of a login.
 *
 * - `wrong` does not say whether the address or the password was wrong.
 * - `code-needed`: the password is right, and the account needs a code of its second factor as well.
 * - `wrong-code`: the password is right, and the code is wrong, too old, or was used before.
 * - `code-unverifiable`: this service does not have the key with which the second factor was sealed.
 */
export type LoginOutcome =
  | { readonly kind: 'in'; readonly official: Official; readonly proof: LoginProof }
  | { readonly kind: 'wrong' | 'code-needed' | 'wrong-code' | 'code-unverifiable' }
  | { readonly kind: 'locked'; readonly untilMs: number };

export interface Session {
  readonly official: Official;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** What the official must do first. Until then the session may be used for nothing else. */
  readonly setup: AccountSetupStep | undefined;
}

/** A session in a list. */
export interface ListedSession {
  /** A name for the session. It opens nothing. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly expiresAtMs: number;
}

/** What shows that an act on one's own account comes from its owner. */
export interface OwnAct {
  readonly official: Official;
  /** The proof that `login` or `confirmPassword` returned for the present password. */
  readonly proof: LoginProof;
}

/** A new password for the official who is logged in. */
export interface OwnPasswordChange extends OwnAct {
  readonly password: string;
  /** SHA-256 of the session's token, 32 bytes. */
  readonly tokenHash: Uint8Array;
}
