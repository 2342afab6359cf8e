/** The text with each digest of 64 hexadecimal digits cut to its first eight, for a list: the record itself has all of it. */
export function shortDigests(text: string): string {
  return text.replaceAll(/\b([0-9a-f]{8})[0-9a-f]{56}\b\.?/g, '$1…');
}
