import type { Candidate } from '../contest.ts';

const APOSTROPHES =
  /['\u0060\u00B4\u02B9\u02BB-\u02BD\u02C8\u02CA\u02CB\u055A\u05F3\u2018-\u201B\u2032\u2035\uA78C\uFF07]/gu;
const QUOTES = /[\u201C-\u201F\u00AB\u00BB\u2033\u2036]/gu;
const UNSEEN = /[\p{Cf}\p{Z}\s\p{Default_Ignorable_Code_Point}]/gu;
const DASHES = /[\p{Pd}\u2212\u02D7\u2043]/gu;
const LIGATURES = new Map([
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['Œ', 'OE'],
  ['Æ', 'AE'],
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['ς', 'σ'],
]);
/** Cyrillic, Greek and rare Latin letters, each with the Latin letter that it looks like. */
const CONFUSABLES = new Map([
  ...pairs('АВЕЅІЈКМНОРСТУҮХԚԜҺЗӀԌ', 'ABESIJKMHOPCTYYXQWH3IG'),
  ...pairs('авеѕіјкмнорстуүхԛԝһзӏԁѵг', 'abesijkmhopctyyxqwh3ldvr'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ', 'ABEZHIKMNOPTYXCJ'),
  ...pairs('αβεικνορτυχγηϲϳω', 'abeikvoptuxyncjw'),
  ...pairs('ıɑɡɩ', 'iagi'),
]);

function pairs(letters: string, latin: string): readonly (readonly [string, string])[] {
  return Array.from(letters, (letter, index) => [letter, latin[index] ?? letter] as const);
}

/**
 * Removes from a name everything that a reader may overlook: case, spaces, dashes, apostrophes, invisible characters,
 * ligatures, and the alphabet of letters that look alike. The result is two texts, because some letters look alike only
 * as capitals. Two different names with one of these texts in common look alike.
 */
export function skeletonsOf(name: string): readonly string[] {
  const plain = decomposed(name.replace(APOSTROPHES, "'").replace(QUOTES, '"'))
    .replace(/[œæŒÆßẞς]/gu, (letter) => LIGATURES.get(letter) ?? letter)
    .replace(UNSEEN, '')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-');
  // A dash between digits is kept, because numbers differ by it. Browsers of 2022 cannot read a look behind the dash.
  const joined = plain.replace(/(\d-(?=\d))|['-]/gu, '$1');
  const written = joined === '' ? plain : joined;
  const smallFirst = latin(decomposed(written.toLowerCase()));
  return [`small ${smallFirst.toLowerCase()}`, `written ${latin(written).toLowerCase()}`];
}

function decomposed(text: string): string {
  return text.normalize('NFKD');
}

function latin(text: string): string {
  return text.replace(/\p{L}/gu, (letter) => CONFUSABLES.get(letter) ?? letter);
}

/**
 * Finds pairs of names whose differences a reader may overlook. Each name is compared with the first that looks like
 * it.
 */
export function lookAlikes(names: Iterable<string>): readonly (readonly [string, string])[] {
  const first = new Map<string, string>();
  const lookAlikePairs: (readonly [string, string])[] = [];
  for (const name of names) {
    const skeletons = skeletonsOf(name);
    const other = skeletons.map((skeleton) => first.get(skeleton)).find((known) => known !== undefined);
    for (const skeleton of skeletons) if (!first.has(skeleton)) first.set(skeleton, name);
    if (other !== undefined && other !== name) lookAlikePairs.push([other, name]);
  }
  return lookAlikePairs;
}

/**
 * The candidates with the names that results show: if names are the same or look alike, with the number on the ballot.
 */
export function withDistinctNames(candidates: readonly Candidate[]): readonly Candidate[] {
  const holders = new Map<string, number>();
  for (const { name } of candidates) {
    for (const skeleton of skeletonsOf(name)) holders.set(skeleton, (holders.get(skeleton) ?? 0) + 1);
  }
  return candidates.map((candidate, index) =>
    skeletonsOf(candidate.name).some((skeleton) => (holders.get(skeleton) ?? 0) > 1)
      ? { ...candidate, name: `${candidate.name} [${index + 1}]` }
      : candidate,
  );
}
