import { frenchTypography } from '@scrutin/election';
import type { RegisterProblem } from './register-line.ts';
import { LONGEST_ADDRESS_LINE, MOST_ADDRESS_LINES } from './register-line.ts';

export type RegisterLanguage = 'fr' | 'en';

/** What is wrong with one line of a register. */
export interface RegisterFault {
  /** The number of the line in the file, from 1. */
  readonly line: number;
  readonly problem: RegisterProblem;
  /** For what stands in two lines: the line in which it stands first. */
  readonly firstLine?: number | undefined;
}

/** Says in which line what is wrong, and what to do. It repeats nothing of the line (P6). */
export function registerFaultText(fault: RegisterFault, language: RegisterLanguage): string {
  const text = TEXTS[fault.problem][language];
  const sentence = text.replace('{first}', String(fault.firstLine ?? 0));
  return language === 'fr'
    ? frenchTypography(`ligne ${fault.line} : ${sentence}`)
    : `line ${fault.line}: ${sentence}`;
}

const TEXTS: Readonly<Record<RegisterProblem, Readonly<Record<RegisterLanguage, string>>>> = {
  columns: {
    fr: 'la ligne n’a pas autant de colonnes que la première. Le texte qui contient le séparateur doit être entre guillemets.',
    en: 'the line does not have as many columns as the first one. Text that contains the separator must be in quotes.',
  },
  quotes: {
    fr: 'les guillemets ne vont pas par deux, ou du texte les suit ou les précède. Les lignes suivantes n’ont pas été vérifiées.',
    en: 'the quotes do not come in pairs, or there is text before or after them. The lines that follow were not checked.',
  },
  encoding: {
    fr: 'la ligne contient des caractères illisibles. Enregistrez le fichier sous « CSV UTF-8 ».',
    en: 'the line contains characters that cannot be read. Save the file as “CSV UTF-8”.',
  },
  'identifier-missing': { fr: 'l’identifiant manque.', en: 'the identifier is missing.' },
  'identifier-zeros-lost': {
    fr: 'l’identifiant a moins de 9 chiffres. Un tableur a peut-être enlevé les zéros du début : importez la colonne comme texte.',
    en: 'the identifier has fewer than 9 digits. A spreadsheet may have removed the zeros at its beginning: import the column as text.',
  },
  'identifier-rounded': {
    fr: 'un tableur a arrondi l’identifiant (1,23E+08). Importez la colonne comme texte à partir de la source.',
    en: 'a spreadsheet has rounded the identifier (1.23E+08). Import the column as text from its source.',
  },
  'identifier-malformed': {
    fr: 'l’identifiant n’est pas un nombre de 9 chiffres, en un bloc ou en trois groupes de trois.',
    en: 'the identifier is not a number of 9 digits, in one piece or in three groups of three.',
  },
  'identifier-zero': {
    fr: 'l’identifiant est 000000000, qui n’est le numéro de personne.',
    en: 'the identifier is 000000000, which is nobody’s number.',
  },
  'identifier-check-digit': {
    fr: 'l’identifiant n’est pas un NAS : sa clé de contrôle (formule de Luhn) est fausse.',
    en: 'the identifier is no social insurance number: its check digit (Luhn) is wrong.',
  },
  'identifier-twice': {
    fr: 'l’identifiant est déjà à la ligne {first}.',
    en: 'the identifier is already in line {first}.',
  },
  'region-missing': { fr: 'la région manque.', en: 'the region is missing.' },
  'region-malformed': {
    fr: 'la région n’est pas un identifiant : 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement.',
    en: 'the region is no identifier: 1 to 50 letters without accents, digits, dots, dashes or underscores.',
  },
  'region-unknown': {
    fr: 'la région n’est pas parmi celles de --region. Les majuscules et les minuscules sont distinguées.',
    en: 'the region is none of those of --region. Upper and lower case are different.',
  },
  'reference-missing': { fr: 'la référence manque.', en: 'the reference is missing.' },
  'reference-malformed': {
    fr: 'la référence doit compter de 1 à 64 lettres, chiffres, espaces ou signes . _ / # : - et commencer par une lettre ou un chiffre.',
    en: 'the reference must have 1 to 64 letters, digits, spaces or signs . _ / # : - and begin with a letter or a digit.',
  },
  'reference-twice': {
    fr: 'la référence est déjà à la ligne {first}. Les majuscules et les minuscules ne distinguent pas deux références.',
    en: 'the reference is already in line {first}. Upper and lower case do not tell two references apart.',
  },
  'address-missing': { fr: 'l’adresse manque.', en: 'the address is missing.' },
  'address-malformed': {
    fr: 'l’adresse contient un caractère qui ne peut pas être imprimé.',
    en: 'the address contains a character that cannot be printed.',
  },
  'address-too-long': {
    fr: `l’adresse a plus de ${MOST_ADDRESS_LINES} lignes, ou une ligne de plus de ${LONGEST_ADDRESS_LINE} caractères : elle ne tient pas dans la fenêtre de l’enveloppe.`,
    en: `the address has more than ${MOST_ADDRESS_LINES} lines, or a line of more than ${LONGEST_ADDRESS_LINE} characters: it does not fit the window of the envelope.`,
  },
};
