import type { BodyFault, JsonSyntaxFault } from './body-faults.ts';

type TextFault = Extract<BodyFault, { readonly line: number }>;

/**
 * The first fault of a JSON text: the reason why it is not JSON (RFC 8259), or the member that an object has twice,
 * also if its name is written with escapes. It is undefined for a text that JSON.parse accepts and that has no member
 * twice.
 *
 * It takes about a microsecond per hundred characters. It is called to explain a refusal, and for the rare text of
 * which {@link mayRepeatMember} is not sure.
 */
export function jsonFault(text: string): TextFault | undefined {
  const scan = new Scan(text);
  const found = scan.run();
  if (found === undefined) return undefined;
  const before = text.slice(0, found.at);
  const line = before.split('\n').length;
  const column = found.at - (before.lastIndexOf('\n') + 1) + 1;
  return found.kind === 'repeated-member'
    ? { kind: found.kind, line, column, ...(isPlainName(found.name) ? { name: found.name } : {}) }
    : { kind: found.kind, line, column };
}

/**
 * Whether a text may contain an object that has a member twice, given the value that JSON.parse read from it. If the
 * text has as many colons as the value has members, it has no member twice. If it has more colons, either some of them
 * are inside texts, or JSON.parse dropped a member.
 */
export function mayRepeatMember(text: string, value: unknown): boolean {
  let colons = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) colons += 1;
  return colons !== memberCount(value);
}

/** A ballot is nearly flat. Its members are counted without making an array of them, which is quicker. */
function memberCount(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return nestedMemberCount(value);
  let count = 0;
  for (const name in value) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof member === 'object' && member !== null) return nestedMemberCount(value);
    count += 1;
  }
  return count;
}

function nestedMemberCount(value: unknown): number {
  let count = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const members = Object.values(next) as readonly unknown[];
    if (!Array.isArray(next)) count += members.length;
    for (const member of members) if (typeof member === 'object') waiting.push(member);
  }
  return count;
}

/**
 * Whether a name may be repeated in an answer: only the name of a field may, as others could be what a voter typed
 * (P6).
 */
function isPlainName(name: string): boolean {
  return /^[a-z]+(?:_[a-z]+)*$/.test(name) && name.length <= 30;
}

type Found =
  | { readonly kind: JsonSyntaxFault; readonly at: number }
  | { readonly kind: 'repeated-member'; readonly name: string; readonly at: number };

/** What may come next in the text. */
type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const WHITE_SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const WORD_CHARACTER = /[A-Za-z0-9_$.+-]/;
/** The beginnings of numbers and words with which a text can end that was cut off. */
const BEGUN = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?[0-9]+(?:\.|(?:\.[0-9]+)?[eE][+-]?))$/;
const LONGEST_BEGUN = 40;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const CUT_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const OTHER_QUOTES = "'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2032\u2033";

/** Reads the text in one pass. It does not recurse, as the sender decides how deeply the text is nested. */
class Scan {
  readonly #text: string;
  /** The containers that are open. For an object: the names that it has already. */
  readonly #open: ('array' | Set<string>)[] = [];
  #at = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  run(): Found | undefined {
    for (;;) {
      this.#match(WHITE_SPACE);
      if (this.#at === this.#text.length) {
        return this.#expected === 'nothing' ? undefined : this.#fault('unexpected-end');
      }
      const found = this.#step(this.#text[this.#at] ?? '');
      if (found !== undefined) return found;
    }
  }

  #step(character: string): Found | undefined {
    switch (this.#expected) {
      case 'nothing':
        return this.#fault(character === '/' ? 'comment' : 'text-after-end');
      case 'colon':
        if (character !== ':') return this.#fault('missing-colon');
        this.#at += 1;
        this.#expected = 'value';
        return undefined;
      case 'comma-or-end':
        return this.#commaOrEnd(character);
      case 'name':
      case 'name-or-end':
        return this.#name(character);
      case 'value':
      case 'value-or-end':
        return this.#value(character);
    }
  }

  #commaOrEnd(character: string): Found | undefined {
    const container = this.#open.at(-1);
    if (character === ',') {
      this.#at += 1;
      this.#expected = container === 'array' ? 'value' : 'name';
      return undefined;
    }
    if (character === (container === 'array' ? ']' : '}')) {
      this.#close();
      return undefined;
    }
    return this.#fault(character === '/' ? 'comment' : 'missing-comma');
  }

  #name(character: string): Found | undefined {
    if (character === '}') {
      if (this.#expected === 'name') return this.#fault('trailing-comma');
      this.#close();
      return undefined;
    }
    if (character !== '"') {
      if (/[A-Za-z_$]/.test(character)) return this.#fault('unquoted-name');
      return this.#fault(character === ',' ? 'trailing-comma' : strayCharacter(character));
    }
    const at = this.#at;
    const fault = this.#string();
    if (fault !== undefined) return fault;
    const written = this.#text.slice(at, this.#at);
    const name = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
    const names = this.#open.at(-1) as Set<string>;
    if (names.has(name)) return { kind: 'repeated-member', name, at };
    names.add(name);
    this.#expected = 'colon';
    return undefined;
  }

  #value(character: string): Found | undefined {
    if (character === '{' || character === '[') {
      this.#at += 1;
      this.#open.push(character === '[' ? 'array' : new Set());
      this.#expected = character === '[' ? 'value-or-end' : 'name-or-end';
      return undefined;
    }
    if (character === ']' && this.#open.at(-1) === 'array') {
      if (this.#expected === 'value') return this.#fault('trailing-comma');
      this.#close();
      return undefined;
    }
    if (character === '"') {
      const fault = this.#string();
      if (fault === undefined) this.#afterValue();
      return fault;
    }
    if (/[0-9.+-]/.test(character)) return this.#word(NUMBER, 'bad-number');
    if (/[A-Za-z_$]/.test(character)) return this.#word(WORD, 'unknown-word');
    return this.#fault(character === ',' ? 'trailing-comma' : strayCharacter(character));
  }

  /** Reads a complete number or one of the three words: `123abc` and `nullable` are neither. */
  #word(pattern: RegExp, otherwise: JsonSyntaxFault): Found | undefined {
    const at = this.#at;
    if (this.#match(pattern) && !WORD_CHARACTER.test(this.#text[this.#at] ?? '')) {
      this.#afterValue();
      return undefined;
    }
    const rest = this.#text.length - at > LONGEST_BEGUN ? '' : this.#text.slice(at);
    return BEGUN.test(rest) ? { kind: 'unexpected-end', at: this.#text.length } : { kind: otherwise, at };
  }

  /** Moves to the end of the string that begins here. */
  #string(): Found | undefined {
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) {
        this.#at += 1;
        return undefined;
      }
      if (code < FIRST_PRINTABLE) return this.#fault('control-character');
      if (code !== BACKSLASH) this.#at += 1;
      else if (!this.#match(ESCAPE)) {
        return this.#fault(this.#match(CUT_ESCAPE) ? 'unexpected-end' : 'bad-escape');
      }
    }
    return this.#fault('unexpected-end');
  }

  #close(): void {
    this.#at += 1;
    this.#open.pop();
    this.#afterValue();
  }

  #afterValue(): void {
    this.#expected = this.#open.length === 0 ? 'nothing' : 'comma-or-end';
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #fault(kind: JsonSyntaxFault): Found {
    return { kind, at: this.#at };
  }
}

function strayCharacter(character: string): JsonSyntaxFault {
  if (OTHER_QUOTES.includes(character)) return 'other-quotes';
  return character === '/' ? 'comment' : 'unexpected-character';
}
