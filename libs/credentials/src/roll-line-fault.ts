import { bytesOfBase64url } from './base64url.ts';
import { HASH_CHARACTERS, REGION_COLUMN } from './roll-file.ts';

/** What is wrong with one line of a roll. A closed set. */
export const ROLL_LINE_PROBLEMS = [
  'malformed',
  'missing-region',
  'unexpected-region',
  'unknown-region',
  'duplicate',
  'letters',
  'utf-16',
  'json',
  'header',
  'empty-line',
  'not-ascii',
  'quoted',
  'spaces',
  'separator',
  'trailing-comma',
  'too-many-fields',
  'hexadecimal',
] as const;
export type RollLineProblem = (typeof ROLL_LINE_PROBLEMS)[number];

/** The problems that show that the whole file is of another kind, so that no other line needs to be examined. */
export const WHOLE_FILE_PROBLEMS: ReadonlySet<RollLineProblem> = new Set(['letters', 'utf-16', 'json']);

/** What is wrong with a line, and where. */
export interface RollLineFault {
  readonly problem: RollLineProblem;
  /** The position in the line, from 1. */
  readonly column: number;
}

/**
 * Finds out why `parseRollLine` does not accept a line, and at which position. It recognises the usual mistakes of
 * people and programs; everything else is `malformed`.
 *
 * @param line the bytes of the line as characters, as `RollLineSplitter` returns them
 * @param number the number of the line in the file, from 1
 */
export function rollLineFault(line: string, number: number): RollLineFault {
  if (number === 1 && isUtf16(line)) return { problem: 'utf-16', column: 1 };
  for (const [problem, pattern] of WHOLE_LINES) {
    if (pattern.test(line)) return { problem, column: 1 };
  }
  if (number === 1 && HEADER.test(line)) {
    return { problem: 'header', column: 1 };
  }
  for (const [problem, pattern] of FIRST_PLACES) {
    const found = pattern.exec(line);
    if (found !== null) return { problem, column: found.index + (found[1]?.length ?? 0) + 1 };
  }
  return faultOfParts(line);
}

const FIELD_END = '[,;\\t]';
/** Matches a line of letters: a NAS, from which spreadsheets remove leading zeros, and a code. */
const LETTER = new RegExp(
  `^"?\\d{3}[ -]?\\d{2,3}[ -]?\\d{2,3}"?${FIELD_END} ?"?[A-Za-z0-9]{6,12}"?(?:${FIELD_END}|$)`,
);

const WHOLE_LINES: readonly (readonly [RollLineProblem, RegExp])[] = [
  ['empty-line', /^\s*$/],
  ['letters', new RegExp(`^"?nas"? ?${FIELD_END}`, 'i')],
  ['letters', LETTER],
  ['json', /^\s*(?:\[\s*(?:\{|$)|\{)/],
  ['hexadecimal', new RegExp(`^"?[0-9a-fA-F]{64}"?(?:${FIELD_END}|$)`)],
];

const NAME_OF_COLUMN = '"?[A-Za-z\\u0080-\\u00ff][A-Za-z_ \\u0080-\\u00ff-]{2,30}"?';
/** Matches a line that contains only words. */
const HEADER = new RegExp(`^${NAME_OF_COLUMN}(?:${FIELD_END} ?${NAME_OF_COLUMN})*[,;]*$`);

/** A group is what stands before the place. Browsers of 2022, which load this too, cannot look behind a place. */
const FIRST_PLACES: readonly (readonly [RollLineProblem, RegExp])[] = [
  // eslint-disable-next-line no-control-regex -- the pattern is everything outside ASCII
  ['not-ascii', /[^\u0000-\u007e]/],
  ['quoted', /["'`]/],
  ['spaces', /^[ \t]|[ \t]$|(,)[ \t]|[ \t](?=,)/],
  ['separator', /^([A-Za-z0-9_-]{43})[;\t |:]/],
  ['trailing-comma', /,+$/],
  ['too-many-fields', /^([^,]*,[^,]*),/],
];

/** The position of the first character that is not allowed, or at which a character is missing. */
function faultOfParts(line: string): RollLineFault {
  const comma = line.indexOf(',');
  const hash = comma < 0 ? line : line.slice(0, comma);
  const notAllowed = hash.search(/[^A-Za-z0-9_-]/);
  if (notAllowed >= 0) return { problem: 'malformed', column: notAllowed + 1 };
  if (hash.length !== HASH_CHARACTERS) {
    return { problem: 'malformed', column: Math.min(hash.length, HASH_CHARACTERS) + 1 };
  }
  const isHash = bytesOfBase64url(hash)?.length === 32;
  return { problem: 'malformed', column: isHash ? REGION_COLUMN : HASH_CHARACTERS };
}

/** Recognises UTF-16 by its byte order mark, or by the zero byte beside every ASCII character. */
function isUtf16(line: string): boolean {
  return /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(line) || UTF_16_PAIRS.test(line);
}

// eslint-disable-next-line no-control-regex -- the pattern must match zero bytes
const UTF_16_PAIRS = /^(?:[^\u0000]\u0000){4}|^(?:\u0000[^\u0000]){4}/;
