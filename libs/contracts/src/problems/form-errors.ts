import type { z } from 'zod';
import { IDENTIFIER_PATTERN } from '@scrutin/election';
import type { Language, Localized } from './language.ts';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** The texts of an issue that a schema of ours found, for {@link formErrors}. */
const LOCALIZED = 'localized';

export function localizedIssue(
  text: Localized,
  path: readonly PropertyKey[] = [],
): { code: 'custom'; path: PropertyKey[]; params: Record<string, unknown> } {
  return { code: 'custom', path: [...path], params: { [LOCALIZED]: text } };
}

const MOST_ERRORS = 50;
const LONGEST_FIELD = 200;

/** What a form has to correct: which member, and what it must be. Never what was sent for it. */
export interface FormProblem {
  readonly path: readonly PropertyKey[];
  readonly text: Localized;
}

export function formProblems(error: z.ZodError): FormProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], text: UNKNOWN_MEMBER }))
      : [{ path: issue.path, text: textOf(issue) }],
  );
}

/** {@link formProblems} as the list of errors of an answer. */
export function formErrors(error: z.ZodError, language: Language): FieldError[] {
  return formProblems(error)
    .slice(0, MOST_ERRORS)
    .map(({ path, text }) => ({
      field: path.map(String).join('.').slice(0, LONGEST_FIELD),
      message: text[language],
    }));
}

function textOf(issue: Issue): Localized {
  switch (issue.code) {
    case 'custom':
      return (issue.params?.[LOCALIZED] as Localized | undefined) ?? NOT_SO;
    case 'invalid_type':
      return (issue.message === MISSING ? REQUIRED : TYPES[issue.expected]) ?? NOT_SO;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern === String(IDENTIFIER_PATTERN) ? IDENTIFIER : NOT_SO;
    case 'too_small':
      return bound('least', issue.origin, issue.minimum);
    case 'too_big':
      return bound('most', issue.origin, issue.maximum);
    case 'unrecognized_keys':
      return UNKNOWN_MEMBER;
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return NOT_SO;
  }
}

const MISSING = 'missing';

/** For `safeParse`: the issue of a member that is not there must say so, as its value is not kept. */
export function markMissing(issue: { readonly code: string; readonly input?: unknown }): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? MISSING : undefined;
}

const NOT_SO: Localized = {
  fr: 'La valeur n’a pas la forme attendue.',
  en: 'The value does not have the form that is expected.',
};
const REQUIRED: Localized = { fr: 'Ce champ est obligatoire.', en: 'This field is required.' };
const UNKNOWN_MEMBER: Localized = {
  fr: 'Ce champ n’est pas connu ici : retirez-le, ou corrigez son nom.',
  en: 'This field is not known here: leave it out, or correct its name.',
};
const IDENTIFIER: Localized = {
  fr: 'L’identifiant compte de 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement, et commence par une lettre ou un chiffre.',
  en: 'The identifier is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a digit.',
};

const TYPES: Readonly<Partial<Record<string, Localized>>> = {
  string: { fr: 'La valeur est un texte, entre guillemets.', en: 'The value is a text, in quotes.' },
  number: { fr: 'La valeur est un nombre.', en: 'The value is a number.' },
  int: { fr: 'La valeur est un nombre entier.', en: 'The value is a whole number.' },
  boolean: { fr: 'La valeur est true ou false.', en: 'The value is true or false.' },
  array: { fr: 'La valeur est une liste.', en: 'The value is a list.' },
  object: { fr: 'La valeur est un objet JSON.', en: 'The value is a JSON object.' },
};

function oneOf(values: readonly string[]): Localized {
  const [only = ''] = values;
  if (values.length === 1) return { fr: `La valeur est « ${only} ».`, en: `The value is "${only}".` };
  const list = values.join(', ');
  return { fr: `La valeur est l’une de celles-ci : ${list}.`, en: `The value is one of ${list}.` };
}

/** A bound of a number is about its value, of a text or a list about how long it is. */
function bound(side: 'least' | 'most', origin: string, value: number | bigint): Localized {
  const [fr, en] = side === 'least' ? ['au moins', 'at least'] : ['au plus', 'at most'];
  if (origin === 'string') {
    return {
      fr: `Le texte compte ${fr} ${value} caractère${value > 1 ? 's' : ''}.`,
      en: `The text has ${en} ${value} character${value === 1 ? '' : 's'}.`,
    };
  }
  if (origin === 'array' || origin === 'set') {
    return {
      fr: `La liste compte ${fr} ${value} élément${value > 1 ? 's' : ''}.`,
      en: `The list has ${en} ${value} element${value === 1 ? '' : 's'}.`,
    };
  }
  return { fr: `Le nombre est ${fr} ${value}.`, en: `The number is ${en} ${value}.` };
}
