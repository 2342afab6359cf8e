/** More than any line of a roll; what is longer is cut, and none. */
const LONGEST_KEPT = 200;

/** Bytes to lines, each ended by LF, the last one perhaps not. ASCII: other bytes make a line that is none. */
export class LineSplitter {
  #held = '';

  push(bytes: Buffer): string[] {
    const lines = (this.#held + bytes.toString('latin1')).split('\n');
    this.#held = (lines.pop() ?? '').slice(0, LONGEST_KEPT);
    return lines;
  }

  end(): string[] {
    return this.#held === '' ? [] : [this.#held];
  }
}
