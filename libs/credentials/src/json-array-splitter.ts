/**
 * Cuts a JSON array of objects that comes in pieces into the texts of its objects, without holding more
 * than one of them. Exact for every JSON text (RFC 8259): it follows strings, escapes and nesting, and
 * leaves the inside of each object to JSON.parse. A whole array of 8 million credentials is more than a
 * string of V8 can hold; general streaming parsers build every token and take several times as long.
 *
 * @throws SyntaxError when the text is not an array of objects
 */
export class JsonArraySplitter {
  #state: 'before' | 'first' | 'element' | 'after-element' | 'after-comma' | 'done' = 'before';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #held = '';
  #line = 1;
  /** Characters before the line under way. */
  #before = 0;
  #at = 0;

  /** The objects that end in this piece. */
  push(piece: string): string[] {
    const found: string[] = [];
    let start = 0; // where the text of the element under way begins in this piece
    for (let i = 0; i < piece.length; i++) {
      const character = piece.charCodeAt(i);
      this.#at += 1;
      if (character === LINE_FEED) {
        this.#line += 1;
        this.#before = this.#at;
      }
      if (this.#state !== 'element') {
        if (this.#between(character)) start = i;
      } else if (this.#inside(character)) {
        found.push(this.#held + piece.slice(start, i + 1));
        this.#held = '';
        this.#state = 'after-element';
      }
    }
    if (this.#state === 'element') this.#held += piece.slice(start);
    return found;
  }

  /** To be called after the last piece. */
  end(): void {
    if (this.#state !== 'done')
      throw new SyntaxError(`The array does not end: the file was cut short (at line ${this.#line}).`);
  }

  /** Outside elements; true when one begins here. */
  #between(character: number): boolean {
    if (isWhitespace(character)) return false;
    if (character === BYTE_ORDER_MARK && this.#at === 1) return false;
    switch (this.#state) {
      case 'before':
        if (character !== OPEN_BRACKET) break;
        this.#state = 'first';
        return false;
      case 'first':
      case 'after-comma':
        if (character === OPEN_BRACE) {
          this.#state = 'element';
          this.#depth = 1;
          return true;
        }
        if (character !== CLOSE_BRACKET || this.#state === 'after-comma') break;
        this.#state = 'done';
        return false;
      case 'after-element':
        if (character !== COMMA && character !== CLOSE_BRACKET) break;
        this.#state = character === COMMA ? 'after-comma' : 'done';
        return false;
      case 'element':
      case 'done':
        break;
    }
    throw new SyntaxError(
      `The text is not one JSON array of objects (line ${this.#line}, column ${this.#at - this.#before}).`,
    );
  }

  /** Within an element; true when it ends here. */
  #inside(character: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === BACKSLASH) this.#escaped = true;
      else if (character === QUOTE) this.#inString = false;
      return false;
    }
    if (character === QUOTE) this.#inString = true;
    else if (character === OPEN_BRACE) this.#depth += 1;
    else if (character === CLOSE_BRACE) this.#depth -= 1;
    return this.#depth === 0;
  }
}

const BYTE_ORDER_MARK = 0xfeff;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

function isWhitespace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}
