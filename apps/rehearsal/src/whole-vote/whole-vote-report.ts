import type { Check, WholeVoteFigures } from './figures-of-vote.ts';
import { differencesOf } from './figures-of-vote.ts';

const MIB = 1024 * 1024;

/** The report of a whole vote in Markdown. */
export function wholeVoteReport(figures: WholeVoteFigures): string {
  return [
    ...heading(figures),
    ...section('Stages', table(['Stage', 'seconds'], stageRows(figures))),
    ...section('Votes and latency over time', timeNote(figures), table(TIME_HEAD, timeRows(figures))),
    ...section('Processor time', table(['Process', 'µs per vote'], cpuRows(figures))),
    ...section('Processor time over time', CPU_TIME_NOTE, cpuTimeTable(figures)),
    ...section(
      'Memory',
      MEMORY_NOTE,
      table(['Process', 'largest, MiB', 'together, MiB'], memoryRows(figures)),
    ),
    ...section(
      'Storage',
      ...storage(figures),
      table(['Table', 'table, MiB', 'indexes, MiB'], tableRows(figures)),
    ),
    ...section('Checks', verdict(figures), table(['', 'expected', 'found', ''], checkRows(figures))),
  ].join('\n');
}

/** One sentence that says whether everything agrees. */
export function verdict(figures: WholeVoteFigures): string {
  const differences = differencesOf(figures);
  const audit = figures.auditVerdict === 'holds' ? 'the audit found nothing' : 'THE AUDIT DOES NOT HOLD';
  return differences.length === 0
    ? `Every number agrees with what was sent, and ${audit}.`
    : `${differences.length} NUMBERS DIFFER from what was sent (${differences.map(({ name }) => name).join('; ')}), and ${audit}.`;
}

function heading(figures: WholeVoteFigures): string[] {
  const { machine, load } = figures;
  const { p50, p95, p99, max } = load.latencyMs;
  return [
    `# A whole vote of ${whole(figures.voters)} voters ${figures.contest.startsWith('law:') ? 'on a law' : 'in an election'}`,
    '',
    `\`${figures.contest}\`, ${figures.races === 1 ? 'one contest' : `${figures.races} races`}. ${figures.at.slice(0, 16)} UTC, commit ` +
      `${figures.commit === '' ? 'unknown' : figures.commit}. ${machine.cores} cores (${machine.model}), Node ${machine.node}, PostgreSQL ` +
      `${machine.postgres}, Redis ${machine.redis}. Workers: ${figures.workers}, aggregators: ${figures.aggregators}, connections: ` +
      `${figures.connections}. Everything ran on this machine, with the load generator.`,
    '',
    `- Everything took ${clock(figures.totalSeconds)}. From the first request to the last counted vote, ` +
      `${whole(figures.countedPerSecond)} votes per second were counted.`,
    `- Time to the answer 202: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, longest ${ms(max)} ms. The longest time without ` +
      `any answer was ${ms(load.longestStall.ms)} ms, at ${clock(load.longestStall.fromMs / 1_000)}.`,
    `- ${figures.closingToCertifiedSeconds.toFixed(1)} seconds after the closing, everything was counted, published and certified` +
      `${figures.lots === 0 ? '' : `, with ${figures.lots} lots drawn`}.` +
      (figures.waitedFor === '' ? '' : ` The certificate was refused until then: “${figures.waitedFor}”`),
    `- ${whole(load.repeated)} requests were sent again after 429, 503 or no answer.`,
  ];
}

function section(title: string, ...parts: readonly string[]): string[] {
  return ['', `## ${title}`, ...parts.flatMap((part) => ['', part])];
}

function stageRows({ stages, totalSeconds }: WholeVoteFigures): string[][] {
  return [...stages, { name: 'everything', seconds: totalSeconds }].map(({ name, seconds }) => [
    name,
    seconds.toFixed(1),
  ]);
}

const TIME_HEAD = [
  'from',
  'to',
  'accepted/s',
  'counted/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'longest ms',
  'stall ms',
];

function timeNote({ load }: WholeVoteFigures): string {
  const statuses = Object.entries(load.answers).map(([status, n]) => `${whole(n)} × ${status}`);
  return `Answers: ${statuses.join(', ')}. A stall is the longest time without an accepted vote.`;
}

