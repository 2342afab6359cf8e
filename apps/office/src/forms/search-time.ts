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

/** A time as `MomentField` gives it, as an instant for a query; undefined if it is none. */
export function searchInstant(typed: string, zone: string): string | undefined {
  const reading = readInstant(typed, zone);
  return reading.ok ? new Date(reading.ms).toISOString() : undefined;
}
