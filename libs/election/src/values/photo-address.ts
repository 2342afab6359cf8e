const LONGEST_ADDRESS = 2_000;
/** Those of RFC 3986 but the apostrophe, which would end an attribute of a page. */
const ADDRESS_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]*$/;
/** Stands for the site that shows a path. */
const SOME_SITE = 'https://site.invalid';

/**
 * An address that a page may show as a picture and nothing else can be made of: what every parser takes for the same
 * address, because it is written as the URL standard writes it.
 */
export function photoProblem(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (url.length > LONGEST_ADDRESS) {
    return `The photo must not be longer than ${LONGEST_ADDRESS} characters.`;
  }
  if (!ADDRESS_CHARACTERS.test(url)) {
    return 'The photo must be an address without spaces, quotes, line ends or letters with accents: write those as %20 and so on.';
  }
  const isPath = /^\/(?!\/)/.test(url);
  const address = isPath ? `${SOME_SITE}${url}` : url;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) {
    return 'The photo must be an http or https address, or a path that begins with one /.';
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return 'The photo must be an address without a user name and a password.';
  }
  const normal = isPath ? parsed.href.slice(SOME_SITE.length) : parsed.href;
  return normal === url || normal === `${url}/` ? undefined : `The photo must be written as ${normal}.`;
}
