import type { z } from 'zod';
import type { Language } from '../problems/language.ts';
import type { FieldError } from '../problems/problem.ts';
import type { BallotField, OtherType, RankingFault } from './field-texts.ts';
import { BODY_MUST_BE, IS_MISSING, MUST_BE, RANKING_FAULTS, WANTED_AS_TEXT } from './field-texts.ts';

type Issue = z.core.$ZodIssue;

/** At most this many wrong places of a ranking are listed, so that the answer to a small body stays small. */
const MOST_PLACES = 10;

/**
 * The fields to correct, each once, in the order of the schema. The places of a ranking are named as
 * `ranked_choices[1]`. The texts depend on the issues that the schema found and on the types of what was sent. They
 * never repeat a value, as it may be a NAS or a code (P6).
 */
export function fieldErrors(error: z.ZodError, body: unknown, language: Language): FieldError[] {
  if (!isObject(body)) return [{ field: '', message: BODY_MUST_BE[language] }];
  const messages = new Map<string, string>();
  let places = 0;
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? '');
    const place = issue.path[1];
    if (typeof place === 'number' && ++places > MOST_PLACES) {
      messages.set(name, RANKING_FAULTS['more-faults'][language]);
      continue;
    }
    const field = typeof place === 'number' ? `${name}[${place}]` : name;
    if (!messages.has(field)) messages.set(field, messageOf(issue, name, place, body, language));
  }
  return [...messages].map(([field, message]) => ({ field, message }));
}

/** For a ballot whose `candidate_id` and first ranked choice are two different people of the race. */
export function firstDiffersError(language: Language): FieldError {
  return { field: 'ranked_choices[0]', message: RANKING_FAULTS['first-differs'][language] };
}

function messageOf(
  issue: Issue,
  name: string,
  place: PropertyKey | undefined,
  body: Readonly<Record<string, unknown>>,
  language: Language,
): string {
  if (!isBallotField(name)) return BODY_MUST_BE[language];
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  const fault = name === 'ranked_choices' ? rankingFault(issue) : undefined;
  if (fault !== undefined) return RANKING_FAULTS[fault][language];
  if (typeof place === 'number') return placeMessage((value as readonly unknown[])[place], language);
  if (name === 'ranked_choices') return MUST_BE[name][language];
  if (value === undefined) {
    const ranked = body['ranked_choices'];
    if (name === 'candidate_id' && Array.isArray(ranked) && ranked.length > 0) {
      return RANKING_FAULTS['no-candidate'][language];
    }
    return IS_MISSING[language] + MUST_BE[name][language];
  }
  const type = otherType(value);
  return (type === undefined ? '' : WANTED_AS_TEXT[type][language]) + MUST_BE[name][language];
}

function placeMessage(value: unknown, language: Language): string {
  const type = otherType(value);
  if (type === 'null') return RANKING_FAULTS['null-place'][language];
  return (type === undefined ? '' : WANTED_AS_TEXT[type][language]) + MUST_BE.candidate_id[language];
}

/** The faults that the schema of the ballot names itself, and the faults of length. */
function rankingFault(issue: Issue): RankingFault | undefined {
  if (issue.code === 'custom') return issue.params?.['fault'] as RankingFault | undefined;
  if (issue.path.length > 1) return undefined;
  if (issue.code === 'too_small') return 'empty';
  return issue.code === 'too_big' ? 'too-long' : undefined;
}

function otherType(value: unknown): OtherType | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'number' || type === 'boolean' || type === 'object' ? type : undefined;
}

function isBallotField(name: string): name is BallotField {
  return Object.hasOwn(MUST_BE, name);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
