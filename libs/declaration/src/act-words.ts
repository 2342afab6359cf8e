import { candidateName } from '@scrutin/election';
import { fieldText } from './act-fields.ts';
import type { DeclaredAct } from './declaration-record.ts';
import { isolated } from './isolated.ts';
import type { Words } from './words/words.ts';

/** The words for an act; its name in the record for one that has none. */
export function actName({ acts }: Words, action: string): string {
  const [, verb = ''] = action.split('.');
  return acts.name[action] ?? (/^(?:law|election)\./.test(action) ? acts.name[verb] : undefined) ?? action;
}

/** The name of a candidate in the record of acts; undefined if it is not of one. */
export function candidateIn(value: unknown): string | undefined {
  const lastName = fieldText(value, 'lastName');
  if (lastName === undefined) return undefined;
  return isolated(candidateName({ firstName: fieldText(value, 'firstName'), lastName }));
}

/** How many letters an act replaced, revoked, released or put on the roll. */
export function lettersOf({ after }: DeclaredAct): bigint | undefined {
  const number =
    fieldText(after, 'replaced') ??
    fieldText(after, 'revoked') ??
    fieldText(after, 'claims') ??
    fieldText(after, 'credentials');
  return number === undefined ? undefined : BigInt(number);
}
