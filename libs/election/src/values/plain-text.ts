/**
 * What a text must not contain if people read it on ballots, result pages, tables or terminals: characters that cannot
 * be seen and change what is seen around them. The classes are those of The Unicode Standard. Marks that some scripts
 * need inside words (zero width joiner and non-joiner, and the direction marks LRM, RLM and ALM) are allowed.
 */
export type TextProblem = 'control-character' | 'line-break' | 'direction-override' | 'invisible-character';

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const CONTROL = /\p{Cc}/u;
/** Embeddings, overrides and isolates. They change the direction of what follows, even after the end of the text. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
const INVISIBLE = /(?![\u061c\u200c-\u200f])\p{Cf}/u;

/** The problem of a text on one line, such as a name, a title or a label. */
export function lineTextProblem(text: string): TextProblem | undefined {
  if (LINE_BREAK.test(text)) return 'line-break';
  return textProblemOf(text);
}

/** The problem of a text with several lines, which may contain LF, CR LF and tabs. */
export function linesTextProblem(text: string): TextProblem | undefined {
  return textProblemOf(text.replaceAll(/\r\n|[\n\t]/g, ' '));
}

function textProblemOf(text: string): TextProblem | undefined {
  if (CONTROL.test(text)) return 'control-character';
  if (DIRECTION.test(text)) return 'direction-override';
  if (INVISIBLE.test(text)) return 'invisible-character';
  return /[\u2028\u2029]/.test(text) ? 'control-character' : undefined;
}

/**
 * A text between FSI and PDI, which changes the direction of nothing outside it (see `isolated`); line ends and tabs;
 * and all characters of control and direction.
 */
const NOT_PLAIN =
  /\u2068[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*\u2069|\r\n|[\n\t]|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text in a form that is safe to show on a terminal or in a file, whatever is stored. Control characters and
 * direction overrides are written as escapes like `\u001b`, which mean the same inside a JSON text. Line ends, tabs and
 * whole isolates stay.
 */
export function visibleControls(text: string): string {
  return text.replaceAll(NOT_PLAIN, (found) =>
    found.length > 1 || found === '\n' || found === '\t'
      ? found
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
