import type { RaceCount } from './shown-round.ts';
import { rowsOf } from './shown-round.ts';

/** The width of the picture, and where its bars begin: the numbers of the rounds stand left of them. */
const WIDTH = 340;
const LEFT = 24;
const BAR_HEIGHT = 14;
/** From the top of a bar to the top of the next one. */
const STEP = 64;
const TOP = 24;
const GAP = 3;
/** With less room for all votes together, there is no picture. */
const LEAST_ROOM = 150;
/** The ballots that count for no candidate, which stand last. */
const NOBODY = '#nobody';

/** The votes of a candidate, or of nobody, in one round. */
interface FlowSegment {
  /** The number of the candidate in the first round, the one with the most votes first; undefined for nobody. */
  readonly number: number | undefined;
  readonly color: string | undefined;
  readonly x: number;
  readonly width: number;
}

/** The votes that go from one segment to another one of the next round. */
interface FlowLink {
  readonly path: string;
  readonly color: string | undefined;
}

export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly barHeight: number;
  /** From the top to the bottom. */
  readonly rounds: readonly { readonly y: number; readonly segments: readonly FlowSegment[] }[];
  readonly links: readonly FlowLink[];
  /** The names, in the order of the numbers. */
  readonly names: readonly string[];
}

interface Owner {
  readonly id: string;
  readonly color: string | undefined;
}

/**
 * Where the votes go from round to round: a bar for each round, one below the other, and between them a band for the votes
 * that stay or move, as wide as they are many. Undefined if there is one round, if so many candidates have votes
 * that their bars could not be told apart, and if the transfers of the rounds do not make the next ones, as where a count
 * begins anew for each seat.
 */
export function voteFlow(count: RaceCount): FlowPicture | undefined {
  const { rounds } = count;
  if (rounds.length < 2 || rounds.some(({ pass }) => pass > 1)) return undefined;
  const candidates = rowsOf(count, 0).map(({ candidate }) => candidate);
  const owners: readonly Owner[] = [
    ...candidates.map(({ candidate_id: id, party_color: color }) => ({ id, color: color ?? undefined })),
    { id: NOBODY, color: undefined },
  ];
  const moves = rounds.slice(1).map((_round, index) => movesOf(count, index, owners));
  if (!moves.every((each, index) => makesNextRound(count, index, each))) return undefined;
  const mostBars = Math.max(
    ...rounds.map((_round, index) => owners.filter(({ id }) => votesOf(count, index, id) > 0).length),
  );
  const room = WIDTH - LEFT - GAP * mostBars;
  if (room < LEAST_ROOM) return undefined;
  const perVote = room / Math.max(1, count.ballots);
  const placed = rounds.map((_round, index) => segmentsOf(count, index, owners, perVote));
  const yOf = (index: number): number => TOP + index * STEP;
  return {
    width: WIDTH,
    height: yOf(rounds.length - 1) + BAR_HEIGHT + TOP,
    barHeight: BAR_HEIGHT,
    rounds: placed.map((segments, index) => ({
      y: yOf(index),
      segments: [...segments.values()].filter(({ width }) => width > 0),
    })),
    links: moves.flatMap((each, index) =>
      linksOf(each, owners, perVote, placed.slice(index), yOf(index) + BAR_HEIGHT, yOf(index + 1)),
    ),
    names: candidates.map(({ name }) => name),
  };
}

function votesOf(count: RaceCount, index: number, id: string): number {
  const tally = count.rounds[index]?.tally ?? {};
  if (id !== NOBODY) return Number(tally[id] ?? 0);
  const active = Object.values(tally).reduce((sum, votes) => sum + Number(votes), 0);
  return Math.max(0, count.ballots - active);
}

function segmentsOf(
  count: RaceCount,
  index: number,
  owners: readonly Owner[],
  perVote: number,
): ReadonlyMap<string, FlowSegment> {
  const segments = new Map<string, FlowSegment>();
  let x = LEFT;
  for (const [place, { id, color }] of owners.entries()) {
    const width = votesOf(count, index, id) * perVote;
    segments.set(id, { number: id === NOBODY ? undefined : place + 1, color, x, width });
    if (width > 0) x += width + GAP;
  }
  return segments;
}

/** What each owner gives to each at the end of a round: what moves, and what stays. */
function movesOf(count: RaceCount, index: number, owners: readonly Owner[]): Moves {
  const known = new Set(owners.map(({ id }) => id));
  const moves = new Map(owners.map(({ id }) => [id, new Map<string, number>()] as const));
  for (const { from, to } of count.rounds[index]?.transfers ?? []) {
    for (const [target, votes] of Object.entries(to)) {
      const receiver = known.has(target) ? target : NOBODY;
      const given = moves.get(from);
      given?.set(receiver, (given.get(receiver) ?? 0) + Number(votes));
    }
  }
  for (const { id } of owners) {
    const given = moves.get(id);
    const moved = [...(given?.values() ?? [])].reduce((sum, votes) => sum + votes, 0);
    // Nobody keeps more than the next round shows: what a transfer does not name is no longer in the count.
    const stays = Math.min(votesOf(count, index, id) - moved, votesOf(count, index + 1, id));
    if (stays > 0) given?.set(id, (given.get(id) ?? 0) + stays);
  }
  return moves;
}

type Moves = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Whether every candidate has in the next round what stayed and what came, but for what is lost to rounding. */
function makesNextRound(count: RaceCount, index: number, moves: Moves): boolean {
  const tally = Object.entries(count.rounds[index + 1]?.tally ?? {});
  return tally.every(([id, votes]) => {
    const come = [...moves.values()].reduce((sum, to) => sum + (to.get(id) ?? 0), 0);
    return Math.abs(come - Number(votes)) <= Math.max(1, count.ballots / 200);
  });
}

function linksOf(
  moves: Moves,
  owners: readonly Owner[],
  perVote: number,
  [above, below]: readonly ReadonlyMap<string, FlowSegment>[],
  top: number,
  bottom: number,
): FlowLink[] {
  /** How much of each segment below is taken already. */
  const taken = new Map<string, number>();
  return owners.flatMap(({ id, color }) => {
    let from = above?.get(id)?.x ?? LEFT;
    return owners.flatMap((target): FlowLink[] => {
      const width = (moves.get(id)?.get(target.id) ?? 0) * perVote;
      if (width <= 0) return [];
      const before = taken.get(target.id) ?? 0;
      taken.set(target.id, before + width);
      const path = bandOf(from, (below?.get(target.id)?.x ?? LEFT) + before, width, top, bottom);
      from += width;
      return [{ path, color }];
    });
  });
}

/** A band between two bars, as wide at its end as at its beginning. */
function bandOf(from: number, to: number, width: number, top: number, bottom: number): string {
  const middle = (top + bottom) / 2;
  const at = (x: number, y: number): string => `${x.toFixed(2)} ${y}`;
  return [
    `M${at(from, top)}`,
    `C${at(from, middle)} ${at(to, middle)} ${at(to, bottom)}`,
    `L${at(to + width, bottom)}`,
    `C${at(to + width, middle)} ${at(from + width, middle)} ${at(from + width, top)}Z`,
  ].join('');
}
