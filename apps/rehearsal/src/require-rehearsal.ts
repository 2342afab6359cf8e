import type { RollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';

/**
 * Requires a contest to be a rehearsal, as the system itself says. Made-up voters and votes go nowhere else.
 *
 * @throws ConfigurationError for a real contest
 */
export function requireRehearsal(
  contest: RollKey,
  { purpose }: { readonly purpose: 'real' | 'rehearsal' },
): void {
  if (purpose === 'rehearsal') return;
  const [kind, id] = contest.split(':');
  throw new ConfigurationError(
    `${contest} is real: no votes are made up for it. Make a rehearsal of it (\`scrutin ${kind ?? ''} rehearse ${id ?? ''}\`), or create one with --rehearsal.`,
  );
}
