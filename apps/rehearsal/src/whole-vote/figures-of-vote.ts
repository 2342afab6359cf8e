import type { ProgramMemory } from '../bench/process-memory.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import type { TableSize } from './server-figures.ts';

/** A number of the record beside the number that it must be. */
export interface Check {
  readonly name: string;
  readonly expected: number;
  readonly found: number;
}

export interface Stage {
  readonly name: string;
  readonly seconds: number;
}

/** What a whole vote cost, and whether everything agrees. Sizes are in bytes. */
export interface WholeVoteFigures {
  readonly machine: {
    readonly cores: number;
    readonly model: string;
    readonly node: string;
    readonly postgres: string;
    readonly redis: string;
  };
  readonly at: string;
  readonly commit: string;
  readonly contest: string;
  readonly races: number;
  readonly voters: number;
  readonly connections: number;
  readonly workers: number;
  readonly aggregators: number;
  readonly stages: readonly Stage[];
  readonly totalSeconds: number;
  /** From the first request until the last vote was counted. */
  readonly countedPerSecond: number;
  /** From the moment of the closing until the certificate. */
  readonly closingToCertifiedSeconds: number;
  readonly lots: number;
  /** What the certificate waited for; empty if it waited for nothing. */
  readonly waitedFor: string;
  /** Of each interval of the load, how many votes were counted by its end. */
  readonly countedAtEnd: readonly number[];
  /** Of each interval of the load, the core-seconds of each program, and those without work. */
  readonly cpuInInterval: readonly Readonly<Record<string, number>>[];
  readonly load: Omit<LoadOutcome, 'cast'>;
  readonly cpuUsPerVote: Readonly<Record<string, number>>;
  readonly memory: Readonly<Record<string, ProgramMemory>>;
  readonly redisBytes: { readonly empty: number; readonly loaded: number; readonly voted: number };
  readonly walBytesPerVote: number;
  readonly diskBytesPerVote: number;
  readonly tables: readonly TableSize[];
  /** `holds` if the audit found nothing. */
  readonly auditVerdict: string;
  readonly checks: readonly Check[];
}

export function differencesOf({ checks }: Pick<WholeVoteFigures, 'checks'>): readonly Check[] {
  return checks.filter(({ expected, found }) => expected !== found);
}
