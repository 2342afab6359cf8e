/** The version of a record of a list as an entity tag (RFC 9110, 8.8.3), for If-Match. */
export function entityTag(version: string): string {
  return `"${version}"`;
}
