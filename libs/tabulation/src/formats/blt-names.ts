import { commandIn, controlProblem, foldName } from './candidate-name.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { inLine, read, unreadable } from './read-outcome.ts';
import type { TextLine } from './text-lines.ts';

/** The names of a BLT file, in the order of the candidates' numbers, and its title. */
export interface BltNames {
  readonly names: readonly string[];
  readonly title: string | undefined;
}

/**
 * A line and its texts: a single text if it has no quotes, otherwise each quoted text and each unquoted text between.
 */
interface NameLine {
  readonly number: number;
  readonly texts: readonly string[];
  readonly quoted: boolean;
  /** Whether the line begins with `#`. It is a comment, or a name in files that begin every name so. */
  readonly hash: boolean;
}

/**
 * Reads what follows the 0 that ends the ballots: a name for each candidate and perhaps a title, but nothing else.
 *
 * Published files write a name as a quoted text, as a line without quotes, or with the quotes doubled as spreadsheets
 * do. Some have the party as a second quoted text on the line, which becomes `Name (Party)`. Several quoted names may
 * share a line. Commas at the end of a line come from spreadsheets and are ignored.
 */
export function readBltNames(lines: readonly TextLine[], size: number): ReadOutcome<BltNames> {
  const parsed: NameLine[] = [];
  for (const line of lines) {
    const parsedLine = nameLine(line);
    if (!parsedLine.ok) return parsedLine;
    if (parsedLine.value !== undefined) parsed.push(parsedLine.value);
  }
  const plain = parsed.filter(({ hash }) => !hash);
  const marked = parsed.filter(({ hash }) => hash);
  // In files where every name begins with `#`, only the title may lack it.
  const hashed =
    plain.length <= 1 && marked.length >= size && size > 1 && plain.length + marked.length <= size + 1;
  const texts = textsOf(hashed ? parsed : plain, size);
  if (!texts.ok) return texts;
  for (const [index, { number, text }] of texts.value.entries()) {
    if (text === '' && index < size)
      return unreadable(
        inLine(number, {
          fr: `le nom de la candidature ${index + 1} est vide`,
          en: `the name of candidate ${index + 1} is empty`,
        }),
      );
    const control = commandIn(text);
    if (control !== undefined) {
      return unreadable(inLine(number, controlProblem(control)));
    }
  }
  const names = texts.value.map(({ text }) => text);
  return read({ names: names.slice(0, size), title: names[size] === '' ? undefined : names[size] });
}

interface NamedText {
  readonly number: number;
  readonly text: string;
}

/** Finds as many texts as there are candidates, or one more. Each line is one text, or all names share a line. */
function textsOf(lines: readonly NameLine[], size: number): ReadOutcome<readonly NamedText[]> {
  const fits = (count: number): boolean => count === size || count === size + 1;
  const all = lines.flatMap(({ number, texts }) => texts.map((text) => ({ number, text: foldName(text) })));
  const single = lines.every(({ texts }) => texts.length === 1);
  const onOneLine =
    lines.slice(1).every(({ texts }) => texts.length === 1) && (lines[0]?.texts.length ?? 0) >= size;
  const titleOnLastLine =
    lines.length === size && lines.slice(0, -1).every(({ texts }) => texts.length === 1);
  const byTexts = fits(all.length) && (single || onOneLine || titleOnLastLine);
  if (byTexts) return read(all);
  if (!single && fits(lines.length) && !fits(all.length)) {
    return read(lines.map(({ number, texts }) => ({ number, text: foldName(joined(texts)) })));
  }
  const counted =
    single || fits(all.length)
      ? { fr: `${all.length} textes`, en: `${all.length} texts` }
      : {
          fr: `${lines.length} lignes avec ${all.length} textes`,
          en: `${lines.length} lines with ${all.length} texts`,
        };
  const why = fits(all.length)
    ? {
        fr: ' : écrivez chaque candidature sur sa propre ligne',
        en: ': write each candidate on a line of its own',
      }
    : { fr: '', en: '' };
  return unreadable(
    inLine(lines[0]?.number ?? 1, {
      fr: `la première ligne déclare ${size} candidature(s) : il faut donc ${size} nom(s), et au plus un titre, après les bulletins, mais il y a ${counted.fr}${why.fr}`,
      en:
        `the first line declares ${size} candidate(s), so ${size} name(s) and at most a title must follow the ballots, ` +
        `but there are ${counted.en}${why.en}`,
    }),
  );
}

