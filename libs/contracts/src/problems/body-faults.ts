import type { Language, Localized } from './language.ts';
import type { FieldError } from './problem.ts';

/** The reasons why a text is not JSON. */
export type JsonSyntaxFault =
  | 'bad-escape'
  | 'bad-number'
  | 'comment'
  | 'control-character'
  | 'missing-colon'
  | 'missing-comma'
  | 'other-quotes'
  | 'text-after-end'
  | 'trailing-comma'
  | 'unexpected-character'
  | 'unexpected-end'
  | 'unknown-word'
  | 'unquoted-name';

/** Where a fault begins. Lines and columns are counted from 1. */
interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** The reasons why a body is not a JSON value that a schema can check. */
export type BodyFault =
  | { readonly kind: 'empty' | 'utf-16' | 'not-utf-8' }
  | (TextPosition & { readonly kind: JsonSyntaxFault })
  /** An object has the member twice. `name` is given only if it cannot be something that a voter typed (P6). */
  | (TextPosition & { readonly kind: 'repeated-member'; readonly name?: string });

const NOT_JSON: Localized = {
  fr: 'Le corps de la demande n’est pas du JSON valide : ',
  en: 'The body is not valid JSON: ',
};

const CAUSES: Readonly<Record<Exclude<BodyFault['kind'], 'repeated-member'>, Localized>> = {
  empty: { fr: 'il est vide.', en: 'it is empty.' },
  'utf-16': {
    fr: 'il est en UTF-16. Envoyez-le en UTF-8.',
    en: 'it is in UTF-16. Send it in UTF-8.',
  },
  'not-utf-8': {
    fr: 'il contient des octets qui ne sont pas de l’UTF-8. Envoyez-le en UTF-8.',
    en: 'it contains bytes that are not UTF-8. Send it in UTF-8.',
  },
  'bad-escape': {
    fr: 'une barre oblique inverse y est suivie d’un caractère que JSON ne permet pas à cet endroit',
    en: 'a backslash is followed by a character that JSON does not allow there',
  },
  'bad-number': {
    fr: 'un nombre y est écrit d’une manière que JSON ne permet pas. Les textes se mettent entre guillemets droits (")',
    en: 'a number is written in a way that JSON does not allow. Texts are put in straight quotation marks (")',
  },
  comment: { fr: 'JSON ne permet pas de commentaire', en: 'JSON does not allow comments' },
  'control-character': {
    fr: 'un texte entre guillemets contient un saut de ligne, une tabulation ou un autre caractère de commande',
    en: 'a text in quotation marks contains a line break, a tab or another control character',
  },
  'missing-colon': {
    fr: 'il manque un deux-points (:) après le nom d’un champ',
    en: 'the colon (:) after the name of a field is missing',
  },
  'missing-comma': {
    fr: 'il manque une virgule, un crochet fermant ou une accolade fermante',
    en: 'a comma, a closing bracket or a closing brace is missing',
  },
  'other-quotes': {
    fr: 'les noms et les textes se mettent entre guillemets droits ("), et non entre apostrophes ou guillemets typographiques',
    en: 'names and texts are put in straight quotation marks ("), not in apostrophes or typographic quotation marks',
  },
  'text-after-end': { fr: 'il y a du texte après la fin', en: 'there is text after its end' },
  'trailing-comma': {
    fr: 'il y a une virgule de trop avant une accolade fermante ou un crochet fermant, ou deux virgules de suite',
    en: 'there is an extra comma before a closing brace or bracket, or there are two commas in a row',
  },
  'unexpected-character': {
    fr: 'il contient un caractère que JSON ne permet pas à cet endroit',
    en: 'it contains a character that JSON does not allow there',
  },
  'unexpected-end': {
    fr: 'il s’arrête avant la fin ; la demande a peut-être été coupée',
    en: 'it stops before its end; the request may have been cut off',
  },
  'unknown-word': {
    fr: 'les textes se mettent entre guillemets droits (") ; sans guillemets, JSON ne permet que des nombres, true, false et null',
    en: 'texts are put in straight quotation marks ("); without them JSON allows only numbers, true, false and null',
  },
  'unquoted-name': {
    fr: 'le nom de chaque champ se met entre guillemets droits (")',
    en: 'the name of each field is put in straight quotation marks (")',
  },
};

