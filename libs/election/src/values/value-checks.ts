import { isIdentifier } from '../contests/contest.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import type { VotingWindow } from '../contests/voting-window.ts';
import type { FieldProblem } from './field-problem.ts';
import { fieldProblems } from './field-problem.ts';
import type { TextProblem } from './plain-text.ts';
import { linesTextProblem, lineTextProblem } from './plain-text.ts';

/** The longest text. A summary or biography that people read is shorter. */
const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 300;
/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

export function identifierProblem(what: string, id: string): string | undefined {
  return isIdentifier(id)
    ? undefined
    : `The ${what} must be 1 to 50 of A-Z a-z 0-9 . _ - and begin with a letter or a digit.`;
}

export function nameProblem(what: string, name: string): string | undefined {
  if (name.trim() === '') return `The ${what} must not be empty.`;
  return boundedProblem(what, name, LONGEST_NAME) ?? unreadable(what, lineTextProblem(name));
}

/** The problems of a name in both languages. @param member the member of the record that contains it */
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

/** The problem of a text with several lines. */
export function textProblem(what: string, text: string, longest = LONGEST_TEXT): string | undefined {
  return boundedProblem(what, text, longest) ?? unreadable(what, linesTextProblem(text));
}

function unreadable(what: string, problem: TextProblem | undefined): string | undefined {
  return problem === undefined ? undefined : `The ${what} must not contain ${UNREADABLE[problem]}.`;
}

const UNREADABLE: Readonly<Record<TextProblem, string>> = {
  'line-break': 'a line break',
  'control-character': 'a control character',
  'direction-override':
    'characters that change the direction of the text (U+202A to U+202E, U+2066 to U+2069)',
  'invisible-character': 'invisible characters, such as U+200B or U+FEFF',
};

function boundedProblem(what: string, text: string, longest: number): string | undefined {
  if (text.length > longest) return `The ${what} must not be longer than ${longest} characters.`;
  // PostgreSQL cannot store it in a text.
  if (text.includes('\0')) return `The ${what} must not contain the character U+0000.`;
  // A conversion from another encoding leaves these in place of characters that it could not convert.
  return /[\p{Surrogate}\uFFFD]/u.test(text)
    ? `The ${what} has characters that were lost in a conversion (U+FFFD, or half of a surrogate pair): send UTF-8.`
    : undefined;
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

/** The problem of a reason, which stays on record. */
export function reasonProblem(reason: string | undefined): string | undefined {
  return reason === undefined || reason.trim() === ''
    ? 'This needs a reason, which stays on record.'
    : textProblem('reason', reason, 2_000);
}
