import { progressStream } from '@scrutin/cli';

const LINE_EVERY_MS = 10_000;

/** Shows how far the voting is: one line that is written anew on a terminal, and otherwise a line every ten seconds. */
export class VoteProgress {
  readonly #total: number;
  readonly #begunMs = performance.now();
  readonly #isTerminal = progressStream.isTTY;
  #shownMs = this.#begunMs;

  /** @param total the votes that will be sent */
  constructor(total: number) {
    this.#total = total;
  }

  show(accepted: number, counted: number): void {
    const nowMs = performance.now();
    if (!this.#isTerminal && nowMs - this.#shownMs < LINE_EVERY_MS) return;
    this.#shownMs = nowMs;
    const rate = (accepted * 1_000) / (nowMs - this.#begunMs);
    const left = rate > 0 ? Math.ceil((this.#total - accepted) / rate) : undefined;
    const line =
      `  ${whole(accepted)} of ${whole(this.#total)} votes cast, ${whole(counted)} counted, ` +
      `${whole(Math.round(rate))}/s, ${left === undefined ? '?' : time(left)} left`;
    progressStream.write(this.#isTerminal ? `\r${line}\u001b[K` : `${line}\n`);
  }

  end(): void {
    if (this.#isTerminal) progressStream.write('\r\u001b[K');
  }
}

function whole(n: number): string {
  return n.toLocaleString('en');
}

function time(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
