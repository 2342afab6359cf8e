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
/** That a login found this password right: it opens a session for as long as that is the account's password. */
export interface LoginProof {
  readonly [proof]: true;
}

/** What a login came to. `wrong` says nothing about which part was. */
export type LoginOutcome =
  | { readonly kind: 'in'; readonly official: Official; readonly proof: LoginProof }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly untilMs: number };

export interface Session {
  readonly official: Official;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A new password of the official who is logged in, and what shows that it is that official. */
export interface OwnPasswordChange {
  readonly official: Official;
  /** Of the present password; what `login` gave. */
  readonly proof: LoginProof;
  readonly password: string;
  /** SHA-256 of the session's token, 32 bytes. */
  readonly tokenHash: Uint8Array;
}
