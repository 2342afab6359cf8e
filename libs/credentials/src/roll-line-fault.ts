import { bytesOfBase64url } from './base64url.ts';

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

/** Those that say of the whole file what it is: no other line of it is worth a look. */
export const WHOLE_FILE_PROBLEMS: ReadonlySet<RollLineProblem> = new Set(['letters', 'utf-16', 'json']);

export interface RollLineFault {
  readonly problem: RollLineProblem;
  /** Where in the line, from 1. */
  readonly column: number;
}

const HASH_CHARACTERS = 43;

/**
 * Why a line is none that `parseRollLine` reads, and where. It names the mistakes that people and their programs make;
 * what is none of those is `malformed`.
 *
 * @param line bytes as characters, as `RollLineSplitter` hands them out
 * @param number of the line in the file, from 1
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
    const at = line.search(pattern);
    if (at >= 0) return { problem, column: at + 1 };
  }
  return faultOfParts(line);
}

const FIELD_END = '[,;\\t]';
/** A NAS and a code, as a line of letters has them; a spreadsheet drops zeros at the beginning. */
const LETTER = new RegExp(
  `^"?\\d{3}[ -]?\\d{2,3}[ -]?\\d{2,3}"?${FIELD_END} ?"?[A-Za-z0-9]{6}"?(?:${FIELD_END}|$)`,
);

const WHOLE_LINES: readonly (readonly [RollLineProblem, RegExp])[] = [
  ['empty-line', /^\s*$/],
  ['letters', new RegExp(`^"?nas"? ?${FIELD_END}`, 'i')],
  ['letters', LETTER],
  ['json', /^\s*(?:\[\s*(?:\{|$)|\{)/],
  ['hexadecimal', new RegExp(`^"?[0-9a-fA-F]{64}"?(?:${FIELD_END}|$)`)],
];

const NAME_OF_COLUMN = '"?[A-Za-z\\u0080-\\u00ff][A-Za-z_ \\u0080-\\u00ff-]{2,30}"?';
/** Words alone. */
const HEADER = new RegExp(`^${NAME_OF_COLUMN}(?:${FIELD_END} ?${NAME_OF_COLUMN})*[,;]*$`);

const FIRST_PLACES: readonly (readonly [RollLineProblem, RegExp])[] = [
  // eslint-disable-next-line no-control-regex -- everything outside ASCII
  ['not-ascii', /[^\u0000-\u007e]/],
  ['quoted', /["'`]/],
  ['spaces', /^[ \t]|[ \t]$|(?<=,)[ \t]|[ \t](?=,)/],
  ['separator', /(?<=^[A-Za-z0-9_-]{43})[;\t |:]/],
  ['trailing-comma', /,+$/],
  ['too-many-fields', /(?<=^[^,]*,[^,]*),/],
];

/** At the first character that does not belong there, or where one is missing. */
function faultOfParts(line: string): RollLineFault {
  const comma = line.indexOf(',');
  const hash = comma < 0 ? line : line.slice(0, comma);
  const stranger = hash.search(/[^A-Za-z0-9_-]/);
  if (stranger >= 0) return { problem: 'malformed', column: stranger + 1 };
  if (hash.length !== HASH_CHARACTERS) {
    return { problem: 'malformed', column: Math.min(hash.length, HASH_CHARACTERS) + 1 };
  }
  const isHash = bytesOfBase64url(hash)?.length === 32;
  return { problem: 'malformed', column: isHash ? HASH_CHARACTERS + 2 : HASH_CHARACTERS };
}

/** By its byte order mark, or by the zero byte that every ASCII character has beside it. */
function isUtf16(line: string): boolean {
  return /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(line) || UTF_16_PAIRS.test(line);
}

// eslint-disable-next-line no-control-regex -- zero bytes are what it is about
const UTF_16_PAIRS = /^(?:[^\u0000]\u0000){4}|^(?:\u0000[^\u0000]){4}/;
