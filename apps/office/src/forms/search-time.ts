import { readInstant } from '@scrutin/election';
import { useContests } from '../contest/use-contest.ts';

/** The zone of the device, for times that belong to no contest. */
const ZONE_OF_DEVICE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The zone in which the times of a search are typed: that of the contest which is searched, and that of the device if it
 * is none or not known.
 *
 * @param subject `law:ID` or `election:ID`, or something below it
 */
export function useSearchZone(subject: string): string {
  const contests = useContests();
  const key = subject.trim().split(':').slice(0, 2).join(':');
  const found =
    contests.kind === 'read' ? contests.body.find(({ kind, id }) => `${kind}:${id}` === key) : undefined;
  return found?.time_zone ?? ZONE_OF_DEVICE;
}

interface SearchTimes {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * The times of a search, as `MomentField` gives them, as instants for a query. What is empty does not matter.
 *
 * @returns undefined if a time was typed that is none, such as one that the clocks skip. Its field says so, and nothing
 *   may be searched: without that time, the search would find what was not asked for.
 */
export function searchTimes(
  { from, to }: Record<keyof SearchTimes, string>,
  zone: string,
): SearchTimes | undefined {
  const [first, last] = [from, to].map((typed) => (typed === '' ? undefined : readInstant(typed, zone)));
  if (first?.ok === false || last?.ok === false) return undefined;
  return { from: first && new Date(first.ms).toISOString(), to: last && new Date(last.ms).toISOString() };
}
