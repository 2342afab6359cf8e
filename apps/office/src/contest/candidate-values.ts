import type { AdminCandidateBody, CandidatePatch } from '@scrutin/contracts/admin';
import type { LocalizedValue } from '../forms/localized-field.tsx';
import { NO_TEXT } from '../forms/localized-field.tsx';

/** What the form of a candidate edits. No party is an independent candidate. */
export interface CandidateValues {
  readonly firstName: string;
  readonly lastName: string;
  readonly party: string;
  readonly bio: LocalizedValue;
  readonly promises: LocalizedValue;
}

export const NEW_CANDIDATE: CandidateValues = {
  firstName: '',
  lastName: '',
  party: '',
  bio: NO_TEXT,
  promises: NO_TEXT,
};

export function candidateValuesOf(candidate: AdminCandidateBody): CandidateValues {
  const { first_name: firstName, last_name: lastName, party_code: party, bio, promises } = candidate;
  return { firstName: firstName ?? '', lastName, party: party ?? '', bio, promises };
}

const MEMBERS: { readonly [F in keyof CandidateValues]: (values: CandidateValues) => CandidatePatch } = {
  firstName: ({ firstName }) => ({ first_name: firstName.trim() === '' ? null : firstName }),
  lastName: ({ lastName }) => ({ last_name: lastName }),
  party: ({ party }) => ({ party_code: party === '' ? null : party }),
  bio: ({ bio }) => ({ bio }),
  promises: ({ promises }) => ({ promises }),
};

/** The changes of these fields of a candidate. */
export function candidatePatch(
  values: CandidateValues,
  fields: readonly (keyof CandidateValues)[],
): CandidatePatch {
  return Object.assign({}, ...fields.map((field) => MEMBERS[field](values))) as CandidatePatch;
}

/** A candidate to add at the end of the ballot. */
export function newCandidate(values: CandidateValues, id: string) {
  const fields = Object.keys(MEMBERS) as (keyof CandidateValues)[];
  return { ...candidatePatch(values, fields), id, last_name: values.lastName };
}

/** First and last name, as on the ballot. */
export function fullName({ first_name: first, last_name: last }: AdminCandidateBody): string {
  return first === null ? last : `${first} ${last}`;
}
