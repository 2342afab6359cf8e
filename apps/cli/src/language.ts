import { AsyncLocalStorage } from 'node:async_hooks';
import type { LocalizedText } from '@scrutin/election';
import { frenchTypography } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';

type Language = keyof LocalizedText;

const spoken = new AsyncLocalStorage<Language>();

/** Runs a command line in the language that it asks for with `--lang` or `--language`: French, otherwise English. */
export function inLanguageOf<T>(argv: readonly string[], work: () => T): T {
  const french = argv.some(
    (word, index) =>
      /^--lang(?:uage)?=fr$/.test(word) || (/^--lang(?:uage)?$/.test(word) && argv[index + 1] === 'fr'),
  );
  return spoken.run(french ? 'fr' : 'en', work);
}

/** The language in which the command that runs now answers. */
function spokenLanguage(): Language {
  return spoken.getStore() ?? 'en';
}

/** A text in the language in which the command that runs now answers. */
export function inWords({ fr, en }: LocalizedText): string {
  return spokenLanguage() === 'fr' ? frenchTypography(fr) : en;
}

/** Why a file or a folder cannot be used, in both languages. The message of the error is the English text. */
export class LocalizedRefusal extends ConfigurationError {
  readonly text: LocalizedText;
  constructor(text: LocalizedText, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

const USAGE = { fr: '(ajoutez --help pour le mode d’emploi)', en: '(add --help for the usage)' };

/** What commander says of a wrong command line, and the same in French. */
const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [
    /^error: option '(.*?)' argument '(.*)' is invalid\. ?/su,
    'erreur : la valeur « $2 » de l’option « $1 » est incorrecte. ',
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\. ?/su,
    'erreur : la valeur « $1 » de l’argument « $2 » est incorrecte. ',
  ],
  [/Allowed choices are (.*)\.$/mu, 'Valeurs possibles : $1.'],
  [/^error: missing required argument '(.*)'/u, 'erreur : il manque l’argument « $1 ».'],
  [/^error: option '(.*)' argument missing/u, 'erreur : il manque la valeur de l’option « $1 ».'],
  [/^error: required option '(.*)' not specified/u, 'erreur : il manque l’option « $1 ».'],
  [
    /^error: option '(.*?)' cannot be used with option '(.*?)'/u,
    'erreur : l’option « $1 » ne va pas avec l’option « $2 ».',
  ],
  [/^error: unknown option '(.*)'/u, 'erreur : l’option « $1 » est inconnue.'],
  [/^error: unknown command '(.*)'/u, 'erreur : la commande « $1 » est inconnue.'],
  [/^\(Did you mean (?:one of )?(.*)\?\)$/mu, '(Vouliez-vous dire « $1 » ?)'],
  [
    /^error: too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+).*/u,
    'erreur : la commande « $1 » compte $3 arguments au lieu de $2.',
  ],
  [/^error: /u, 'erreur : '],
];

/** What is said of a wrong command line, in the language in which it is to be answered, and where its usage is. */
export function mistakeInWords(message: string): string {
  const french = (): string => MISTAKES.reduce((text, [mistake, fr]) => text.replace(mistake, fr), message);
  return `${spokenLanguage() === 'fr' ? frenchTypography(french()) : message}${inWords(USAGE)}\n`;
}
