/**
 * The version of a record of a list as an entity tag (RFC 9110, 8.8.3), for If-Match.
 *
 * @param version undefined in answers of the release before; then the change is made without If-Match
 */
export function entityTag(version: string | undefined): string | undefined {
  return version === undefined ? undefined : `"${version}"`;
}
