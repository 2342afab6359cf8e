import { fractionOf, parseShare } from '@scrutin/tabulation';
import { isIdentifier } from '../contests/contest.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import type { VotingWindow } from '../contests/voting-window.ts';
import type { IdentifiedRecord, Subject } from './field-names.ts';
import { OF_RECORD_IN_FRENCH, subjectOf } from './field-names.ts';
import type { FieldProblem } from './field-problem.ts';
import { fieldProblem, fieldProblems } from './field-problem.ts';
import { graphemes } from './name.ts';
import type { TextProblem } from './plain-text.ts';
import { linesTextProblem, lineTextProblem } from './plain-text.ts';

/** The longest text. A summary or biography that people read is shorter. */
const LONGEST_TEXT = 20_000;
/** The longest name, as people count its characters. The title of a law is one sentence. */
const LONGEST_NAME = 300;
/** How much a character may have on average: a letter with three combining marks, or a family of four. */
const UNITS_OF_A_CHARACTER = 4;
/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

export function identifierProblem(what: IdentifiedRecord, id: string): LocalizedText | undefined {
  if (isIdentifier(id)) return undefined;
  return {
    fr: `L’identifiant ${OF_RECORD_IN_FRENCH[what]} doit compter de 1 à 50 caractères parmi A-Z a-z 0-9 . _ - et commencer par une lettre ou un chiffre.`,
    en: `The ${what} must be 1 to 50 of A-Z a-z 0-9 . _ - and begin with a letter or a digit.`,
  };
}

export function nameProblem(what: Subject, name: string): LocalizedText | undefined {
  if (name.trim() === '') return says(what, { fr: 'ne doit pas être vide', en: 'must not be empty' });
  return (
    boundedProblem(what, name, LONGEST_NAME * UNITS_OF_A_CHARACTER) ??
    (graphemes(name) > LONGEST_NAME ? tooLong(what, LONGEST_NAME) : unreadable(what, lineTextProblem(name)))
  );
}

/** The problems of a name in both languages. @param member the member of the record that contains it */
export function bothNames(member: string, what: 'name' | 'title', { fr, en }: LocalizedText): FieldProblem[] {
  return fieldProblems(
    [[member, 'fr'], nameProblem(`French ${what}`, fr)],
    [[member, 'en'], nameProblem(`English ${what}`, en)],
  );
}

export function bothTexts(
  member: string,
  what: 'biography' | 'promises' | 'summary',
  { fr, en }: LocalizedText,
): FieldProblem[] {
  return fieldProblems(
    [[member, 'fr'], textProblem(`French ${what}`, fr)],
    [[member, 'en'], textProblem(`English ${what}`, en)],
  );
}

/** The problem of a text with several lines. */
export function textProblem(what: Subject, text: string, longest = LONGEST_TEXT): LocalizedText | undefined {
  return boundedProblem(what, text, longest) ?? unreadable(what, linesTextProblem(text));
}

function unreadable(what: Subject, problem: TextProblem | undefined): LocalizedText | undefined {
  if (problem === undefined) return undefined;
  const { fr, en } = UNREADABLE[problem];
  return says(what, { fr: `ne doit pas contenir ${fr}`, en: `must not contain ${en}` });
}

const UNREADABLE: Readonly<Record<TextProblem, LocalizedText>> = {
  'line-break': { fr: 'de saut de ligne', en: 'a line break' },
  'control-character': { fr: 'de caractère de commande', en: 'a control character' },
  'direction-override': {
    fr: 'de caractères qui changent le sens du texte (U+202A à U+202E, U+2066 à U+2069)',
    en: 'characters that change the direction of the text (U+202A to U+202E, U+2066 to U+2069)',
  },
  'invisible-character': {
    fr: 'de caractères invisibles, comme U+200B ou U+FEFF',
    en: 'invisible characters, such as U+200B or U+FEFF',
  },
};

function boundedProblem(what: Subject, text: string, longest: number): LocalizedText | undefined {
  if (text.length > longest) return tooLong(what, longest);
  // PostgreSQL cannot store it in a text.
  if (text.includes('\0')) {
    return says(what, {
      fr: 'ne doit pas contenir le caractère U+0000',
      en: 'must not contain the character U+0000',
    });
  }
  // A conversion from another encoding leaves these in place of characters that it could not convert.
  return /[\p{Surrogate}\uFFFD]/u.test(text)
    ? says(what, {
        fr: 'contient des caractères qui se sont perdus dans une conversion (U+FFFD, ou la moitié d’une paire de substitution) : envoyez de l’UTF-8',
        en: 'has characters that were lost in a conversion (U+FFFD, or half of a surrogate pair): send UTF-8',
      })
    : undefined;
}

function tooLong(what: Subject, longest: number): LocalizedText {
  return says(what, {
    fr: `ne doit pas dépasser ${longest} caractères`,
    en: `must not be longer than ${longest} characters`,
  });
}

export function windowProblems({ opensAtMs, closesAtMs }: VotingWindow): FieldProblem[] {
  const times = fieldProblems(
    [['window', 'opensAtMs'], timeProblem('opening', opensAtMs)],
    [['window', 'closesAtMs'], timeProblem('closing', closesAtMs)],
  );
  if (times.length > 0 || opensAtMs < closesAtMs) return times;
  const text = {
    fr: 'La clôture doit être après l’ouverture.',
    en: 'The closing must be after the opening.',
  };
  return [fieldProblem(['window', 'closesAtMs'], text)];
}

export function timeProblem(what: Subject, ms: number): LocalizedText | undefined {
  if (Number.isSafeInteger(ms) && ms >= 0 && ms <= LAST_MS) return undefined;
  return says(what, {
    fr: 'doit être un instant en millisecondes entières depuis le 1er janvier 1970, avant l’an 10000',
    en: 'must be a time in whole milliseconds since the epoch, before the year 10000',
  });
}

export function integerProblem(
  what: Subject,
  value: number,
  least: number,
  most: number,
): LocalizedText | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  return says(what, {
    fr: `doit être un nombre entier de ${least} à ${most}`,
    en: `must be a whole number from ${least} to ${most}`,
  });
}

export function wordProblem(
  what: Subject,
  words: readonly string[],
  word: string,
): LocalizedText | undefined {
  if (words.includes(word)) return undefined;
  const list = words.join(', ');
  return says(what, { fr: `doit être l’une de ces valeurs : ${list}`, en: `must be one of ${list}` });
}

/** The problem of a share: it must be in the form in which `parseShare` returns it, and more than nothing. */
export function shareProblem(what: Subject, share: string): LocalizedText | undefined {
  const read = parseShare(share);
  if (read !== undefined && read === share && fractionOf(read).numerator > 0n) return undefined;
  return says(what, {
    fr: 'doit être une fraction ou un pourcentage au-dessus de 0 et d’au plus 100 %, par exemple 2/3 ou 66.67%',
    en: 'must be a fraction or a percentage above 0 and at most 100%, for example 2/3 or 66.67%',
  });
}

/** The problem of a reason, which stays on record. */
export function reasonProblem(reason: string | undefined): LocalizedText | undefined {
  return reason === undefined || reason.trim() === ''
    ? {
        fr: 'Cet acte demande un motif, qui reste au registre.',
        en: 'This needs a reason, which stays on record.',
      }
    : textProblem('reason', reason, 2_000);
}

/** A sentence about the subject. */
function says(what: Subject, predicate: LocalizedText): LocalizedText {
  const { fr, en } = subjectOf(what);
  return { fr: `${fr} ${predicate.fr}.`, en: `${en} ${predicate.en}.` };
}
