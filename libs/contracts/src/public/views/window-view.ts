import type { Election } from '@scrutin/election';
import { instantText, localInstantText } from '@scrutin/election';

/** The window of a contest, in UTC and on the clocks of its time zone. */
export function windowView({ window, timeZone }: Pick<Election, 'window' | 'timeZone'>) {
  const { opensAtMs, closesAtMs } = window;
  return {
    opens_at: instantText(opensAtMs),
    closes_at: instantText(closesAtMs),
    time_zone: timeZone,
    opens_at_local: localInstantText(opensAtMs, timeZone),
    closes_at_local: localInstantText(closesAtMs, timeZone),
  };
}
