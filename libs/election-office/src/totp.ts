import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** RFC 4226, section 4: 160 bits are recommended. */
const SECRET_BYTES = 20;
const PERIOD_S = 30;
/** RFC 6238, section 5.2: a code of the step before or after is accepted, because clocks differ and people type. */
const DRIFT_STEPS = 1;

export function newTotpSecret(): Uint8Array {
  return Uint8Array.from(randomBytes(SECRET_BYTES));
}

/** The secret in base32, as people type it into an authenticator. */
export function totpSecretText(secret: Uint8Array): string {
  return generator(secret).secret.base32;
}

/** The `otpauth://` address of the secret, which an authenticator reads from a QR code. @param account its label */
export function totpUri(secret: Uint8Array, account: string): string {
  return generator(secret, account).toString();
}

/**
 * The time step that a code belongs to (RFC 6238: seconds since the epoch / 30), among the present step and its
 * neighbours. Undefined if it is the code of none of them. Spaces in the code are ignored.
 */
export function totpStep(secret: Uint8Array, code: string, nowMs: number): bigint | undefined {
  const token = code.replaceAll(/\s/gu, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = generator(secret).validate({ token, timestamp: nowMs, window: DRIFT_STEPS });
  return delta === null ? undefined : BigInt(Math.floor(nowMs / 1_000 / PERIOD_S) + delta);
}

/** Six digits, SHA-1 and 30 seconds: the only parameters that every authenticator supports. */
function generator(secret: Uint8Array, label = ''): TOTP {
  const buffer = Uint8Array.from(secret).buffer;
  return new TOTP({ issuer: 'Scrutin', label, secret: new Secret({ buffer }), period: PERIOD_S, digits: 6 });
}