function timeRows({ load, countedAtEnd }: WholeVoteFigures): string[][] {
  return load.intervals.map((interval, i) => {
    const seconds = (interval.toMs - interval.fromMs) / 1_000;
    const counted = (countedAtEnd[i] ?? 0) - (i === 0 ? 0 : (countedAtEnd[i - 1] ?? 0));
    const { p50, p95, p99, max } = interval.latencyMs;
    return [
      clock(interval.fromMs / 1_000),
      clock(interval.toMs / 1_000),
      whole(Math.round(interval.accepted / seconds)),
      whole(Math.round(counted / seconds)),
      ...[p50, p95, p99, max, interval.stallMs].map(ms),
    ];
  });
}

function cpuRows({ cpuUsPerVote }: WholeVoteFigures): string[][] {
  const sum = Object.values(cpuUsPerVote).reduce((a, b) => a + b, 0);
  return Object.entries({ ...cpuUsPerVote, 'all together': sum }).map(([name, us]) => [name, us.toFixed(1)]);
}

const CPU_TIME_NOTE =
  'µs of CPU time for each accepted vote, of the processes that ran all the time, and of the cores without work. If the machine ' +
  'slows down, all costs rise; if a table or a queue grows, only the processes that use it cost more.';

function cpuTimeTable({ load, cpuInInterval }: WholeVoteFigures): string {
  const names = Object.keys(cpuInInterval[0] ?? {});
  const rows = load.intervals.map(({ fromMs, toMs, accepted }, i) => [
    clock(fromMs / 1_000),
    clock(toMs / 1_000),
    ...names.map((name) => (((cpuInInterval[i]?.[name] ?? 0) * 1e6) / accepted).toFixed(1)),
  ]);
  return table(['from', 'to', ...names], rows);
}

const MEMORY_NOTE =
  'Largest: the peak resident memory of any one process of the program (`VmHWM`), shared pages included. Together: the highest ' +
  'observed total of all its processes, shared pages counted once.';

function memoryRows({ memory }: WholeVoteFigures): string[][] {
  return Object.entries(memory).map(([name, { largest, together }]) => [name, mib(largest), mib(together)]);
}

function storage({ walBytesPerVote, diskBytesPerVote, redisBytes, voters }: WholeVoteFigures): string[] {
  const perVoter = (redisBytes.voted - redisBytes.empty) / voters;
  return [
    `PostgreSQL wrote ${whole(walBytesPerVote)} bytes of WAL for each vote, and its files grew by ${whole(diskBytesPerVote)} bytes.`,
    `Redis held ${mib(redisBytes.loaded)} MiB with the roll, and ${mib(redisBytes.voted)} MiB after the voting: ` +
      `${perVoter.toFixed(0)} bytes for each voter.`,
  ];
}

function tableRows({ tables }: WholeVoteFigures): string[][] {
  return tables.map(({ name, table: bytes, indexes }) => [`\`${name}\``, mib(bytes), mib(indexes)]);
}

/** Every check that differs, and of those that agree the first ones of a long breakdown, such as one by region. */
function checkRows({ checks, auditVerdict }: WholeVoteFigures): string[][] {
  const breakdownOf = ({ name }: Check): string => name.slice(0, Math.max(0, name.indexOf(':')));
  const sizes = Map.groupBy(checks, breakdownOf);
  const shown = new Map<string, number>();
  const rows = checks.flatMap((check) => {
    const { name, expected, found } = check;
    const breakdown = breakdownOf(check);
    const size = sizes.get(breakdown)?.length ?? 0;
    const before = shown.get(breakdown) ?? 0;
    if (expected === found && size > LONGEST_BREAKDOWN && before >= SHOWN_OF_LONG) return [];
    shown.set(breakdown, before + 1);
    return [[name, whole(expected), whole(found), expected === found ? '' : 'DIFFERS']];
  });
  const left = checks.length - rows.length;
  return [
    ...rows,
    ...(left === 0 ? [] : [[`${left} others that agree`, '', '', '']]),
    ['`scrutin audit`', 'holds', auditVerdict, auditVerdict === 'holds' ? '' : 'DIFFERS'],
  ];
}

const LONGEST_BREAKDOWN = 20;
const SHOWN_OF_LONG = 3;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function whole(n: number): string {
  return n.toLocaleString('en');
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(bytes < 10 * MIB ? 1 : 0);
}

/** Minutes and seconds. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
