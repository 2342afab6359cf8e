/*
 * Texts that somebody types into a field to do harm where the text is shown. Each is either refused by the API, or it
 * appears as text wherever it appears.
 */

/** The name of the variable that every script in these texts would set. */
export const TRACE = 'hostile';

/** What would run in a page, a template or an attribute, and what letters and signs of all kinds look like. */
const MARKUP = `</script><script>${TRACE}=1</script>"><img src=x onerror=${TRACE}=1>{{7*7}} javascript:${TRACE}=1 '&amp; e\u0301\u0302🙂 \u05e9\u05dc\u05d5\u05dd %0d%0a`;

/** What a spreadsheet would take for a formula at the beginning of a cell. */
const FORMULAS = [`=HYPERLINK("//x.example","a")`, `+cmd|' /C calc'!A0`, '-2+3', '@SUM(1+1)'] as const;

const LONG_WORD = 'W'.repeat(50);

/** The text for a field. It ends with the field's name, so that a page that shows it says which field it shows. */
export function hostileText(field: string): string {
  const formula = FORMULAS[field.length % FORMULAS.length] ?? '';
  return `${formula}${MARKUP} ${LONG_WORD} [${field}]`;
}

/** The same for an address of e-mail, which takes printable ASCII without spaces and is kept in lower case. */
export function hostileAddress(field: string): string {
  return `=1+1|"><svg/onload=${TRACE}=1>[${field}]@x.example`;
}

/** The fields whose texts a page or a file contains. @throws Error if one of them is not there as it was given */
export function fieldsIn(content: string, carried: ReadonlyMap<string, string>): Set<string> {
  const text = comparable(content);
  const found = new Set<string>();
  for (const [, field = ''] of text.matchAll(/\[([\w.@]+)\]/g)) {
    const given = carried.get(field);
    if (given === undefined || found.has(field)) continue;
    if (!text.includes(comparable(given)))
      throw new Error(`The text of ${field} was changed:\n${excerpt(text, field)}`);
    found.add(field);
  }
  return found;
}

function excerpt(text: string, field: string): string {
  const end = text.indexOf(`[${field}]`);
  return text.slice(Math.max(0, end - 350), end + 60);
}

/** Pages and files break lines where they need to. */
function comparable(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, '');
}

/** Texts that no field takes, by what is wrong with them. */
export const REFUSED_TEXTS: Readonly<Record<string, string>> = {
  'a NUL': 'a\0b',
  'an escape': 'a\u001b[2Jb',
  'a lone carriage return': 'a\rb',
  'a direction override': 'a\u202ecod.exe',
  'an isolate': 'a\u2066b',
  'a zero-width space': 'a\u200bb',
  'a byte order mark': 'a\ufeffb',
  'a tag character': 'a\u{e0041}b',
  'a line separator': 'a\u2028b',
  'half of a surrogate pair': 'a\ud800b',
  'a lost character': 'a\ufffdb',
  'a text without end': 'x '.repeat(12_000),
};

/** Texts that a field on one line does not take either. */
export const REFUSED_IN_ONE_LINE: Readonly<Record<string, string>> = {
  'a line break': 'a\nb',
  'a line break of Windows': 'a\r\nb',
  'a tab': 'a\tb',
};

/** Texts for fields that only take words of a closed form. */
export const MALFORMED_TEXTS: Readonly<Record<string, string>> = {
  markup: hostileText('closed'),
  script: `javascript:${TRACE}=1`,
  path: '../../etc/passwd',
  'a NUL': 'a\0b',
  'a line break': 'PROV\r\nSet-Cookie: a=b',
  'half of a surrogate pair': '\ud800',
};

/**
 * The fields whose texts a printed page contains. A page has letters that no font has by their numbers, and text from
 * right to left in its own order, so only the markup is compared.
 *
 * @throws Error if one of them is not there as it was given
 */
export function fieldsInPrint(content: string, carried: ReadonlyMap<string, string>): Set<string> {
  const text = comparable(content);
  const found = [...text.matchAll(/\[([\w.@]+)\]/g)]
    .map(([, field = '']) => field)
    .filter((field) => carried.has(field) && !field.endsWith('.email'));
  const core = comparable(MARKUP.slice(0, MARKUP.indexOf(" '&")));
  for (const field of found) {
    const before = text.slice(0, text.indexOf(`[${field}]`));
    if (!before.slice(-400).includes(core))
      throw new Error(`The text of ${field} was changed:\n${excerpt(text, field)}`);
  }
  return new Set(found);
}
