import { isIdentifier, linesTextProblem, lineTextProblem } from '@scrutin/election';
import type { TextProblem, VotingWindow, LocalizedText } from '@scrutin/election';
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
  return boundedProblem(what, name, LONGEST_NAME) ?? unreadable(what, lineTextProblem(name));
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

/** A text of several lines. */
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
    'characters that turn the direction of the text around (U+202A to U+202E, U+2066 to U+2069)',
  'invisible-character': 'characters that nobody sees, such as U+200B or U+FEFF',
};

function boundedProblem(what: string, text: string, longest: number): string | undefined {
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

const LONGEST_ADDRESS = 2_000;
/** Those of RFC 3986 but the apostrophe, which would end an attribute of a page. */
const ADDRESS_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]*$/;
/** Stands for the site that shows a path. */
const SOME_SITE = 'https://site.invalid';

/**
 * An address that a page may show as a picture and nothing else can be made of: what every parser takes for the same
 * address, because it is written as the URL standard writes it.
 */
export function photoProblem(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (url.length > LONGEST_ADDRESS) {
    return `The photo must not be longer than ${LONGEST_ADDRESS} characters.`;
  }
  if (!ADDRESS_CHARACTERS.test(url)) {
    return 'The photo must be an address without spaces, quotes, line ends or letters with accents: write those as %20 and so on.';
  }
  const isPath = /^\/(?!\/)/.test(url);
  const address = isPath ? `${SOME_SITE}${url}` : url;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) {
    return 'The photo must be an http or https address, or a path that begins with one /.';
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return 'The photo must be an address without a user name and a password.';
  }
  const normal = isPath ? parsed.href.slice(SOME_SITE.length) : parsed.href;
  return normal === url || normal === `${url}/` ? undefined : `The photo must be written as ${normal}.`;
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