/**
 * A fault of the body as an entry of the list of errors. It repeats nothing of the body but the name of a field (P6).
 */
export function bodyFaultError(fault: BodyFault, language: Language): FieldError {
  return fault.kind === 'repeated-member'
    ? { field: fault.name ?? '', message: bodyFaultText(fault, language) }
    : { field: '', message: NOT_JSON[language] + bodyFaultText(fault, language) };
}

/** Says what is wrong with a body or a file, and where. */
export function bodyFaultText(fault: BodyFault, language: Language): string {
  const cause = fault.kind === 'repeated-member' ? REPEATED : CAUSES[fault.kind];
  return cause[language] + ('line' in fault ? positionText(fault, language) : '');
}

const REPEATED: Localized = {
  fr: 'Ce champ est donné plus d’une fois, et rien n’indique quelle valeur est la bonne. Donnez chaque champ une seule fois',
  en: 'This field is given more than once, and nothing shows which value is meant. Give each field only once',
};

function positionText({ line, column }: TextPosition, language: Language): string {
  return language === 'fr' ? ` (ligne ${line}, colonne ${column}).` : ` (line ${line}, column ${column}).`;
}

/** The reasons why a body is not read because of its headers. */
export type BodyTypeFault =
  'charset' | 'content-encoding' | 'form' | 'no-content-type' | 'other-json' | 'other-type';

const TYPE_FAULTS: Readonly<Record<BodyTypeFault, { readonly header: string; readonly message: Localized }>> =
  {
    charset: {
      header: 'Content-Type',
      message: {
        fr: 'Le type est bien du JSON, mais le jeu de caractères indiqué (charset) n’est pas pris en charge. Envoyez le JSON en UTF-8.',
        en: 'The type is JSON, but the character set given (charset) is not supported. Send the JSON in UTF-8.',
      },
    },
    'content-encoding': {
      header: 'Content-Encoding',
      message: {
        fr: 'Le corps de la demande est compressé ou codé (Content-Encoding). Envoyez-le sans compression et sans cet en-tête.',
        en: 'The body is compressed or encoded (Content-Encoding). Send it uncompressed and without that header.',
      },
    },
    form: {
      header: 'Content-Type',
      message: {
        fr: 'Le corps est envoyé comme un formulaire. Envoyez du JSON, avec l’en-tête Content-Type: application/json.',
        en: 'The body is sent as a form. Send JSON, with the header Content-Type: application/json.',
      },
    },
    'no-content-type': {
      header: 'Content-Type',
      message: {
        fr: 'L’en-tête Content-Type manque. Envoyez du JSON, avec l’en-tête Content-Type: application/json.',
        en: 'The Content-Type header is missing. Send JSON, with the header Content-Type: application/json.',
      },
    },
    'other-json': {
      header: 'Content-Type',
      message: {
        fr: 'Le type indiqué désigne un autre format fondé sur JSON. Envoyez du JSON simple, avec l’en-tête Content-Type: application/json.',
        en: 'The type given is another format based on JSON. Send plain JSON, with the header Content-Type: application/json.',
      },
    },
    'other-type': {
      header: 'Content-Type',
      message: {
        fr: 'Le type indiqué n’est pas du JSON. Envoyez du JSON, avec l’en-tête Content-Type: application/json.',
        en: 'The type given is not JSON. Send JSON, with the header Content-Type: application/json.',
      },
    },
  };

/** The wrong header as an entry of the list of errors. */
export function bodyTypeError(fault: BodyTypeFault, language: Language): FieldError {
  const { header, message } = TYPE_FAULTS[fault];
  return { field: header, message: message[language] };
}
