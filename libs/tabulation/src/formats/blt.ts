import type { BallotGroup, Candidate, Contest, Rank } from '../contest.ts';
import { readBltNames } from './blt-names.ts';
import { readBltRecord, withRecordIdentifiers } from './blt-record.ts';
import type { BltToken } from './blt-tokens.ts';
import { BltTokens } from './blt-tokens.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';
import { linesOf } from './text-lines.ts';

/** The contest in a BLT file. */
export interface BltContest extends Contest {
  readonly ballots: readonly BallotGroup[];
  readonly title: string | undefined;
  /** The predetermined order for ties (`[tie 3 1 2]`). It is empty if the file has none. */
  readonly tieOrder: readonly string[];
  /** The contest key, in a published ballot record of Scrutin. */
  readonly recordOf: string | undefined;
}

/** The part of the file before the ballots. */
interface Heading {
  readonly size: number;
  readonly seats: number;
  readonly withdrawn: Set<string>;
  undeclared: string | undefined;
  tieOrder: readonly string[];
  nicknames: ReadonlyMap<string, string>;
}

/**
 * Reads a BLT file (Hill, Wichmann and Woodall 1987, with the usual extensions). The parts of a file are:
 *
 * 1. the numbers of candidates and of seats;
 * 2. withdrawn candidates as `-n` or `[withdrawn n …]`, and the options `[tie …]`, `[nick …]` and `[undeclared n]`;
 * 3. the ballots as `count n n=m - n 0`, where `=` joins the candidates of an overvote and `-` is a skipped rank. An
 *    identifier in parentheses may come first;
 * 4. a line `0`, the names, and perhaps a title.
 *
 * Comments begin with `#` or are C comments. Candidate n has the identifier `cn`, or in a file that `recordWriter` wrote
 * the identifier that the comments at its end give.
 *
 * If each ballot has its own line, a 0 before the end of a line is refused. Some programs write it for a skipped
 * choice, and taken literally it would end the ballot there and begin another.
 */
export function readBlt(text: string): ReadOutcome<BltContest> {
  const tokens = new BltTokens(linesOf(text));
  const heading = readHeading(tokens);
  if (!heading.ok) return heading;
  const { size, seats, withdrawn, undeclared, tieOrder } = heading.value;
  const ballots = readBallots(tokens, heading.value);
  if (!ballots.ok) return ballots;
  const rest = tokens.rest();
  const names = readBltNames(rest, size);
  if (!names.ok) return names;
  const record = readBltRecord(rest, size);
  if (!record.ok) return record;
  const candidates = names.value.names.map((name, index): Candidate => {
    const id = `c${index + 1}`;
    const standing = { id, name, excluded: withdrawn.has(id) };
    return id === undeclared ? { ...standing, undeclaredWriteIns: true } : standing;
  });
  const { title } = names.value;
  if (record.value === undefined) {
    return read({ candidates, ballots: ballots.value, seats, title, tieOrder, recordOf: undefined });
  }
  const identified = withRecordIdentifiers(record.value, candidates, ballots.value);
  return read({ ...identified, seats, title, tieOrder, recordOf: record.value.contest });
}

function readHeading(tokens: BltTokens): ReadOutcome<Heading> {
  const first = tokens.peek();
  const size = wholeNumber(tokens.next()?.text);
  const seats = wholeNumber(tokens.next()?.text);
  if (size === undefined || seats === undefined) {
    return unreadable(
      `line ${first?.line ?? 1}: the first line must give the number of candidates and of seats, such as "5 2"`,
    );
  }
  if (size < 1) return unreadable(`line ${first?.line ?? 1}: there is no candidate`);
  const heading: Heading = {
    size,
    seats,
    withdrawn: new Set(),
    undeclared: undefined,
    tieOrder: [],
    nicknames: new Map(),
  };
  for (let token = tokens.peek(); token !== undefined; token = tokens.peek()) {
    if (!token.text.startsWith('[') && !/^-\d+$/.test(token.text)) break;
    tokens.next();
    const problem = token.text.startsWith('[')
      ? readOption(token, heading)
      : withdraw(token, [token.text.slice(1)], heading);
    if (problem !== undefined) return unreadable(`${at(token)}: ${problem}`);
  }
  const shared = tokens.ballotsBegin();
  return shared === undefined || shared.line === first?.line
    ? read(heading)
    : unreadable(
        `${at(shared)}: a ballot begins with ${shared.text} on a line of withdrawals or options: put it on its own line`,
      );
}

