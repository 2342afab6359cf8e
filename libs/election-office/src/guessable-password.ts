import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { LocalizedText } from '@scrutin/election';

/** Passwords below this score (0 to 4) take fewer than 10^8 guesses by somebody who knows how people choose them. */
const LOWEST_SCORE = 3;
/** A longer password is judged by its beginning. Judging takes longer for a longer one. */
const LONGEST_JUDGED = 64;
/** A part of a name or an address that is shorter than this occurs in many texts by chance. */
const SHORTEST_PART = 4;

const OF_ITS_OWNER: LocalizedText = {
  fr: 'Le mot de passe est fait surtout du nom ou de l’adresse courriel du compte : choisissez-en un qui n’a pas de lien avec eux.',
  en: 'The password consists mostly of the name or the e-mail address of the account: choose one that has nothing to do with them.',
};
const COMMON: LocalizedText = {
  fr: 'Le mot de passe est facile à deviner : il est courant, ou fait de mots, de dates ou de suites de touches courants. Prenez plusieurs mots sans lien entre eux, ou un mot de passe généré.',
  en: 'The password is easy to guess: it is a common one, or made of common words, dates or rows of keys. Take several words that have nothing to do with each other, or a generated password.',
};

/**
 * Why a password is easy to guess, or undefined if it is not. zxcvbn (Wheeler, USENIX Security 2016) estimates the
 * number of guesses with lists of common passwords, of words and first names in French and English, and of rows of
 * keys. It uses no network.
 *
 * @param owned the name and the address of the account
 */
export async function guessableText(
  password: string,
  owned: readonly string[],
): Promise<LocalizedText | undefined> {
  judge ??= openJudge();
  const parts = partsOf(owned);
  if (isMostlyOf(password, parts)) return OF_ITS_OWNER;
  const { score } = (await judge).check(password.slice(0, LONGEST_JUDGED), [...parts, 'scrutin']);
  return score < LOWEST_SCORE ? COMMON : undefined;
}

let judge: Promise<ZxcvbnFactory> | undefined;

/** The lists take some hundred milliseconds and 100 MB, so they are read only once a password is chosen. */
async function openJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, fr, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-en'),
  ]);
  // The lists of family names and of titles of Wikipedia would multiply the time of a check by ten.
  const words = {
    frenchWords: fr.dictionary['commonWords-fr'],
    frenchNames: fr.dictionary['firstnames-fr'],
    englishWords: en.dictionary['commonWords-en'],
    englishNames: en.dictionary['firstnames-en'],
  };
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...words },
    graphs: common.adjacencyGraphs,
    maxLength: LONGEST_JUDGED,
  });
}

/** The texts themselves and their words, in lower case, the longest first. */
function partsOf(owned: readonly string[]): string[] {
  const parts = owned.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  const long = parts.map(plain).filter((part) => part.length >= SHORTEST_PART);
  return [...new Set(long)].sort((a, b) => b.length - a.length);
}

/** Whether less than half of the password is left without the parts. */
function isMostlyOf(password: string, parts: readonly string[]): boolean {
  const text = plain(password);
  const left = parts.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return left.length * 2 < text.length;
}

/** In lower case and without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
