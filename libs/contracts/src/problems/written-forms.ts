import { IDENTIFIER_PATTERN } from '@scrutin/election';
import type { Localized } from './language.ts';

/** A form in which a text must be written, and how an error says so. */
export interface WrittenForm {
  readonly pattern: RegExp;
  readonly text: Localized;
}

const IDENTIFIER: WrittenForm = {
  pattern: IDENTIFIER_PATTERN,
  text: {
    fr: 'L’identifiant doit compter de 1 à 50 caractères (lettres sans accent, chiffres, points, tirets ou traits de soulignement) et commencer par une lettre ou un chiffre.',
    en: 'The identifier must have 1 to 50 characters (letters without accents, digits, dots, dashes or underscores) and begin with a letter or a digit.',
  },
};

export const CREDENTIAL_HASH: WrittenForm = {
  pattern: /^[A-Za-z0-9_-]{43}$/,
  text: {
    fr: 'L’empreinte doit compter 43 caractères de base64url (A-Z a-z 0-9 _ -), comme dans les fichiers de la liste électorale.',
    en: 'The hash must have 43 characters of base64url (A-Z a-z 0-9 _ -), as in the files of the roll.',
  },
};

export const PEPPER_CHECK: WrittenForm = {
  pattern: /^[0-9a-f]{16}$/,
  text: {
    fr: 'La valeur doit être le pepper_check du manifeste : 16 chiffres hexadécimaux, en minuscules.',
    en: 'The value must be the pepper_check of the manifest: 16 hexadecimal digits, in lower case.',
  },
};

export const ACT_NUMBER: WrittenForm = {
  pattern: /^[0-9]{1,18}$/,
  text: {
    fr: 'La valeur doit être le numéro d’un acte (id) : de 1 à 18 chiffres.',
    en: 'The value must be the number of an act (id): 1 to 18 digits.',
  },
};

const FORMS: readonly WrittenForm[] = [IDENTIFIER, CREDENTIAL_HASH, PEPPER_CHECK, ACT_NUMBER];

/** The text of the form with this pattern, as zod writes patterns. Undefined for a pattern that has no text here. */
export function writtenFormText(pattern: string | undefined): Localized | undefined {
  return FORMS.find((form) => String(form.pattern) === pattern)?.text;
}
