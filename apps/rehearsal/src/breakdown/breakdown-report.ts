import { textTable } from '@scrutin/cli';
import type { Breakdown, Part } from './breakdown.ts';
import type { Counters } from './counters.ts';
import type { MachineBreakdown } from './machine-time.ts';
import type { Statement, StatementCost } from './postgres-statistics.ts';
import type { RedisReading } from './redis-statistics.ts';
import { LATENCY_THRESHOLD_MS } from './redis-statistics.ts';

const MOST_STATEMENTS = 25;
const MOST_TABLES = 12;
const STATEMENT_WIDTH = 90;
const FREE: StatementCost = {
  calls: 0,
  ms: 0,
  rows: 0,
  wal_bytes: 0,
  blocks_hit: 0,
  blocks_read: 0,
  blocks_dirtied: 0,
};

/** Everything that was measured, each part with a sentence that says how to read it. */
export function breakdownReport({
  votes,
  machine,
  statements,
  postgres,
  redis,
  rabbitmq,
}: Breakdown): string {
  return [
    `\nWhere the time of a vote goes, for ${whole(votes)} counted votes. The statistics cost time, so the rates of this run do not count.`,
    section('The cores, from the first request until the last vote was counted', machine, (figures) =>
      machineTables(figures, votes),
    ),
    section('Statements of PostgreSQL', statements, (figures) => statementTable(figures, votes)),
    section('Counters of PostgreSQL', postgres, ({ server, tables }) =>
      [
        "By PostgreSQL's names; times are in milliseconds.",
        counterTable(server, votes),
        tableTable(tables, votes),
      ].join('\n'),
    ),
    section('Redis', redis, (figures) => redisTables(figures, votes)),
    section('Counters of RabbitMQ', rabbitmq, (figures) =>
      [
        "By RabbitMQ's names. The writes and syncs of files (io_) are those of the log of all quorum queues, oct are bytes, " +
          'and reductions are the steps in which Erlang counts work.',
        counterTable(figures, votes),
      ].join('\n'),
    ),
  ].join('\n');
}

function section<T>(title: string, part: Part<T>, text: (figures: T) => string): string {
  return `\n${title}\n${part.kind === 'measured' ? text(part.figures) : `not measured: ${part.reason}`}`;
}

/** Both tables add up: the first to the time of all cores, the second to the busy part of it. */
function machineTables({ cores, programs }: MachineBreakdown, votes: number): string {
  const parts = [
    ['programs (user)', cores.user],
    ['kernel (system)', cores.system],
    ['interrupts', cores.interrupts],
    ['taken by the host (steal)', cores.stolen],
    ['waiting for a disk (iowait)', cores.iowait],
    ['idle', cores.idle],
  ] as const;
  const all = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  const line = (name: string, seconds: number, of: number): string[] => [
    name,
    fixed(seconds, 2),
    percent(seconds, of),
    fixed(micro(seconds) / votes, 1),
  ];
  const busy = cores.user + cores.system + cores.interrupts;
  return [
    textTable({
      head: ['all cores', 'core-seconds', '%', 'µs per vote'],
      right: [1, 2, 3],
      rows: [...parts.map(([name, seconds]) => line(name, seconds, all)), line('together', all, all)],
    }),
    'The busy part of it (user, system, interrupts) by process. PostgreSQL and RabbitMQ have several processes or threads.',
    textTable({
      head: ['process', 'user s', 'system s', 'core-seconds', '% of busy', 'µs per vote'],
      right: [1, 2, 3, 4, 5],
      rows: [
        ...programs.map(({ name, user, system }) => programLine(name, user, system)),
        programLine('together', cores.user, cores.system + cores.interrupts),
      ],
    }),
    '"In no process" is what the kernel did for nobody, such as interrupts, what processes did that ended meanwhile, and ' +
      'the difference between the two ways in which the kernel counts. It can be negative.',
  ].join('\n');

  function programLine(name: string, user: number, system: number): string[] {
    const [, seconds = '', share = '', perVote = ''] = line(name, user + system, busy);
    return [name, fixed(user, 2), fixed(system, 2), seconds, share, perVote];
  }
}

