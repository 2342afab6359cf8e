/**
 * The subject of one vote: a law (oui or non), or an election in one region (its candidates).
 *
 * A contest has two keys. `contestKey` names what is counted. `rollKey` names the voter roll that decides who may vote.
 * A law has its own roll. An election has one roll for all its regions, so that a credential votes once in an election
 * (P3).
 */
export type Contest =
  | { readonly kind: 'law'; readonly lawId: string }
  | { readonly kind: 'election'; readonly electionId: string; readonly regionId: string };

/** `law:L2025-001` or `election:PROV-2025:SHERBROOKE`. */
export type ContestKey = string & { readonly __brand: 'ContestKey' };

/** `law:L2025-001` or `election:PROV-2025`. */
export type RollKey = string & { readonly __brand: 'RollKey' };

/** Identifiers of laws, elections, regions and candidates: 1 to 50 of `A-Z a-z 0-9 . _ -`. */
export const IDENTIFIER_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/;

export function isIdentifier(text: string): boolean {
  return IDENTIFIER_PATTERN.test(text);
}

export function contestKey(contest: Contest): ContestKey {
  switch (contest.kind) {
    case 'law':
      return `law:${contest.lawId}` as ContestKey;
    case 'election':
      return `election:${contest.electionId}:${contest.regionId}` as ContestKey;
  }
}

export function rollKey(contest: Contest): RollKey {
  switch (contest.kind) {
    case 'law':
      return lawRollKey(contest.lawId);
    case 'election':
      return electionRollKey(contest.electionId);
  }
}

export function lawRollKey(lawId: string): RollKey {
  return `law:${lawId}` as RollKey;
}

export function electionRollKey(electionId: string): RollKey {
  return `election:${electionId}` as RollKey;
}

/** The inverse of {@link contestKey}; undefined for a text that is not a contest key. */
export function parseContestKey(text: string): Contest | undefined {
  const [kind, first, second, ...rest] = text.split(':');
  if (first === undefined || !isIdentifier(first) || rest.length > 0) return undefined;
  if (kind === 'law' && second === undefined) return { kind: 'law', lawId: first };
  if (kind === 'election' && second !== undefined && isIdentifier(second)) {
    return { kind: 'election', electionId: first, regionId: second };
  }
  return undefined;
}

/** The law or election that a roll key names; undefined for a text that is not a roll key. */
export function parseRollKey(
  text: string,
): { readonly kind: 'law' | 'election'; readonly id: string } | undefined {
  const [kind, id, ...rest] = text.split(':');
  if (id === undefined || rest.length > 0 || !isIdentifier(id)) return undefined;
  return kind === 'law' || kind === 'election' ? { kind, id } : undefined;
}

export function isRollKey(text: string): text is RollKey {
  return parseRollKey(text) !== undefined;
}

/** The roll key of a contest key: everything before the second colon. It does not parse the contest. */
export function rollKeyOf(key: ContestKey): RollKey {
  const second = secondColon(key);
  const text: string = key;
  return (second === -1 ? text : text.slice(0, second)) as RollKey;
}

/** The region of a contest; undefined for a law. */
export function regionOf(key: ContestKey): string | undefined {
  const second = secondColon(key);
  return second === -1 ? undefined : key.slice(second + 1);
}

function secondColon(key: ContestKey): number {
  return key.indexOf(':', key.indexOf(':') + 1);
}
