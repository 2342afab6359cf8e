import { hasherOf } from './hashing.ts';
import type { RollOwner } from './load-roll.ts';
import type { Stack } from './stack.ts';

/** The forms in which the secrets of voters could appear somewhere. */
export interface Secrets {
  readonly nas: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
  /** Credential hashes in hexadecimal and in base64url. */
  readonly hashes: ReadonlySet<string>;
}

export function secretsOf(stack: Stack, contests: readonly RollOwner[]): Secrets {
  const hasher = hasherOf(stack.pepper);
  const hashes = contests.flatMap((contest) =>
    contest.voters.flatMap(({ nas, code }) => {
      const hash = Buffer.from(hasher.credentialHash(nas, code, contest.id));
      return [hash.toString('hex'), hash.toString('base64url')];
    }),
  );
  const everybody = contests.flatMap((contest) => contest.voters);
  return {
    nas: new Set(everybody.map(({ nas }) => nas)),
    codes: new Set(everybody.map(({ code }) => code)),
    hashes: new Set(hashes),
  };
}

/** The kinds of secrets that a text contains as words. */
export function secretsIn(text: string, secrets: Secrets): Set<'nas' | 'code' | 'hash'> {
  const found = new Set<'nas' | 'code' | 'hash'>();
  for (const [word] of text.matchAll(/[A-Za-z0-9_-]+/g)) {
    if (secrets.nas.has(word)) found.add('nas');
    if (secrets.codes.has(word.toUpperCase())) found.add('code');
    if (secrets.hashes.has(word)) found.add('hash');
  }
  return found;
}

/** Checks P6. @throws Error if a process logged a line with a NAS, a code or a credential hash */
export function expectNoSecretInLogs(stack: Stack, contests: readonly RollOwner[]): void {
  const secrets = secretsOf(stack, contests);
  for (const { name, lines } of stack.processes) {
    for (const line of lines) {
      const found = secretsIn(line, secrets);
      if (found.size > 0) throw new Error(`${name} logged ${[...found].join(' and ')} of a voter: ${line}`);
    }
  }
}
