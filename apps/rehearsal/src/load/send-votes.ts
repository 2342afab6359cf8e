import type { Answer } from './kept-connection.ts';
import { KeptConnection, numberIn } from './kept-connection.ts';
import { LetterReader } from './letter-reader.ts';
import { LoadFigures } from './load-figures.ts';
import type { LoadEnd, LoadMessage, LoadOrder } from './load-order.ts';
import { pacingOf } from './pacing.ts';
import { RepeatedVotes } from './repeated-votes.ts';
import type { SourcedVote } from './vote-source.ts';
import { VoteSource } from './vote-source.ts';

const PROGRESS_EVERY_MS = 1_000;
const TICK_MS = 1;

/**
 * Sends the votes of the order, and resolves when each has its answer, with the figures of the whole load. Votes that are
 * answered 429 or 503, or not at all, are sent again after the time that the server asks for.
 */
export async function sendVotes(order: LoadOrder, report: (message: LoadMessage) => void): Promise<LoadEnd> {
  const reader = new LetterReader(order.letters);
  const source = new VoteSource(order, reader);
  const { planned, dueAt, timeOf, lastMs, measuredFromMs, patienceMs } = pacingOf(order.pace);
  const isPaced = Number.isFinite(planned);
  const begunMs = performance.now();
  const figures = new LoadFigures(order, { begunMs, measuredFromMs }, (interval) => {
    report({ kind: 'interval', interval });
  });
  const repeats = new RepeatedVotes();
  const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>();
  let scheduled = 0;
  let gaveUp = 0;
  let inFlight = 0;
  let hasMore = true;

  // Connections that can take a vote: each as often as it has room for one. They are used in turn.
  const free: KeptConnection<SourcedVote>[] = [];
  let nextFree = 0;

  const nextVote = (nowMs: number): SourcedVote | undefined => {
    const vote = repeats.due(nowMs) ?? (hasMore ? source.next() : undefined);
    if (vote === undefined) hasMore = false;
    return vote;
  };
  /** Sends all that is due now, as far as connections are free. */
  const sendDue = (): void => {
    const nowMs = performance.now();
    const sinceMs = nowMs - begunMs;
    if (sinceMs > lastMs) hasMore = false;
    const due = Math.min(planned, dueAt(sinceMs));
    while (scheduled < due && sinceMs - (timeOf(scheduled) ?? sinceMs) > patienceMs) {
      scheduled += 1;
      gaveUp += 1;
    }
    while (scheduled < due && nextFree < free.length) {
      const vote = nextVote(nowMs);
      if (vote === undefined) break;
      vote.fromMs = begunMs + (timeOf(scheduled) ?? sinceMs);
      scheduled += 1;
      inFlight += 1;
      takeFree().send(vote);
    }
    if (inFlight === 0 && isOver()) finish(undefined);
  };
  const takeFree = (): KeptConnection<SourcedVote> => {
    const connection = free[nextFree++];
    if (connection === undefined) throw new Error('No connection is free.');
    if (nextFree > 4_096) nextFree -= free.splice(0, nextFree).length;
    return connection;
  };
  /** A closed loop also waits for the votes that are to be sent again; an open loop ends at its time. */
  const isOver = (): boolean =>
    isPaced ? scheduled >= planned || (!hasMore && repeats.size === 0) : !hasMore && repeats.size === 0;

  const onAnswer = (
    vote: SourcedVote,
    { status, head }: Answer,
    connection: KeptConnection<SourcedVote>,
  ): void => {
    inFlight -= 1;
    figures.record(vote, status, performance.now());
    if (isWorthRepeating(status)) repeats.add(vote, performance.now(), numberIn(head, 'Retry-After'));
    free.push(connection);
    sendDue();
  };
  const connections = Array.from(
    { length: order.connections },
    () => new KeptConnection({ host: order.host, port: order.port, onAnswer }),
  );
  for (let i = 0; i < order.inFlight; i++) free.push(...connections);

  const ticks = setInterval(sendDue, isPaced ? TICK_MS : 50);
  const progress = setInterval(() => {
    report({ kind: 'progress', accepted: figures.accepted, refused: figures.refused });
  }, PROGRESS_EVERY_MS);
  sendDue();
  await finished;
  clearInterval(ticks);
  clearInterval(progress);
  for (const connection of connections) connection.end();
  reader.close();

  const endedMs = performance.now();
  figures.endInterval(endedMs);
  const { user, system } = process.cpuUsage();
  return {
    kind: 'end',
    seconds: (endedMs - begunMs) / 1_000,
    ...figures.totals(),
    repeated: repeats.taken,
    gaveUp,
    dropped: repeats.size + repeats.dropped,
    letters: source.letters,
    cpuSeconds: (user + system) / 1e6,
    memoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** The statuses after which the same vote may be sent again. */
function isWorthRepeating(status: number): boolean {
  return status === 0 || status === 429 || status === 503;
}
