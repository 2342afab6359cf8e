import { argon2id, hash, verify } from 'argon2';
import type { Refusal } from '@scrutin/election';
import { firstProblem } from '@scrutin/election';

/** argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, two passes, one lane. */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** NIST SP 800-63B, 5.1.1.2: length is what counts, and what is typed is normalised before it is hashed. */
const SHORTEST = 12;
/** As the admin API has it, which counts UTF-16 code units as they are sent. */
const LONGEST = 1_000;

export function passwordProblem(password: string, email: string): Refusal | undefined {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  return firstProblem(
    length < SHORTEST ? `The password must have at least ${SHORTEST} characters.` : undefined,
    password.length > LONGEST || length > LONGEST
      ? `The password must have at most ${LONGEST} characters.`
      : undefined,
    text.toLowerCase() === email.toLowerCase() ? 'The password must not be the e-mail address.' : undefined,
  );
}

/** In the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether it is the password of this hash. Without a hash it takes as long and is false, so that nobody learns
 * from the time whether an account exists.
 */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  // What is longer than any password is not worth hashing.
  const text = password.length > 4 * LONGEST ? '' : password.normalize('NFKC');
  decoy ??= hash('a password that opens nothing', COST);
  const right = await verify(passwordHash ?? (await decoy), text);
  return right && passwordHash !== undefined;
}

let decoy: Promise<string> | undefined;
