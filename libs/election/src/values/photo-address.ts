import type { LocalizedText } from '../contests/localized-text.ts';

const LONGEST_ADDRESS = 2_000;
/** The characters of RFC 3986 without the apostrophe, which could end an attribute of a page. */
const ADDRESS_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]*$/;
/** A placeholder for the site that shows a photo whose address is only a path. */
const SOME_SITE = 'https://site.invalid';

/**
 * The problem with the address of a photo, if there is one. A page must be able to show the address as a picture and to
 * do nothing else with it. So it must be written as the URL standard writes it, which every parser reads as the same
 * address.
 */
export function photoProblem(url: string | undefined): LocalizedText | undefined {
  if (url === undefined) return undefined;
  if (url.length > LONGEST_ADDRESS) {
    return {
      fr: `L’adresse de la photo ne doit pas dépasser ${LONGEST_ADDRESS} caractères.`,
      en: `The photo must not be longer than ${LONGEST_ADDRESS} characters.`,
    };
  }
  if (!ADDRESS_CHARACTERS.test(url)) {
    return {
      fr: 'La photo doit être une adresse sans espaces, guillemets, sauts de ligne ni lettres accentuées : écrivez-les %20 et ainsi de suite.',
      en: 'The photo must be an address without spaces, quotes, line ends or letters with accents: write those as %20 and so on.',
    };
  }
  const isPath = /^\/(?!\/)/.test(url);
  const address = isPath ? `${SOME_SITE}${url}` : url;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) {
    return {
      fr: 'La photo doit être une adresse http ou https, ou un chemin qui commence par un seul /.',
      en: 'The photo must be an http or https address, or a path that begins with one /.',
    };
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return {
      fr: 'L’adresse de la photo ne doit contenir ni nom d’utilisateur ni mot de passe.',
      en: 'The photo must be an address without a user name and a password.',
    };
  }
  const normal = isPath ? parsed.href.slice(SOME_SITE.length) : parsed.href;
  if (normal === url || normal === `${url}/`) return undefined;
  return {
    fr: `L’adresse de la photo doit s’écrire ${normal}.`,
    en: `The photo must be written as ${normal}.`,
  };
}

const STORED = /^\/api\/v1\/photos\/([0-9a-f]{64})\.jpg$/;

/** The address at which the public API serves a stored photo. @param sha256 of its bytes, in hexadecimal */
export function storedPhotoAddress(sha256: string): string {
  return `/api/v1/photos/${sha256}.jpg`;
}

/** The SHA-256 of the stored photo at an address; undefined for the address of any other photo. */
export function storedPhotoAt(address: string | undefined): string | undefined {
  return STORED.exec(address ?? '')?.[1];
}
