/** What a word of a rule set is made of: letters, digits and the signs of numbers, shares and lists. */
const WORD = /^[\p{L}\p{M}\p{N} .,_/%+-]{0,60}$/u;

/**
 * A part of a text that somebody gave, for the sentence that says what is wrong with it. Only a short word is repeated.
 * Anything else becomes `[…]`, because answers with such sentences repeat no text that could be more than a word.
 */
export function asGiven(text: string): string {
  return WORD.test(text) ? text : '[…]';
}
