import { isIdentifier } from '@scrutin/election';
import { passesLuhn } from '../credential-generation.ts';
import { isReference } from '../reference-file.ts';

/** What can be wrong with one line of a register. A closed set. */
export const REGISTER_PROBLEMS = [
  'columns',
  'quotes',
  'encoding',
  'identifier-missing',
  'identifier-zeros-lost',
  'identifier-rounded',
  'identifier-malformed',
  'identifier-zero',
  'identifier-check-digit',
  'identifier-twice',
  'region-missing',
  'region-malformed',
  'region-unknown',
  'reference-missing',
  'reference-malformed',
  'reference-twice',
  'address-missing',
  'address-malformed',
  'address-too-long',
] as const;
export type RegisterProblem = (typeof REGISTER_PROBLEMS)[number];

/** The fields of one line that are used, as they stand in the file. */
export interface RegisterFields {
  readonly identifier: string;
  /** Absent for a law. */
  readonly region?: string | undefined;
  /** Absent if the register has no column of references. */
  readonly reference?: string | undefined;
  /** The lines of the address; empty if no columns of an address were named. */
  readonly address: readonly string[];
}

/** A voter of a register. */
export interface RegisteredVoter {
  /** 9 digits: a NAS, or another number of the office. */
  readonly identifier: string;
  readonly region?: string | undefined;
  readonly reference?: string | undefined;
  /** Up to {@link MOST_ADDRESS_LINES} lines, none of them empty. */
  readonly address: readonly string[];
}

export interface RegisterRules {
  /** The regions in which voters may be. Undefined if any identifier of a region is allowed. */
  readonly regions?: ReadonlySet<string> | undefined;
  /** Whether the last digit of an identifier must be the check digit of a real NAS. */
  readonly checkLuhn: boolean;
}

export type CheckedLine =
  | { readonly ok: true; readonly voter: RegisteredVoter }
  | { readonly ok: false; readonly problems: readonly RegisterProblem[] };

/** As many as the window of an envelope shows in a readable size. DIN 5008 has six as well. */
export const MOST_ADDRESS_LINES = 6;
export const LONGEST_ADDRESS_LINE = 60;

/**
 * Checks one line of a register and brings it to the form in which it is used. Nothing is guessed: white space around
 * and between words is tidied, and separators between the groups of digits are dropped, but a line with anything else
 * is wrong. All problems of the line are named.
 */
export function checkRegisterLine(fields: RegisterFields, rules: RegisterRules): CheckedLine {
  const problems: RegisterProblem[] = [];
  const taken = <T>(checked: T | Problem): T | undefined => {
    if (!(checked instanceof Problem)) return checked;
    problems.push(checked.kind);
    return undefined;
  };
  const identifier = taken(identifierOf(fields.identifier, rules));
  const region = fields.region === undefined ? undefined : taken(regionOf(fields.region, rules));
  const reference = fields.reference === undefined ? undefined : taken(referenceOf(fields.reference));
  const address = fields.address.length === 0 ? [] : taken(addressOf(fields.address));
  if (identifier === undefined || address === undefined || problems.length > 0)
    return { ok: false, problems };
  return { ok: true, voter: { identifier, region, reference, address } };
}

class Problem {
  readonly kind: RegisterProblem;
  constructor(kind: RegisterProblem) {
    this.kind = kind;
  }
}

/** Three groups of three digits, with the same kind of separator or none between them. */
const GROUPS = /^(\d{3})([\s.\u2010-\u2015-]?)(\d{3})\2(\d{3})$/;
const EXPONENT = /^\d(?:[.,]\d+)?E\+?\d+$/i;

function identifierOf(text: string, rules: RegisterRules): string | Problem {
  const tidy = tidied(text);
  if (tidy === '') return new Problem('identifier-missing');
  const groups = GROUPS.exec(tidy);
  if (groups === null) return new Problem(identifierProblem(tidy));
  const identifier = `${groups[1] ?? ''}${groups[3] ?? ''}${groups[4] ?? ''}`;
  // It passes the check of a NAS, and stands where a number is not known.
  if (Number(identifier) === 0) return new Problem('identifier-zero');
  if (rules.checkLuhn && !passesLuhn(Number(identifier))) return new Problem('identifier-check-digit');
  return identifier;
}

function identifierProblem(text: string): RegisterProblem {
  if (EXPONENT.test(text)) return 'identifier-rounded';
  return /^\d{1,8}$/.test(text.replaceAll(' ', '')) ? 'identifier-zeros-lost' : 'identifier-malformed';
}

function regionOf(text: string, rules: RegisterRules): string | Problem {
  const tidy = tidied(text);
  if (tidy === '') return new Problem('region-missing');
  if (!isIdentifier(tidy)) return new Problem('region-malformed');
  return rules.regions?.has(tidy) === false ? new Problem('region-unknown') : tidy;
}

function referenceOf(text: string): string | Problem {
  const tidy = tidied(text);
  if (tidy === '') return new Problem('reference-missing');
  return isReference(tidy) ? tidy : new Problem('reference-malformed');
}

function addressOf(texts: readonly string[]): string[] | Problem {
  // A spreadsheet may keep several lines in one cell.
  const lines = texts.flatMap((text) => text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)).map(spaced);
  const filled = lines.filter((line) => line !== '');
  if (filled.length === 0) return new Problem('address-missing');
  if (filled.some((line) => NOT_PRINTABLE.test(line))) return new Problem('address-malformed');
  const isTooLong =
    filled.length > MOST_ADDRESS_LINES || filled.some((line) => line.length > LONGEST_ADDRESS_LINE);
  return isTooLong ? new Problem('address-too-long') : filled;
}

/** Control characters, characters of format (which change the direction of text), private and unassigned ones. */
const NOT_PRINTABLE = /[\p{C}]/u;

/** Without white space at both ends, and composed (NFC). Two spaces before a postal code are wanted by the post. */
function spaced(text: string): string {
  return text.replaceAll(/\s/g, ' ').trim().normalize('NFC');
}

/** Without white space at both ends, with single spaces between words, and composed (NFC). */
function tidied(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().normalize('NFC');
}
