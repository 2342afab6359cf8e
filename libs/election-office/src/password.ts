import { argon2id, hash, verify } from 'argon2';
import type { Refusal } from '@scrutin/election';
import { refusalOfProblems } from '@scrutin/election';
import { guessableText } from './guessable-password.ts';

/** argon2id with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * NIST SP 800-63B, 5.1.1.2: the length is required and no kind of character, passwords that are easy to guess are
 * refused, and the text is normalised before it is hashed.
 */
const SHORTEST = 12;
/** The admin API has the same limit. It counts UTF-16 code units of the text as it was sent. */
const LONGEST = 1_000;

/** Whose password it is. It must not be made of these texts. */
interface PasswordOwner {
  readonly email: string;
  readonly displayName: string;
}

/** The refusal of a password that is too short, too long, or easy to guess for this account. */
export async function passwordProblem(
  password: string,
  { email, displayName }: PasswordOwner,
): Promise<Refusal | undefined> {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  return (
    refusalOfProblems(
      length < SHORTEST
        ? {
            fr: `Le mot de passe doit compter au moins ${SHORTEST} caractères.`,
            en: `The password must have at least ${SHORTEST} characters.`,
          }
        : undefined,
      password.length > LONGEST || length > LONGEST
        ? {
            fr: `Le mot de passe doit compter au plus ${LONGEST} caractères.`,
            en: `The password must have at most ${LONGEST} characters.`,
          }
        : undefined,
    ) ?? refusalOfProblems(await guessableText(text, [email, displayName]))
  );
}

/** The hash of a password, in the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether this is the password of the hash. Without a hash the answer is false and takes equally long, so that the time
 * does not show whether an account exists.
 */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  // A text that is longer than any password is not worth hashing.
  const text = password.length > 4 * LONGEST ? '' : password.normalize('NFKC');
  decoy ??= hash('a password that opens nothing', COST);
  const isRight = await verify(passwordHash ?? (await decoy), text);
  return isRight && passwordHash !== undefined;
}

let decoy: Promise<string> | undefined;
