import { candidateName } from '@scrutin/election';
import { fieldText, memberOf } from './act-fields.ts';
import type { DeclaredAct } from './declaration-record.ts';
import type { DocumentLanguage } from './document.ts';
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

/** The reason of an act; in this language, if the office itself gave it in both. */
export function reasonOf({ after, reason }: DeclaredAct, language: DocumentLanguage): string | undefined {
  return fieldText(memberOf(after, 'because'), language) ?? reason;
}
