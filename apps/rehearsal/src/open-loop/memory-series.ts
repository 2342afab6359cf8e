import { programMemory } from '../bench/process-memory.ts';

/** The memory of several programs at one time, in bytes by name; see `ProgramMemory.together`. */
export interface MemorySample {
  /** Since the series began. */
  readonly ms: number;
  readonly bytes: Readonly<Record<string, number>>;
}

/** Reads the memory of the programs again and again. */
export function memorySeries(
  programs: readonly { readonly name: string; readonly pid: number }[],
  everyMs: number,
): { end(): readonly MemorySample[] } {
  const begunMs = performance.now();
  const samples: MemorySample[] = [];
  const look = (): void => {
    const bytes = Object.fromEntries(programs.map(({ name, pid }) => [name, programMemory(pid).together]));
    samples.push({ ms: performance.now() - begunMs, bytes });
  };
  look();
  const looks = setInterval(look, everyMs);
  return {
    end() {
      clearInterval(looks);
      look();
      return samples;
    },
  };
}
