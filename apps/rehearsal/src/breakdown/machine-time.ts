/** Where the processors of the machine spent a stretch of time, from /proc (proc(5)). All times are core-seconds. */
import { readFileSync } from 'node:fs';
import type { CpuTime, ProcessTime } from '../bench/process-cpu.ts';
import { readProcesses, treeOf } from '../bench/process-cpu.ts';

/** What all cores did, by the first line of /proc/stat. The parts add up to the time of all cores. */
export interface MachineTime {
  readonly user: number;
  readonly system: number;
  readonly interrupts: number;
  /** What the host of a virtual machine gave to others. */
  readonly stolen: number;
  /** Without work, while something waited for a disk. */
  readonly iowait: number;
  readonly idle: number;
}

export interface MachineReading {
  readonly cores: MachineTime;
  readonly processes: ReadonlyMap<number, ProcessTime>;
}

interface Program {
  readonly name: string;
  readonly pid: number;
}

interface ProgramTime extends CpuTime {
  readonly name: string;
}

/** `programs` add up to the user, system and interrupt times of `cores`. */
export interface MachineBreakdown {
  readonly cores: MachineTime;
  readonly programs: readonly ProgramTime[];
}

/** Which processes are named in a breakdown. */
export interface NamedProcesses {
  /** Each with its descendants. */
  readonly programs: readonly Program[];
  /** The load generator, which this process started and which has ended since. */
  readonly generator: number;
  /** This process, without its descendants. */
  readonly self: number;
}

const TICKS_PER_SECOND = 100;
/** The parent of all threads of the kernel. */
const KTHREADD = 2;
const NONE: CpuTime = { user: 0, system: 0 };

/** @throws Error if there is no /proc */
export function readMachine(): MachineReading {
  return { cores: machineTime(readFileSync('/proc/stat', 'utf8')), processes: readProcesses() };
}

/** @param stat the text of /proc/stat. `user` has the time of guests already */
export function machineTime(stat: string): MachineTime {
  const fields = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '').split(' ').map((ticks) => Number(ticks));
  const seconds = (field: number): number => (fields[field] ?? 0) / TICKS_PER_SECOND;
  return {
    user: seconds(0) + seconds(1),
    system: seconds(2),
    interrupts: seconds(5) + seconds(6),
    stolen: seconds(7),
    iowait: seconds(4),
    idle: seconds(3),
  };
}

/** The time between two readings. Everything that the cores did is in exactly one line. */
export function machineBreakdown(
  before: MachineReading,
  after: MachineReading,
  { programs, generator, self }: NamedProcesses,
): MachineBreakdown {
  const cores = coresBetween(before.cores, after.cores);
  const trees = programs.map(({ name, pid }) => ({ name, tree: treeOf(pid, after.processes), pid }));
  const named = new Set([...trees.flatMap(({ tree }) => tree), self]);
  const own = (pid: number): CpuTime =>
    minus(after.processes.get(pid)?.own ?? NONE, before.processes.get(pid)?.own ?? NONE);
  const others = [...after.processes.keys()].filter((pid) => !named.has(pid));
  const isOfKernel = (pid: number): boolean =>
    pid === KTHREADD || after.processes.get(pid)?.parent === KTHREADD;
  const lines: ProgramTime[] = [
    ...trees.map(({ name, tree, pid }) => ({
      name,
      ...minus(
        sum(tree.map((one) => withEnded(after, one))),
        sum(treeOf(pid, before.processes).map((one) => withEnded(before, one))),
      ),
    })),
    {
      name: 'wrk',
      // Its time became time of an ended child of this process. What it used before the load is left out.
      ...minus(
        minus(after.processes.get(self)?.ended ?? NONE, before.processes.get(self)?.ended ?? NONE),
        before.processes.get(generator)?.own ?? NONE,
      ),
    },
    { name: 'the bench itself', ...own(self) },
    { name: 'other processes', ...sum(others.filter((pid) => !isOfKernel(pid)).map(own)) },
    { name: 'threads of the kernel', ...sum(others.filter(isOfKernel).map(own)) },
  ];
  const rest = minus({ user: cores.user, system: cores.system + cores.interrupts }, sum(lines));
  return { cores, programs: [...lines, { name: 'in no process', ...rest }] };
}

function coresBetween(before: MachineTime, after: MachineTime): MachineTime {
  return {
    user: after.user - before.user,
    system: after.system - before.system,
    interrupts: after.interrupts - before.interrupts,
    stolen: after.stolen - before.stolen,
    iowait: after.iowait - before.iowait,
    idle: after.idle - before.idle,
  };
}

/** The time of a process and of its descendants that have ended. */
function withEnded({ processes }: MachineReading, pid: number): CpuTime {
  const process = processes.get(pid);
  return process === undefined ? NONE : sum([process.own, process.ended]);
}

function sum(times: readonly CpuTime[]): CpuTime {
  return times.reduce((a, b) => ({ user: a.user + b.user, system: a.system + b.system }), NONE);
}

function minus(a: CpuTime, b: CpuTime): CpuTime {
  return { user: a.user - b.user, system: a.system - b.system };
}
