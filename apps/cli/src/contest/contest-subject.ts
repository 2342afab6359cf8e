import { InvalidArgumentError } from 'commander';
import type { Contest, ContestKey, RollKey } from '@scrutin/election';
import { parseContestKey, parseRollKey } from '@scrutin/election';
import { inWords } from '../language.ts';

/** A law or an election as the command line names it: `law:ID` or `election:ID`. */
export interface NamedSubject {
  readonly kind: 'law' | 'election';
  readonly id: string;
  readonly key: RollKey;
}

/** Reads `law:ID` or `election:ID`, for commander. */
export function contestSubject(text: string): NamedSubject {
  const subject = parseRollKey(text);
  if (subject !== undefined) return { ...subject, key: text as RollKey };
  throw new InvalidArgumentError(
    inWords({
      fr: 'Il faut law:ID ou election:ID, p. ex. law:L2025-001.',
      en: 'It is law:ID or election:ID, e.g. law:L2025-001.',
    }),
  );
}

/** Reads a contest, `law:ID` or `election:ID:REGION`, for commander. */
export function contestOfText(text: string): Contest {
  const contest = parseContestKey(text);
  if (contest !== undefined) return contest;
  throw new InvalidArgumentError(
    inWords({
      fr: 'Il faut law:ID ou election:ID:REGION, p. ex. law:L2025-001 ou election:PROV-2025:SHERBROOKE.',
      en: 'It is law:ID or election:ID:REGION, e.g. law:L2025-001 or election:PROV-2025:SHERBROOKE.',
    }),
  );
}

/** Reads what an audit may be of, for commander: a contest, or an election with all its races. */
export function auditedSubject(text: string): ContestKey | RollKey {
  if (parseContestKey(text) !== undefined || parseRollKey(text) !== undefined) {
    return text as ContestKey | RollKey;
  }
  throw new InvalidArgumentError(
    'It is law:ID, election:ID or election:ID:REGION, e.g. law:L2025-001 or election:PROV-2025.',
  );
}
