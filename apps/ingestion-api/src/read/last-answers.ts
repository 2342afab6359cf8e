/**
 * Keeps the last large answer for each key as JSON. Writing the results of an election with 100 races takes
 * milliseconds. Without this, many readers would take that time from the votes.
 */
export class LastAnswers {
  readonly #answers = new Map<string, { readonly parts: readonly unknown[]; readonly json: string }>();

  /**
   * Returns the JSON of an answer. `build` is called only if there is no answer for the key, or if one of its parts is
   * not the same value (`===`) as before.
   *
   * @param key names something that exists, because every key is kept forever
   * @param parts everything that the answer depends on
   */
  json(key: string, parts: readonly unknown[], build: () => unknown): string {
    const last = this.#answers.get(key);
    if (last !== undefined && last.parts.every((part, index) => part === parts[index])) return last.json;
    const json = JSON.stringify(build());
    this.#answers.set(key, { parts, json });
    return json;
  }
}