/** Joins `Ana BELL` and `Lab` to `Ana BELL (Lab)`. */
function joined(texts: readonly string[]): string {
  const [only, ...others] = texts;
  if (others.length === 0 || only === '') return only ?? '';
  const last = (others.pop() ?? '').trim();
  const name = [only, ...others].join(' ');
  return last === '' ? name : /^\(.*\)$/.test(last) ? `${name} ${last}` : `${name} (${last})`;
}

const QUOTED = /^"((?:[^"\\]|\\.|"")*)"(?!")/;

/** Reads one line of the names. The value is undefined for an empty line. */
function nameLine({ number, text }: TextLine): ReadOutcome<NameLine | undefined> {
  const hash = /^\s*#/.test(text);
  const line = text
    .replace(/^\s*#+/, '')
    .replace(/[\s,;]+$/, '')
    .trim();
  if (line === '' || /^\/\*.*\*\/$/.test(line)) return read(undefined);
  if (!line.startsWith('"')) {
    if (!hash && /^\d+(\s+[\d=-]+)*\s+0$/.test(line)) {
      return unreadable(
        inLine(number, {
          fr: 'un bulletin suit le 0 qui a terminé les bulletins',
          en: 'a ballot follows the 0 that ended the ballots',
        }),
      );
    }
    return read({ number, texts: [line], quoted: false, hash });
  }
  const texts = quotedTexts(line);
  if (texts === undefined) {
    // A line that begins with `#` and is not a name is a comment, even with an open quote.
    return hash
      ? read({ number, texts: [line], quoted: false, hash })
      : unreadable(inLine(number, { fr: 'un guillemet n’est pas fermé', en: 'a quote is not closed' }));
  }
  if (hasInnerQuotes(line)) return read({ number, texts: [line.slice(1, -1)], quoted: true, hash });
  const [only = '', ...others] = texts;
  // A spreadsheet that saves `"Name" "Party"` doubles these quotes and puts its own around the cell. Quotes with a backslash
  // belong to the name.
  const inner = others.length === 0 && line.startsWith('"""') ? quotedTexts(only) : undefined;
  return read({ number, texts: inner ?? texts, quoted: true, hash });
}

/** Whether a quoted text contains quotes that were not doubled, as in `"Ana "Annie" BELL"`. */
function hasInnerQuotes(line: string): boolean {
  return /^"[^"]*\s"[^"\s](?:[^"]*[^"\s])?"\s[^"]*"$/.test(line);
}

function quotedTexts(line: string): readonly string[] | undefined {
  const texts: string[] = [];
  let rest = line;
  while (rest !== '') {
    const match = QUOTED.exec(rest);
    if (match !== null)
      texts.push((match[1] ?? '').replace(/\\(.)|""/g, (pair, escaped?: string) => escaped ?? pair.slice(1)));
    else if (rest.startsWith('"')) return undefined;
    else if (rest.startsWith('#')) break;
    else if (/^\/\*.*?\*\//.test(rest)) {
      rest = rest.replace(/^\/\*.*?\*\/\s*/, '');
      continue;
    }
    const unquoted = match === null ? (/^[^"]+/.exec(rest)?.[0] ?? '') : '';
    if (unquoted !== '') texts.push(unquoted.trim());
    rest = rest.slice(match === null ? unquoted.length : match[0].length).replace(/^[\s,;]+/, '');
  }
  while (texts.length > 1 && texts.at(-1) === '') texts.pop();
  return texts;
}
