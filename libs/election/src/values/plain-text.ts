/**
 * What a text must not hold that people read on ballots, on result pages, in tables and on terminals: characters that
 * are not seen and change what is seen around them. Classes of The Unicode Standard; the marks that some scripts need
 * inside words (zero width joiner and non-joiner, the direction marks LRM, RLM and ALM) are left alone.
 */
export type TextProblem = 'control-character' | 'line-break' | 'direction-override' | 'invisible-character';

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const CONTROL = /\p{Cc}/u;
/** Embeddings, overrides and isolates: they turn around what follows them, beyond the text itself. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
const INVISIBLE = /(?![\u061c\u200c-\u200f])\p{Cf}/u;

/** Of a text on one line: a name, a title, a label. */
export function lineTextProblem(text: string): TextProblem | undefined {
  if (LINE_BREAK.test(text)) return 'line-break';
  return textProblemOf(text);
}

/** Of a text of several lines, ended by LF or CR LF, where tabs may stand. */
export function linesTextProblem(text: string): TextProblem | undefined {
  return textProblemOf(text.replaceAll(/\r\n|[\n\t]/g, ' '));
}

function textProblemOf(text: string): TextProblem | undefined {
  if (CONTROL.test(text)) return 'control-character';
  if (DIRECTION.test(text)) return 'direction-override';
  if (INVISIBLE.test(text)) return 'invisible-character';
  return /[\u2028\u2029]/.test(text) ? 'control-character' : undefined;
}

const UNSAFE_TO_SHOW = /\r\n|[\n\t]|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text as a terminal or a file may show it, whatever is stored: control characters and direction overrides are
 * written as `\u001b` is, which inside the quotes of a JSON text means the same. Line ends and tabs stay.
 */
export function visibleControls(text: string): string {
  return text.replaceAll(UNSAFE_TO_SHOW, (found) =>
    found === '\r\n' || found === '\n' || found === '\t'
      ? found
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
