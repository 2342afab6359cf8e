/**
 * A French text with the no-break spaces that French typography wants: before a colon, a semicolon, an exclamation mark,
 * a question mark, a per cent sign and a closing guillemet, and after an opening one. Sources of texts are written with
 * plain spaces, so that they can be read and searched; every text goes through here on its way out.
 */
export function frenchTypography(text: string): string {
  return text.replaceAll(/ (?=[:;!?%»])/g, '\u00a0').replaceAll('« ', '«\u00a0');
}
