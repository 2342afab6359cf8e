import type { z } from 'zod';
import type { Language, Localized } from './language.ts';
import type { FieldError } from './problem.ts';
import { writtenFormText } from './written-forms.ts';

type Issue = z.core.$ZodIssue;

/** The parameter under which an issue carries its texts. */
const LOCALIZED = 'localized';

/** An issue for `context.addIssue` of zod, with the text that {@link formErrors} gives for it. */
export function localizedIssue(
  text: Localized,
  path: readonly PropertyKey[] = [],
): { code: 'custom'; path: PropertyKey[]; params: Record<string, unknown> } {
  return { code: 'custom', path: [...path], params: { [LOCALIZED]: text } };
}

const MOST_ERRORS = 50;
const LONGEST_FIELD = 200;

/** One thing to correct in a form: the member, and what it must be. It never repeats what was sent. */
export interface FormProblem {
  readonly path: readonly PropertyKey[];
  readonly text: Localized;
}

/** The issues that zod found, as texts in both languages. Each unknown member is a problem of its own. */
export function formProblems(error: z.ZodError): FormProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], text: UNKNOWN_MEMBER }))
      : [{ path: issue.path, text: textOf(issue) }],
  );
}

/** The same as {@link formProblems}, as the list of errors of an answer: the first 50, in one language. */
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
      return (issue.params?.[LOCALIZED] as Localized | undefined) ?? WRONG_FORM;
    case 'invalid_type':
      return (issue.message === MISSING ? REQUIRED : TYPES[issue.expected]) ?? WRONG_FORM;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'invalid_format':
      return issue.format === 'uuid' ? UUID : (writtenFormText(issue.pattern) ?? WRONG_FORM);
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
      return WRONG_FORM;
  }
}

const MISSING = 'missing';

/** To be given to `safeParse` as `error`: it marks a missing member, which an issue without its value does not show. */
export function markMissing(issue: { readonly code: string; readonly input?: unknown }): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? MISSING : undefined;
}

const WRONG_FORM: Localized = {
  fr: 'La valeur n’a pas la forme attendue.',
  en: 'The value does not have the expected form.',
};
const UUID: Localized = {
  fr: 'La valeur doit être un identifiant UUID, comme 5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188.',
  en: 'The value must be a UUID such as 5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188.',
};
const REQUIRED: Localized = { fr: 'Ce champ est obligatoire.', en: 'This field is required.' };
const UNKNOWN_MEMBER: Localized = {
  fr: 'Ce champ n’est pas connu ici : retirez-le, ou corrigez son nom.',
  en: 'This field is not known here: remove it, or correct its name.',
};
const TYPES: Readonly<Partial<Record<string, Localized>>> = {
  string: {
    fr: 'La valeur doit être un texte, entre guillemets.',
    en: 'The value must be a text, in quotation marks.',
  },
  number: { fr: 'La valeur doit être un nombre.', en: 'The value must be a number.' },
  int: { fr: 'La valeur doit être un nombre entier.', en: 'The value must be a whole number.' },
  boolean: { fr: 'La valeur doit être true ou false.', en: 'The value must be true or false.' },
  array: { fr: 'La valeur doit être une liste.', en: 'The value must be a list.' },
  object: { fr: 'La valeur doit être un objet JSON.', en: 'The value must be a JSON object.' },
};

function oneOf(values: readonly string[]): Localized {
  const [only = ''] = values;
  if (values.length === 1) {
    return { fr: `La valeur doit être « ${only} ».`, en: `The value must be "${only}".` };
  }
  const list = values.join(', ');
  return { fr: `La valeur doit être l’une de celles-ci : ${list}.`, en: `The value must be one of ${list}.` };
}

/** A bound of a number limits its value; a bound of a text or a list limits its length. */
function bound(side: 'least' | 'most', origin: string, value: number | bigint): Localized {
  const [fr, en] = side === 'least' ? ['au moins', 'at least'] : ['au plus', 'at most'];
  if (origin === 'string') {
    return {
      fr: `Le texte doit compter ${fr} ${value} caractère${value > 1 ? 's' : ''}.`,
      en: `The text must have ${en} ${value} character${value === 1 ? '' : 's'}.`,
    };
  }
  if (origin === 'array' || origin === 'set') {
    return {
      fr: `La liste doit compter ${fr} ${value} élément${value > 1 ? 's' : ''}.`,
      en: `The list must have ${en} ${value} element${value === 1 ? '' : 's'}.`,
    };
  }
  return { fr: `Le nombre doit être d’${fr} ${value}.`, en: `The number must be ${en} ${value}.` };
}
