/** The number that was typed. What is none stays a text, so that the office says what is wrong with it. */
export function numberOf(typed: string): number {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : (typed as unknown as number);
}
