/** Waits that can be ended before their time. */
export class Pauses {
  readonly #underway = new Set<() => void>();

  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#underway.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#underway.add(end);
    });
  }

  endAll(): void {
    for (const end of this.#underway) end();
  }
}
