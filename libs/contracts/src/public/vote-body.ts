import type { z } from 'zod';
import { tidyWord } from '@scrutin/credentials';
import type { Language } from '../problems/language.ts';
import type { FieldError } from '../problems/problem.ts';
import type { ElectionVoteRequest } from './election-vote.ts';
import { electionVoteRequest } from './election-vote.ts';
import { fieldErrors, isObject } from './field-errors.ts';
import { SIMILAR_NAME, UNKNOWN_LIST } from './field-texts.ts';
import type { LawVoteRequest } from './law-vote.ts';
import { lawVoteRequest } from './law-vote.ts';

/** A well-formed vote, or what to correct in the body. */
export type VoteBody<T> =
  | { readonly ok: true; readonly vote: T }
  | { readonly ok: false; readonly errors: (language: Language) => readonly FieldError[] };

/**
 * Reads the body of `POST /api/v1/vote`. It accepts what copying adds to a word: surrounding spaces, invisible
 * characters, a dash instead of a hyphen. The choice may be in upper or lower case. Unknown members are ignored. A
 * member whose name is nearly that of a field is an error, as nobody could know which of the two is meant.
 */
export function readLawVote(body: unknown): VoteBody<LawVoteRequest> {
  return read(lawVoteRequest, LAW_FIELDS, false, body);
}

/**
 * Reads the body of `POST /api/v1/elections/vote` in the same way. In addition, a list or an object under an unknown
 * name is an error, as it could be a ranking.
 */
export function readElectionVote(body: unknown): VoteBody<ElectionVoteRequest> {
  return read(electionVoteRequest, ELECTION_FIELDS, true, body);
}

const LAW_FIELDS = Object.keys(lawVoteRequest.shape);
const ELECTION_FIELDS = Object.keys(electionVoteRequest.shape);

function read<T extends object>(
  schema: z.ZodType<T>,
  fields: readonly string[],
  ranks: boolean,
  body: unknown,
): VoteBody<T> {
  // Most votes are valid as they are. Only another vote is tidied and checked a second time.
  let result = schema.safeParse(body);
  if (!result.success && isObject(body)) result = schema.safeParse(tidied(body));
  const names = isObject(body) ? Object.keys(body) : [];
  if (result.success && names.length === Object.keys(result.data).length) {
    return { ok: true, vote: result.data };
  }
  const unexpected = isObject(body) ? unexpectedMembers(body, names, fields, ranks) : [];
  if (result.success && unexpected.length === 0) return { ok: true, vote: result.data };
  const { error } = result;
  return {
    ok: false,
    errors: (language) => {
      const first = unexpected.map(({ field, says }) => ({ field, message: says[language] }));
      const known = new Set(first.map(({ field }) => field));
      const others = error === undefined ? [] : fieldErrors(error, body, language);
      return [...first, ...others.filter(({ field }) => !known.has(field))];
    },
  };
}

/** The body with its words tidied. The schema itself accepts the ways in which a NAS and a code are written. */
function tidied(body: Readonly<Record<string, unknown>>): unknown {
  const tidy = { ...body };
  for (const name of ['law_id', 'election_id', 'region_id', 'candidate_id']) {
    const value = tidy[name];
    if (typeof value === 'string') tidy[name] = tidyWord(value);
  }
  for (const name of ['vote', 'voting_method']) {
    const value = tidy[name];
    if (typeof value === 'string') tidy[name] = tidyWord(value).toLowerCase();
  }
  const ranked = tidy['ranked_choices'];
  if (Array.isArray(ranked)) {
    tidy['ranked_choices'] = ranked.map((id: unknown) => (typeof id === 'string' ? tidyWord(id) : id));
  }
  return tidy;
}

function unexpectedMembers(
  body: Readonly<Record<string, unknown>>,
  names: readonly string[],
  fields: readonly string[],
  ranks: boolean,
) {
  const found = new Map<string, typeof SIMILAR_NAME>();
  for (const name of names) {
    if (fields.includes(name)) continue;
    const similar = fields.find((field) => nameAsHeard(field) === nameAsHeard(name));
    if (similar !== undefined) found.set(similar, SIMILAR_NAME);
    else if (ranks && typeof body[name] === 'object' && body[name] !== null) found.set('', UNKNOWN_LIST);
  }
  return [...found].map(([field, says]) => ({ field, says }));
}

/** The name as it sounds when it is read aloud: `Ranked-Choice` and `ranked_choices` are the same name. */
function nameAsHeard(name: string): string {
  return tidyWord(name.slice(0, LONGEST_NAME))
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, '')
    .replace(/s$/, '');
}

const LONGEST_NAME = 100;
