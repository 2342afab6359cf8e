/** The order in which a Java HashSet, built from a collection of these strings, iterates over them. */
export function javaHashSetOrder(strings: readonly string[]): string[] {
  const capacity = capacityFor(strings.length);
  const buckets = new Map<number, string[]>();
  for (const text of new Set(strings)) {
    const hash = javaStringHash(text);
    const index = (hash ^ (hash >>> 16)) & (capacity - 1);
    const bucket = buckets.get(index);
    if (bucket === undefined) buckets.set(index, [text]);
    else bucket.push(text);
  }
  return [...buckets.entries()].sort(([a], [b]) => a - b).flatMap(([, bucket]) => bucket);
}

/**
 * The table size of `new HashSet<>(collection)`: room for all elements at a load of three quarters, and at least 16.
 */
function capacityFor(size: number): number {
  const wanted = Math.max(Math.floor((size * 4) / 3) + 1, 16);
  let capacity = 1;
  while (capacity < wanted) capacity *= 2;
  return capacity;
}

/** Java's `String.hashCode()`, computed over UTF-16 code units in 32-bit arithmetic. */
export function javaStringHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  }
  return hash;
}
