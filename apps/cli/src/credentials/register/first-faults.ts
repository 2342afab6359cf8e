import type { RegisterFault } from '@scrutin/credentials';

/** Collects what is wrong with a register: how much in all, and the first lines of it. */
export class FirstFaults {
  readonly #most: number;
  #kept: RegisterFault[] = [];
  #total = 0;

  /** @param most how many faults are kept; a register of millions of lines may be wrong in every one */
  constructor(most: number) {
    this.#most = most;
  }

  get total(): number {
    return this.#total;
  }

  add(fault: RegisterFault): void {
    this.#total += 1;
    this.#kept.push(fault);
    if (this.#kept.length >= 2 * this.#most + 1_000) this.#kept = this.inOrder();
  }

  /** The kept faults, by line. */
  inOrder(): RegisterFault[] {
    return this.#kept.toSorted((a, b) => a.line - b.line).slice(0, this.#most);
  }
}
