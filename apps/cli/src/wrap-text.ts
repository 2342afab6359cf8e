import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * The lines of a text that are at most `width` columns of a terminal wide. It is broken at spaces, and inside a word
 * only if the word alone is wider. Characters that are seen as one stay together. A name between isolates that is
 * broken is between isolates on each of its lines, because an isolate ends with its line.
 */
export function wrapped(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => (stringWidth(line) <= width ? [line] : brokenLine(line, width)));
}

function brokenLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((one) => pieces(one, width))) {
    const { text, joined } = word;
    const longer = lines.length === 0 && current === '' ? text : current + (joined ? '' : ' ') + text;
    if (stringWidth(longer) <= width) {
      current = longer;
      continue;
    }
    lines.push(current);
    current = text;
  }
  return balanced([...lines, current]);
}

interface Piece {
  readonly text: string;
  /** Whether it follows the piece before it without a space. */
  readonly joined: boolean;
}

/** A word, in pieces that are at most `width` wide. */
function pieces(word: string, width: number): Piece[] {
  if (stringWidth(word) <= width) return [{ text: word, joined: false }];
  const result: Piece[] = [];
  let current = '';
  const add = (): void => {
    result.push({ text: current, joined: result.length > 0 });
  };
  for (const { segment } of graphemes.segment(word)) {
    if (current !== '' && stringWidth(current + segment) > width) {
      add();
      current = '';
    }
    current += segment;
  }
  add();
  return result;
}

/** Ends an isolate that is open at the end of a line, and begins it again on the next one. */
function balanced(lines: readonly string[]): string[] {
  let isOpen = false;
  return lines.map((line) => {
    const begun = isOpen ? FIRST_STRONG_ISOLATE + line : line;
    isOpen = begun.lastIndexOf(FIRST_STRONG_ISOLATE) > begun.lastIndexOf(POP_DIRECTIONAL_ISOLATE);
    return isOpen ? begun + POP_DIRECTIONAL_ISOLATE : begun;
  });
}
