import type { BallotGroup, Candidate, Contest, Rank } from '../contest.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';

export interface BltContest extends Contest {
  readonly ballots: readonly BallotGroup[];
  readonly title: string | undefined;
  /** The predetermined order for ties, when the file has one (`[tie 3 1 2]`); else empty. */
  readonly tieOrder: readonly string[];
}

/** One word of the file; quoted ones are names. */
interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|\/\*[\s\S]*?\*\/|#[^\n]*|(\[[^\]]*\])|(\([^)]*\))|([^\s"#()[\]]+)/g;

/**
 * Reads a BLT file (Hill, Wichmann and Woodall 1987, with the usual extensions): candidates and seats;
 * `-n` withdrawn candidates; `[tie …]`; ballots as `count n n=m - n 0`, where `=` joins an overvote and
 * `-` is a skipped rank, perhaps after an identifier in parentheses; `0`; names; title. Comments with
 * `#` or between slashes and stars. Candidate n has the identifier `cn`.
 */
export function readBlt(text: string): ReadOutcome<BltContest> {
  const tokens = tokensOf(text);
  let at = 0;
  const word = (): string | undefined => (tokens[at]?.quoted === false ? tokens[at]?.text : undefined);
  const size = wholeNumber(word());
  at += 1;
  const seats = wholeNumber(word());
  at += 1;
  if (size === undefined || seats === undefined || size < 1) {
    return unreadable('the first line must give the number of candidates and of seats');
  }
  const id = (token: string): string | undefined => {
    const number = wholeNumber(token);
    return number === undefined || number < 1 || number > size ? undefined : `c${number}`;
  };
  const withdrawn = new Set<string>();
  let tieOrder: readonly string[] = [];
  for (let token = word(); token !== undefined; token = word()) {
    if (token.startsWith('[')) {
      const [kind, ...members] = token.slice(1, -1).trim().split(/\s+/);
      if (kind === 'tie') tieOrder = members.flatMap((member) => id(member) ?? []);
    } else if (/^-\d+$/.test(token)) {
      const candidate = id(token.slice(1));
      if (candidate === undefined) return unreadable(`${token}: no such candidate`);
      withdrawn.add(candidate);
    } else break;
    at += 1;
  }
  const ballots: BallotGroup[] = [];
  for (;;) {
    if (word()?.startsWith('(') === true) at += 1;
    const count = wholeNumber(word());
    if (count === undefined) return unreadable(`ballot ${ballots.length + 1}: a count is wanted`);
    at += 1;
    if (count === 0) break;
    const ranks: Rank[] = [];
    for (let token = word(); token !== '0'; token = word()) {
      if (token === undefined) return unreadable(`ballot ${ballots.length + 1}: it does not end with 0`);
      const rank = token === '-' ? [] : token.split('=').map(id);
      if (rank.includes(undefined))
        return unreadable(`ballot ${ballots.length + 1}: ${token} is no candidate`);
      ranks.push(rank as string[]);
      at += 1;
    }
    at += 1;
    ballots.push({ ranks, count });
  }
  const names = tokens.slice(at).map((token) => token.text);
  if (names.length < size) return unreadable(`${size} names are wanted, ${names.length} found`);
  const candidates = names.slice(0, size).map((name, index): Candidate => {
    const candidate = `c${index + 1}`;
    return { id: candidate, name, excluded: withdrawn.has(candidate) };
  });
  return read({ candidates, ballots, seats, title: names[size], tieOrder });
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [, name, bracket, parenthesis, word] of text.replace(/^\uFEFF/, '').matchAll(TOKEN)) {
    if (name !== undefined) tokens.push({ text: name.replace(/\\(.)/g, '$1'), quoted: true });
    const plain = bracket ?? parenthesis ?? word;
    if (plain !== undefined) tokens.push({ text: plain, quoted: false });
  }
  return tokens;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