/** Adds an option in brackets to the heading, or returns what is wrong with it. */
function readOption(token: BltToken, heading: Heading): string | undefined {
  const [kind = '', ...members] = token.text
    .slice(1, -1)
    .trim()
    .split(/[\s,]+/);
  const unknown = members.find((member) => candidateOf(member, heading) === undefined);
  switch (kind.toLowerCase()) {
    case 'nick':
      return nickname(members, heading);
    case 'withdrawn':
      return withdraw(token, members, heading);
    case 'tie': {
      if (unknown !== undefined) return `[tie]: ${unknown} is not a candidate`;
      const order = members.flatMap((member) => candidateOf(member, heading) ?? []);
      if (new Set(order).size !== order.length) return '[tie]: a candidate is named twice';
      heading.tieOrder = order;
      return undefined;
    }
    case 'undeclared': {
      const [member, ...others] = members;
      if (member === undefined || others.length > 0 || heading.undeclared !== undefined) {
        return '[undeclared]: exactly one line of undeclared write-ins can be counted';
      }
      if (unknown !== undefined) return `[undeclared]: ${unknown} is not a candidate`;
      heading.undeclared = candidateOf(member, heading);
      return undefined;
    }
    default:
      return `[${kind}] is not a known option: it might change who is a candidate, so the file is not counted`;
  }
}

function nickname(members: readonly string[], heading: Heading): string | undefined {
  const { size } = heading;
  if (members.length !== size) return `[nick]: expected ${size} nicknames, found ${members.length}`;
  if (new Set(members).size !== size) return '[nick]: a nickname is given twice';
  const ambiguous = members.find((member) => /^\d+$/.test(member) || /[=-]/.test(member));
  if (ambiguous !== undefined) return `[nick]: ${ambiguous} could be a number or a mark`;
  heading.nicknames = new Map(members.map((member, index) => [member, `c${index + 1}`]));
  return undefined;
}

function withdraw(token: BltToken, members: readonly string[], heading: Heading): string | undefined {
  for (const member of members) {
    const candidate = candidateOf(member, heading);
    if (candidate === undefined) return `${token.text}: ${member} is not a candidate`;
    heading.withdrawn.add(candidate);
  }
  return members.length === 0 ? `${token.text}: name the candidates who withdrew` : undefined;
}

function candidateOf(word: string, { size, nicknames }: Heading): string | undefined {
  const number = wholeNumber(word);
  if (number === undefined) return nicknames.get(word);
  return number < 1 || number > size ? undefined : `c${number}`;
}

function readBallots(tokens: BltTokens, heading: Heading): ReadOutcome<readonly BallotGroup[]> {
  const ballots: BallotGroup[] = [];
  for (;;) {
    const identifier = /^\(.*\)$/.test(tokens.peek()?.text ?? '') ? tokens.next() : undefined;
    const token = tokens.next();
    if (token === undefined)
      return unreadable(
        'the file ends within the ballots: a line with only 0 must end them, and the names must follow',
      );
    const count = readCount(token);
    if (!count.ok) return count;
    if (identifier !== undefined && (count.value === 0 || identifier.line !== token.line)) {
      return unreadable(`${at(identifier)}: no ballot follows ${identifier.text} on its line`);
    }
    if (count.value === 0) {
      const next = tokens.following(token);
      return next === undefined
        ? read(ballots)
        : unreadable(
            `${at(next)}: a 0 at the beginning of a line ends the ballots, but ${next.text} follows it`,
          );
    }
    const ranks = readRanks(tokens, heading, token);
    if (!ranks.ok) return ranks;
    if (ranks.value.length === 0 && !tokens.oneBallotALine && identifier === undefined) {
      return unreadable(
        `${at(token)}: ${token.text} 0 may be blank ballots or a skipped choice: put each ballot on its own line`,
      );
    }
    ballots.push({ ranks: ranks.value, count: count.value });
  }
}

function readCount(token: BltToken): ReadOutcome<number> {
  const { text } = token;
  const count = wholeNumber(text);
  if (count !== undefined) return read(count);
  if (/^\d{16,}$/.test(text))
    return unreadable(`${at(token)}: too-many-ballots: ${text} is more than 2^53 - 1`);
  return unreadable(
    /^[+-]?[\d.,]*\d(e\d+)?$/i.test(text)
      ? `${at(token)}: expected a whole number of ballots, not ${text}`
      : `${at(token)}: expected the number of ballots, not ${text}; a line with only 0 ends the ballots`,
  );
}

/** Reads the ranks of a ballot up to the 0 that ends it. */
function readRanks(tokens: BltTokens, heading: Heading, start: BltToken): ReadOutcome<readonly Rank[]> {
  const ranks: Rank[] = [];
  for (;;) {
    const token = tokens.next();
    if (token === undefined || (tokens.oneBallotALine && token.line !== start.line)) {
      return unreadable(`${at(start)}: the ballot does not end with 0`);
    }
    if (token.text === '0') {
      const next = tokens.following(token);
      return next === undefined
        ? read(ranks)
        : unreadable(
            `${at(token)}: there is a 0 before the end of the line. If it is a skipped choice, write - in its place; ` +
              'if another ballot begins after it, put each ballot on its own line',
          );
    }
    const rank = token.text === '-' ? [] : token.text.split('=').map((word) => candidateOf(word, heading));
    const unknown = rank.indexOf(undefined);
    if (unknown !== -1) {
      return unreadable(
        `${at(token)}: ${token.text.split('=')[unknown] || token.text} is not a candidate (1 to ${heading.size})`,
      );
    }
    ranks.push(rank as string[]);
  }
}

function at({ line, column }: BltToken): string {
  return `line ${line}, column ${column}`;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
