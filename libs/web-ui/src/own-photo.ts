const OWN_PHOTOS = '/api/v1/photos/';

/**
 * Whether the address of a photo is one that this site stores. Pages show no other: another site would learn who looks at
 * the page, and the Content-Security-Policy forbids it.
 */
export function isOwnPhoto(address: string | null): address is string {
  return address?.startsWith(OWN_PHOTOS) === true;
}
