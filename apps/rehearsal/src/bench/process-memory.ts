import { readFileSync } from 'node:fs';
import { processTree } from './process-cpu.ts';

/** The memory of a program in bytes, which may be several processes. Zeros if there is no /proc. */
export interface ProgramMemory {
  /** The most that one of its processes ever had (`VmHWM`), with what it shares with others. */
  readonly largest: number;
  /** What its processes have together now: their own memory, and what they share once. */
  readonly together: number;
}

/** Reads the memory of a process and of its running descendants from /proc (proc(5)). */
export function programMemory(pid: number): ProgramMemory {
  return memoryOf(processTree(pid));
}

function memoryOf(processes: readonly number[]): ProgramMemory {
  let largest = 0;
  let own = 0;
  let shared = 0;
  for (const one of processes) {
    const status = statusOf(one);
    largest = Math.max(largest, bytesOf(status, 'VmHWM'));
    own += bytesOf(status, 'RssAnon');
    shared = Math.max(shared, bytesOf(status, 'RssShmem') + bytesOf(status, 'RssFile'));
  }
  return { largest, together: own + shared };
}

/** Keeps the most memory that each of several programs had whenever it looked. */
export class MemoryWatch {
  readonly #most = new Map<string, { largest: number; together: number }>();

  look(name: string, pid: number): void {
    this.note(name, programMemory(pid));
  }

  /** Without the processes that it started. */
  lookAlone(name: string, pid: number): void {
    this.note(name, memoryOf([pid]));
  }

  note(name: string, { largest, together }: ProgramMemory): void {
    const before = this.#most.get(name) ?? { largest: 0, together: 0 };
    this.#most.set(name, {
      largest: Math.max(before.largest, largest),
      together: Math.max(before.together, together),
    });
  }

  figures(): Record<string, ProgramMemory> {
    return Object.fromEntries(this.#most);
  }
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // it ended since
  }
}

function bytesOf(status: string, field: string): number {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? 0 : Number(kibibytes) * 1024;
}