function statementTable(statements: readonly Statement[], votes: number): string {
  const line = (what: string, one: StatementCost): string[] => [
    what,
    whole(one.calls),
    one.ms.toFixed(0),
    ((one.ms * 1_000) / votes).toFixed(2),
    (one.rows / votes).toFixed(2),
    (one.wal_bytes / votes).toFixed(0),
    (one.blocks_hit / votes).toFixed(2),
    (one.blocks_read / votes).toFixed(3),
    (one.blocks_dirtied / votes).toFixed(3),
  ];
  const outer = statements.filter(({ is_nested: isNested }) => !isNested);
  const shown = statements.slice(0, MOST_STATEMENTS);
  const total = outer.reduce(addCosts, FREE);
  return [
    `Time by the clock, with waiting but without the commit that follows a statement. "└" marks a statement inside of a function, ` +
      `whose cost is also part of its caller's. ${statements.length - shown.length} cheaper statements are only in --json.`,
    textTable({
      head: ['statement', 'calls', 'ms', 'µs', 'rows', 'WAL bytes', 'hit', 'read', 'dirtied'],
      right: [1, 2, 3, 4, 5, 6, 7, 8],
      rows: [
        ...shown.map((one) =>
          line(`${one.is_nested ? '└ ' : ''}${one.login}: ${shortStatement(one.text)}`, one),
        ),
        line('all that are not inside of a function', total),
      ],
    }),
    'µs, rows, WAL bytes and blocks (hit, read, dirtied) are for each vote.',
  ].join('\n');
}

/** The first words of a statement on one line. */
export function shortStatement(text: string): string {
  const line = text
    .replace(/--.*$/gm, '')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= STATEMENT_WIDTH ? line : `${line.slice(0, STATEMENT_WIDTH - 1)}…`;
}

function counterTable(counters: Counters, votes: number): string {
  return textTable({
    head: ['counter', 'grew by', 'per vote'],
    right: [1, 2],
    rows: Object.entries(counters).map(([name, value]) => [name, amount(value), ratio(value / votes)]),
  });
}

function tableTable(tables: Readonly<Record<string, Counters>>, votes: number): string {
  const columns = [
    ['inserted', 'inserted'],
    ['updated', 'updated'],
    ['of these in place (HOT)', 'updated_in_place'],
    ['deleted', 'deleted'],
    ['table hit', 'heap_hit'],
    ['table read', 'heap_read'],
    ['index hit', 'index_hit'],
    ['index read', 'index_read'],
  ] as const;
  return [
    'Rows, and blocks of the table and of its indexes that were found in the buffers (hit) or read from a file, per vote.',
    textTable({
      head: ['table', ...columns.map(([head]) => head)],
      right: columns.map((_, index) => index + 1),
      rows: Object.entries(tables)
        .slice(0, MOST_TABLES)
        .map(([name, counters]) => [name, ...columns.map(([, key]) => ratio((counters[key] ?? 0) / votes))]),
    }),
  ].join('\n');
}

function redisTables(reading: RedisReading, votes: number): string {
  const { commands, latency } = reading;
  const perVote = (seconds: number): string => (micro(seconds) / votes).toFixed(2);
  return [
    'The time of a script (evalsha) has that of the commands that it calls, which are also counted on lines of their own.',
    textTable({
      head: ['command', 'calls', 'µs per call', 'µs per vote'],
      right: [1, 2, 3],
      rows: Object.entries(commands).map(([name, { calls, us }]) => [
        name,
        whole(calls),
        (us / calls).toFixed(2),
        (us / votes).toFixed(2),
      ]),
    }),
    `Processor, µs per vote, with sockets and parsing: ${perVote(reading.main_thread_s)} in the thread of the commands, ` +
      `${perVote(reading.all_threads_s - reading.main_thread_s)} in the others.`,
    latency.length === 0
      ? `Nothing took Redis ${LATENCY_THRESHOLD_MS} ms or longer.`
      : textTable({
          head: [`events of ${LATENCY_THRESHOLD_MS} ms and more`, 'latest ms', 'longest ms'],
          right: [1, 2],
          rows: latency.map((one) => [one.event, whole(one.latest_ms), whole(one.longest_ms)]),
        }),
  ].join('\n');
}

function addCosts(a: StatementCost, b: StatementCost): StatementCost {
  return {
    calls: a.calls + b.calls,
    ms: a.ms + b.ms,
    rows: a.rows + b.rows,
    wal_bytes: a.wal_bytes + b.wal_bytes,
    blocks_hit: a.blocks_hit + b.blocks_hit,
    blocks_read: a.blocks_read + b.blocks_read,
    blocks_dirtied: a.blocks_dirtied + b.blocks_dirtied,
  };
}

/** Never with a minus before a zero. */
function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^-(0(\.0+)?)$/, '$1');
}

function micro(seconds: number): number {
  return seconds * 1e6;
}

function percent(part: number, of: number): string {
  return of === 0 ? '' : fixed((100 * part) / of, 1);
}

/** Three digits are enough to compare, whatever the size of the number. */
function ratio(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 100 ? whole(Math.round(value)) : value.toPrecision(3);
}

function amount(value: number): string {
  return Number.isInteger(value) ? whole(value) : value.toFixed(1);
}

function whole(count: number): string {
  return count.toLocaleString('en');
}
