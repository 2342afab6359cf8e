import { electionRollKey, isIdentifier, lawRollKey, parseContestKey } from '@scrutin/election';
import type { ElectionDetail, Law, Contest } from '@scrutin/election';
import type { ContestSubject, ElectionOffice } from '@scrutin/election-office';
import { InvalidArgumentError } from 'commander';

/** A law or an election, as it is named on the command line: `law:ID` or `election:ID`. */
export type NamedSubject =
  | { readonly kind: 'law'; readonly id: string; readonly key: ContestSubject }
  | { readonly kind: 'election'; readonly id: string; readonly key: ContestSubject };

/** Reads `law:ID` or `election:ID`, for commander. */
export function contestSubject(text: string): NamedSubject {
  const [kind, id = '', ...rest] = text.split(':');
  if (rest.length === 0 && isIdentifier(id)) {
    if (kind === 'law') return { kind, id, key: lawRollKey(id) };
    if (kind === 'election') return { kind, id, key: electionRollKey(id) };
  }
  throw new InvalidArgumentError('It is law:ID or election:ID, e.g. law:L2025-001.');
}

/** Reads `law:ID` or `election:ID:REGION`, what one ballot answers, for commander. */
export function contestOfText(text: string): Contest {
  const contest = parseContestKey(text);
  if (contest !== undefined) return contest;
  throw new InvalidArgumentError(
    'It is law:ID or election:ID:REGION, e.g. law:L2025-001 or election:PROV-2025:SHERBROOKE.',
  );
}

export type FoundSubject =
  | { readonly kind: 'law'; readonly law: Law }
  | { readonly kind: 'election'; readonly election: ElectionDetail };

/** Undefined when there is none. Drafts are there. */
export async function findSubject(
  office: Pick<ElectionOffice, 'law' | 'election'>,
  { kind, id }: NamedSubject,
): Promise<FoundSubject | undefined> {
  if (kind === 'law') {
    const law = await office.law(id);
    return law === undefined ? undefined : { kind, law };
  }
  const election = await office.election(id);
  return election === undefined ? undefined : { kind, election };
}
