/**
 * Splits a JSON array of objects, which arrives in pieces, into the texts of its objects. It keeps no more than one
 * object in memory. It is exact for every JSON text (RFC 8259): it tracks strings, escapes and nesting, and leaves the
 * contents of each object to JSON.parse.
 *
 * It exists because an array of 8 million credentials is longer than a string in V8 can be, and because general
 * streaming parsers build every token and take several times as long.
 *
 * {@link push} and {@link end} throw a SyntaxError when the text is not an array of objects.
 */
export class JsonArraySplitter {
  #state: 'before' | 'first' | 'element' | 'after-element' | 'after-comma' | 'done' = 'before';
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The beginning of an object that did not end in the pieces so far. */
  #pending = '';
  #line = 1;
  /** The number of characters before the current line. */
  #lineStart = 0;
  /** The number of characters so far. */
  #at = 0;

  /** Takes the next piece, and returns the texts of the objects that end in it. */
  push(piece: string): string[] {
    const objects: string[] = [];
    let start = 0; // where the current object begins in this piece
    for (let i = 0; i < piece.length; i++) {
      const character = piece.charCodeAt(i);
      this.#at += 1;
      if (character === LINE_FEED) {
        this.#line += 1;
        this.#lineStart = this.#at;
      }
      if (this.#state !== 'element') {
        if (this.#between(character)) start = i;
      } else if (this.#inside(character)) {
        objects.push(this.#pending + piece.slice(start, i + 1));
        this.#pending = '';
        this.#state = 'after-element';
      }
    }
    if (this.#state === 'element') this.#pending += piece.slice(start);
    return objects;
  }

  /** Must be called after the last piece. Throws if the array is not complete. */
  end(): void {
    if (this.#state !== 'done')
      throw new SyntaxError(
        `The JSON array is not complete: the file ends too early, at line ${this.#line}.`,
      );
  }

  /** Handles a character outside the objects. Returns true when an object begins with it. */
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
      `The text is not a JSON array of objects (line ${this.#line}, column ${this.#at - this.#lineStart}).`,
    );
  }

  /** Handles a character within an object. Returns true when the object ends with it. */
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
