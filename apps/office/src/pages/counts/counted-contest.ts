import type { OfficeContest } from '../../contest/contest.ts';
import { addressOfContest, rollKey } from '../../contest/contest.ts';

const COUNTED = /^(law|election):([^:]+)(?::(.+))?$/;

/** What one count is of: a law, or the race of an election in one region. */
export interface CountedContest {
  readonly kind: 'law' | 'election';
  readonly id: string;
  /** Undefined for a law. */
  readonly region: string | undefined;
}

/** Reads the key of a count: `law:ID` or `election:ID:REGION`. */
export function countedContest(key: string): CountedContest | undefined {
  const [, kind, id, region] = COUNTED.exec(key) ?? [];
  if ((kind !== 'law' && kind !== 'election') || id === undefined) return undefined;
  return { kind, id, region };
}

/** The key of a count of the contest, or of one of its races. */
export function countedKey({ kind, id, region }: CountedContest): string {
  return region === undefined ? rollKey(kind, id) : `${rollKey(kind, id)}:${region}`;
}

/** The address of the page with the counts of a law or of one race. */
export function addressOfCounts({ kind, id, region }: CountedContest): string {
  const page = addressOfContest(kind, id, 'count');
  return region === undefined ? page : `${page}/${encodeURIComponent(region)}`;
}

/** The names of those who stand in a race, by their identifiers; of a law, its two answers. */
export function namesIn(contest: OfficeContest, region: string | undefined): ReadonlyMap<string, string> {
  if (contest.kind === 'law') return new Map();
  const race = contest.races.find(({ region_id: id }) => id === region);
  return new Map(
    (race?.candidates ?? []).map(({ id, first_name: first, last_name: last }) => [
      id,
      first === null ? last : `${first} ${last}`,
    ]),
  );
}
