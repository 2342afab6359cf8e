/** The fields and values of a hash of texts. Redis returns them alternating. */
export function pairsOf(reply: unknown): (readonly [field: string, value: string])[] {
  const texts = (reply as readonly Buffer[]).map(String);
  return texts.flatMap((field, i) => (i % 2 === 0 ? [[field, texts[i + 1] ?? ''] as const] : []));
}
