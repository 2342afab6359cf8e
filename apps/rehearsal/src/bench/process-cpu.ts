import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc. Linux keeps this constant for programs (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Core-seconds in a program and in the kernel on its behalf. */
export interface CpuTime {
  readonly user: number;
  readonly system: number;
}

/** A process: the time that it used itself, and the time of those of its descendants that ended and were waited for. */
export interface ProcessTime {
  readonly parent: number;
  readonly own: CpuTime;
  readonly ended: CpuTime;
}

/**
 * The CPU seconds that a process and all its descendants have used, also those that ended: PostgreSQL has a process for
 * each connection, and they come and go. The result is 0 if there is no /proc or no such process; the report then says
 * that it was not measured.
 */
export function cpuSeconds(pid: number, processes: ReadonlyMap<number, ProcessTime>): number {
  return treeOf(pid, processes).reduce((sum, one) => {
    const time = processes.get(one);
    if (time === undefined) return sum;
    const { own, ended } = time;
    return sum + own.user + own.system + ended.user + ended.system;
  }, 0);
}

/** A process and all its running descendants. Only the process itself if there is no /proc. */
export function processTree(pid: number): number[] {
  return treeOf(pid, readProcesses());
}

/** A process and all its descendants among these processes. */
export function treeOf(pid: number, processes: ReadonlyMap<number, ProcessTime>): number[] {
  const children = new Map<number, number[]>();
  for (const [child, { parent }] of processes) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [child]);
    else siblings.push(child);
  }
  const tree: number[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    tree.push(next);
    open.push(...(children.get(next) ?? []));
  }
  return tree;
}

/** Every process of this machine that this process can see, by its number; none if there is no /proc. */
export function readProcesses(): Map<number, ProcessTime> {
  const processes = new Map<number, ProcessTime>();
  for (const name of entriesOf('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const found = readProcess(pid);
    if (found !== undefined) processes.set(pid, found);
  }
  return processes;
}

/** Fields of /proc/[pid]/stat (proc(5)), counted after the name: it is in parentheses and may contain spaces. */
function readProcess(pid: number): ProcessTime | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // it ended since the folder was read
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const seconds = (field: number): number => Number(fields[field]) / TICKS_PER_SECOND;
  return {
    parent: Number(fields[1]),
    own: { user: seconds(11), system: seconds(12) },
    ended: { user: seconds(13), system: seconds(14) },
  };
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not a Linux
  }
}
