import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc. Linux keeps this constant for programs (USER_HZ). */
const TICKS_PER_SECOND = 100;

interface ProcessTicks {
  readonly parent: number;
  readonly ticks: number;
}

/**
 * The CPU seconds that a process and all its running descendants have used, from /proc. The result is 0 if there is no
 * /proc or no such process; the report then says that it was not measured.
 */
export function cpuSeconds(pid: number): number {
  const processes = allProcesses();
  const ticks = treeOf(pid, processes).reduce((sum, one) => sum + (processes.get(one)?.ticks ?? 0), 0);
  return ticks / TICKS_PER_SECOND;
}

/** A process and all its running descendants. Only the process itself if there is no /proc. */
export function processTree(pid: number): number[] {
  return treeOf(pid, allProcesses());
}

function treeOf(pid: number, processes: ReadonlyMap<number, ProcessTicks>): number[] {
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

function allProcesses(): Map<number, ProcessTicks> {
  const processes = new Map<number, ProcessTicks>();
  for (const name of entriesOf('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const found = readProcess(pid);
    if (found !== undefined) processes.set(pid, found);
  }
  return processes;
}

/** Fields of /proc/[pid]/stat (proc(5)), counted after the name: it is in parentheses and may contain spaces. */
function readProcess(pid: number): ProcessTicks | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // it ended since the folder was read
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not a Linux
  }
}
