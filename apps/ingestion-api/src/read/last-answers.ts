/**
 * Large answers as JSON, each made once of the same parts: with 100 races the results of all regions take
 * milliseconds to write, which a crowd would take from the votes. Keeps the last one for each key, so that the
 * keys must be of things that exist.
 */
export class LastAnswers {
  readonly #kept = new Map<string, { readonly parts: readonly unknown[]; readonly json: string }>();

  /** @param parts everything that the answer depends on: it is made again when one of them is another value */
  json(key: string, parts: readonly unknown[], make: () => unknown): string {
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.parts.every((part, index) => part === parts[index])) return kept.json;
    const json = JSON.stringify(make());
    this.#kept.set(key, { parts, json });
    return json;
  }
}
