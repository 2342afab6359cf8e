import { isIdentifier } from '@scrutin/election';
import type { VotingWindow } from '@scrutin/election';
import type { LocalizedText } from '../laws.ts';
import type { Refusal } from './acts.ts';
import { refused } from './refusals.ts';

/** Longer than any summary or biography that somebody reads. */
const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 300;
/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

/** The first thing that is wrong, as a refusal; undefined when nothing is. */
export function firstProblem(...problems: readonly (string | undefined)[]): Refusal | undefined {
  const problem = problems.find((text) => text !== undefined);
  return problem === undefined ? undefined : refused('invalid', problem);
}

/** What is wrong with one member of a record, which `path` leads to, e.g. `['name', 'fr']`. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** Of the checks, given with what each looked at, those that found something. */
export function fieldProblems(
  ...checks: readonly (readonly [path: FieldProblem['path'], problem: string | undefined])[]
): FieldProblem[] {
  return checks.flatMap(([path, detail]) => (detail === undefined ? [] : [{ path, detail }]));
}

/** The first of the problems, as a refusal; undefined when there is none. */
export function refusalOfFirst([first]: readonly FieldProblem[]): Refusal | undefined {
  return first === undefined ? undefined : refused('invalid', first.detail);
}

export function identifierProblem(what: string, id: string): string | undefined {
  return isIdentifier(id)
    ? undefined
    : `The ${what} must be 1 to 50 of A-Z a-z 0-9 . _ - and begin with a letter or a digit.`;
}

export function nameProblem(what: string, name: string): string | undefined {
  if (name.trim() === '') return `The ${what} must not be empty.`;
  return textProblem(what, name, LONGEST_NAME);
}

export function bothNamesProblem(what: string, { fr, en }: LocalizedText): string | undefined {
  return nameProblem(`French ${what}`, fr) ?? nameProblem(`English ${what}`, en);
}

/** As {@link bothNamesProblem}, by the member that each language is. */
export function bothNames(member: string, what: string, { fr, en }: LocalizedText): FieldProblem[] {
  return fieldProblems(
    [[member, 'fr'], nameProblem(`French ${what}`, fr)],
    [[member, 'en'], nameProblem(`English ${what}`, en)],
  );
}

export function bothTexts(member: string, what: string, { fr, en }: LocalizedText): FieldProblem[] {
  return fieldProblems(
    [[member, 'fr'], textProblem(`French ${what}`, fr)],
    [[member, 'en'], textProblem(`English ${what}`, en)],
  );
}

export function bothTextsProblem(what: string, { fr, en }: LocalizedText): string | undefined {
  return textProblem(`French ${what}`, fr) ?? textProblem(`English ${what}`, en);
}

export function textProblem(what: string, text: string, longest = LONGEST_TEXT): string | undefined {
  if (text.length > longest) return `The ${what} must not be longer than ${longest} characters.`;
  // PostgreSQL has no text with it.
  if (text.includes('\0')) return `The ${what} must not contain the character U+0000.`;
  // What a conversion from another encoding makes of the characters that it lost.
  return /[\p{Surrogate}\uFFFD]/u.test(text)
    ? `The ${what} has characters that were lost in a conversion (U+FFFD, or half of a surrogate pair): send UTF-8.`
    : undefined;
}

export function windowProblem(window: VotingWindow): string | undefined {
  return windowProblems(window)[0]?.detail;
}

export function windowProblems({ opensAtMs, closesAtMs }: VotingWindow): FieldProblem[] {
  const times = fieldProblems(
    [['window', 'opensAtMs'], timeProblem('opening', opensAtMs)],
    [['window', 'closesAtMs'], timeProblem('closing', closesAtMs)],
  );
  if (times.length > 0 || opensAtMs < closesAtMs) return times;
  return [{ path: ['window', 'closesAtMs'], detail: 'The closing must be after the opening.' }];
}

export function timeProblem(what: string, ms: number): string | undefined {
  return Number.isSafeInteger(ms) && ms >= 0 && ms <= LAST_MS
    ? undefined
    : `The ${what} must be a time in whole milliseconds since the epoch, before the year 10000.`;
}

export function integerProblem(what: string, value: number, least: number, most: number): string | undefined {
  return Number.isInteger(value) && value >= least && value <= most
    ? undefined
    : `The ${what} must be a whole number from ${least} to ${most}.`;
}

export function wordProblem(what: string, words: readonly string[], word: string): string | undefined {
  return words.includes(word) ? undefined : `The ${what} must be one of ${words.join(', ')}.`;
}

/** An address that a page may show as a picture and nothing else can be made of. */
export function photoProblem(url: string | undefined): string | undefined {
  if (url === undefined || /^\/(?!\/)[^\s\\]*$/.test(url)) return textProblem('photo', url ?? '', 2_000);
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  return scheme === 'https:' || scheme === 'http:'
    ? textProblem('photo', url, 2_000)
    : 'The photo must be an http or https address, or a path that begins with one /.';
}

/** A reason that stays on record. */
export function reasonProblem(reason: string | undefined): string | undefined {
  return reason === undefined || reason.trim() === ''
    ? 'This takes a reason, which stays on record.'
    : textProblem('reason', reason, 2_000);
}

/** UUIDs come from outside, and PostgreSQL would not even look for another text. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
