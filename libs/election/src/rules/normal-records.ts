import type { NewCandidate } from '../contests/candidate.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import { normalName, normalNames } from '../values/name.ts';

/**
 * These functions put the names of a record into the form in which they are stored (`normalName`). The election office
 * calls them for every record that it is given, before it checks the record. A first name that is empty is none.
 */

export function normalCandidate<T extends Partial<Pick<NewCandidate, 'firstName' | 'lastName'>>>(
  candidate: T,
): T {
  const { firstName, lastName } = candidate;
  return {
    ...candidate,
    ...(firstName === undefined ? {} : { firstName: normalName(firstName) || undefined }),
    ...(lastName === undefined ? {} : { lastName: normalName(lastName) }),
  };
}

/** For regions, parties and elections. */
export function withNormalName<T extends { readonly name?: LocalizedText | undefined }>(record: T): T {
  return record.name === undefined ? record : { ...record, name: normalNames(record.name) };
}

/** For laws. */
export function withNormalTitle<T extends { readonly title?: LocalizedText | undefined }>(record: T): T {
  return record.title === undefined ? record : { ...record, title: normalNames(record.title) };
}
