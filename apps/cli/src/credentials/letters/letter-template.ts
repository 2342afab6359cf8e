import { ConfigurationError } from '@scrutin/service-runtime';

/** What a template may name in braces, such as `{code}`. */
export const PLACEHOLDERS = ['code', 'identifier', 'reference', 'region', 'contest', 'url'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];
export type LetterValues = Readonly<Record<Placeholder, string>>;

type TemplateBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export interface TemplateSection {
  readonly heading: string;
  readonly blocks: readonly TemplateBlock[];
}

/** The text of a letter, in both languages. */
export interface LetterTemplate {
  /** The lines of the office at the top. */
  readonly sender: readonly string[];
  readonly fr: TemplateSection;
  readonly en: TemplateSection;
}

type SectionName = 'sender' | 'fr' | 'en';

/**
 * Parses the text of a template. It has the sections `[sender]` (may be left out), `[fr]` and `[en]`. A section of a
 * language begins with a heading `# …`, which paragraphs and lists follow, separated by empty lines. The items of a
 * list begin with `- `. `**…**` is bold.
 *
 * @param withRegion whether the voters of the letters vote in regions
 * @throws ConfigurationError with the line of what is wrong
 */
export function parseLetterTemplate(text: string, withRegion: boolean): LetterTemplate {
  const sections = new Map<SectionName, { line: string; number: number }[]>();
  let current: { line: string; number: number }[] | undefined;
  for (const [i, raw] of text
    .replace(/^\ufeff/, '')
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trimEnd();
    const number = i + 1;
    const name = /^\[(.*)\]$/.exec(line)?.[1];
    if (name !== undefined) {
      if (!isSectionName(name))
        throw wrong(number, `there is no section [${name}], but [sender], [fr] and [en]`);
      if (sections.has(name)) throw wrong(number, `the section [${name}] is there twice`);
      current = [];
      sections.set(name, current);
    } else if (current !== undefined) {
      checkPlaceholders(line, number, withRegion);
      current.push({ line, number });
    } else if (line !== '') {
      throw wrong(number, 'a section begins with [sender], [fr] or [en]');
    }
  }
  return {
    sender: (sections.get('sender') ?? []).map(({ line }) => line.trim()).filter((line) => line !== ''),
    fr: sectionOf('fr', sections.get('fr')),
    en: sectionOf('en', sections.get('en')),
  };
}

/** Puts the values of a letter in the place of the placeholders. */
export function filledIn(text: string, values: LetterValues): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) =>
    isPlaceholder(name) ? values[name] : whole,
  );
}

function sectionOf(
  name: SectionName,
  lines: readonly { readonly line: string; readonly number: number }[] = [],
): TemplateSection {
  const blocks: TemplateBlock[] = [];
  let heading: string | undefined;
  let paragraph: string[] = [];
  let items: string[] = [];
  const endBlock = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join(' ') });
    if (items.length > 0) blocks.push({ kind: 'list', items });
    paragraph = [];
    items = [];
  };
  for (const { line, number } of lines) {
    const title = /^# +(.+)$/.exec(line)?.[1];
    const item = /^- +(.+)$/.exec(line)?.[1];
    if (title !== undefined) {
      if (heading !== undefined) throw wrong(number, 'a section has one heading, which is its first line');
      if (paragraph.length + items.length + blocks.length > 0) throw wrong(number, 'the heading comes first');
      heading = title.trim();
    } else if (line.startsWith('#')) {
      throw wrong(number, 'a heading is "# " and its text');
    } else if (line === '') {
      endBlock();
    } else if (item !== undefined) {
      if (paragraph.length > 0) endBlock();
      items.push(item);
    } else if (items.length > 0) {
      items.push(`${items.pop() ?? ''} ${line.trim()}`);
    } else {
      paragraph.push(line.trim());
    }
  }
  endBlock();
  if (heading === undefined) {
    throw new ConfigurationError(`The template has no heading "# …" in its section [${name}].`);
  }
  return { heading, blocks };
}

function checkPlaceholders(line: string, number: number, withRegion: boolean): void {
  for (const [whole, name = ''] of line.matchAll(/\{([^{}]*)\}?/g)) {
    if (!whole.endsWith('}')) throw wrong(number, 'a brace { is not closed');
    if (!isPlaceholder(name)) {
      const known = PLACEHOLDERS.map((each) => `{${each}}`).join(', ');
      throw wrong(number, `${whole} is no placeholder. There are ${known}`);
    }
    if (name === 'region' && !withRegion) throw wrong(number, 'a law has no {region}');
  }
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name);
}

function isSectionName(name: string): name is SectionName {
  return name === 'sender' || name === 'fr' || name === 'en';
}

function wrong(line: number, what: string): ConfigurationError {
  return new ConfigurationError(`The template is wrong in line ${line}: ${what}.`);
}
