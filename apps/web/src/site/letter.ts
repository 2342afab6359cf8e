import type { Language } from '@scrutin/web-ui';
import { addressOf } from './addresses.ts';

/** What the QR code of a letter says: the code, and the contest for which it is. */
export interface Letter {
  readonly code: string;
  readonly law?: string;
  readonly election?: string;
  readonly region?: string;
}

/**
 * Reads the fragment of an address, as `scrutin credentials letters` prints it: `#code=…&law=…` or
 * `#code=…&election=…&region=…`. Undefined if it has no code. A browser sends the fragment to no server.
 */
export function readLetter(fragment: string): Letter | undefined {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const code = parameters.get('code');
  if (code === null || code === '') return undefined;
  const found: { code: string; law?: string; election?: string; region?: string } = { code };
  for (const name of ['law', 'election', 'region'] as const) {
    const value = parameters.get(name);
    if (value !== null && value !== '') found[name] = value;
  }
  return found;
}

/** The page on which the owner of the letter votes; undefined if the letter does not say for which contest it is. */
export function addressOfLetter(letter: Letter, language: Language): string | undefined {
  const { law, election, region } = letter;
  if (law !== undefined) return addressOf('vote-law', language, { law });
  if (election === undefined) return undefined;
  if (region === undefined) return addressOf('vote-election', language, { election });
  return addressOf('vote-race', language, { election, region });
}

let held: Letter | undefined;

/**
 * Takes the letter out of the address of the page, before anything else happens, and holds it in memory. If the letter
 * is for another page, the browser goes there and this returns true: this page then has nothing to do.
 */
export function takeLetter(language: Language): boolean {
  const letter = readLetter(location.hash);
  if (letter === undefined) return false;
  const target = addressOfLetter(letter, language);
  if (target !== undefined && target !== location.pathname) {
    location.replace(target + location.hash);
    return true;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  held = letter;
  return false;
}

/**
 * Puts the letter back into the address of a page that failed and will be loaded again at once, so that the page that
 * comes can take it.
 */
export function putLetterBack(): void {
  if (held === undefined) return;
  const parameters = new URLSearchParams(Object.entries(held));
  history.replaceState(history.state, '', `${location.pathname}${location.search}#${parameters}`);
}

/** Forgets the letter, when the voter has finished. */
export function dropLetter(): void {
  held = undefined;
}

/** The letter that was in the address of this page. */
export function heldLetter(): Letter | undefined {
  return held;
}
