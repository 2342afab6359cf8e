/** Waits that can be ended early. */
export class Pauses {
  readonly #pending = new Set<() => void>();

  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#pending.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#pending.add(end);
    });
  }

  endAll(): void {
    for (const end of this.#pending) end();
  }
}
