import type { LetterReader, SentLetter } from './letter-reader.ts';
import type { LoadOrder } from './load-order.ts';

/** A vote that is to be sent, and what must become of it if it is accepted. */
export interface SourcedVote {
  /** The whole HTTP request. */
  readonly text: string;
  readonly due: 'counted' | 'already-voted' | 'unknown-credential';
  /** Of a vote that must be counted: the region, and the place of its ballot in `ballots` of the order. */
  readonly region: string;
  readonly ballot: number;
  /** When its latency began, by `performance.now()`. */
  fromMs: number;
}

/** So many votes of others come between the two votes of one voter, so that the first was answered long before. */
const DUPLICATE_AFTER = 50;
/** The code of strangers: well formed, so that only the roll can refuse it. */
const STRANGERS_CODE = 'CDFGHJKM';
const FIRST_STRANGER = 10_000_000;

type SourceOrder = Pick<
  LoadOrder,
  'host' | 'port' | 'path' | 'skip' | 'voters' | 'duplicateEvery' | 'unknownEvery' | 'ballots'
>;

/**
 * Gives the votes of a load one by one: those of the letters, and between them second votes of the same voters with the
 * same choice, and votes of strangers. The requests come from 62,500 addresses in turn, as if through a proxy that the
 * API trusts.
 */
export class VoteSource {
  /** How many letters were used. */
  letters = 0;
  readonly #order: SourceOrder;
  readonly #reader: LetterReader;
  readonly #head: string;
  readonly #turns = new Map<string, number>();
  /** Second votes that are still to come, the oldest first. */
  readonly #duplicates: SourcedVote[] = [];
  readonly #waiting: SourcedVote[] = [];
  #sent = 0;
  #strangers = 0;

  constructor(order: SourceOrder, reader: LetterReader) {
    this.#order = order;
    this.#reader = reader;
    this.#head =
      `POST ${order.path} HTTP/1.1\r\nHost: ${order.host}:${order.port}\r\n` +
      'Content-Type: application/json\r\nX-Forwarded-For: 10.';
    reader.skip(order.skip);
  }

  /** The next vote; undefined when all were given. */
  next(): SourcedVote | undefined {
    const waiting = this.#waiting.pop();
    if (waiting !== undefined) return waiting;
    const letter = this.letters < this.#order.voters ? this.#reader.next() : undefined;
    if (letter === undefined) return this.#duplicates.shift();
    this.letters += 1;
    const { duplicateEvery, unknownEvery } = this.#order;
    const vote = this.#voteOf(letter, 'counted');
    if (duplicateEvery > 0 && this.letters % duplicateEvery === 0) {
      const text = this.#requestOf(letter.nas, letter.code, this.#ballotText(letter.region, vote.ballot));
      this.#duplicates.push({ ...vote, text, due: 'already-voted' });
      const due = this.#duplicates.length > DUPLICATE_AFTER ? this.#duplicates.shift() : undefined;
      if (due !== undefined) this.#waiting.push(due);
    }
    if (unknownEvery > 0 && this.letters % unknownEvery === 0) {
      const stranger = { nas: this.#strangersNas(), code: STRANGERS_CODE, region: letter.region };
      this.#waiting.push(this.#voteOf(stranger, 'unknown-credential'));
    }
    return vote;
  }

  #voteOf({ nas, code, region }: SentLetter, due: SourcedVote['due']): SourcedVote {
    const ballots = this.#order.ballots[region];
    if (ballots === undefined) throw new RangeError(`There is no ballot for the region "${region}".`);
    const turn = this.#turns.get(region) ?? 0;
    const ballot = turn % ballots.length;
    if (due === 'counted') this.#turns.set(region, turn + 1);
    return { text: this.#requestOf(nas, code, ballots[ballot] ?? ''), due, region, ballot, fromMs: 0 };
  }

  #ballotText(region: string, ballot: number): string {
    return this.#order.ballots[region]?.[ballot] ?? '';
  }

  #requestOf(nas: string, code: string, ballot: string): string {
    const body = `{"nas":"${nas}","code":"${code}",${ballot}}`;
    const i = this.#sent++;
    return `${this.#head}${i % 250}.${Math.floor(i / 250) % 250}.7\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  }

  /** A number with the check digit of a NAS (Luhn), which no generated credential has. */
  #strangersNas(): string {
    const digits = String(FIRST_STRANGER + this.#strangers++);
    let sum = 0;
    for (let i = 0; i < digits.length; i++) {
      const digit = Number(digits[i]);
      const doubled = i % 2 === 1 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return `${digits}${(10 - (sum % 10)) % 10}`;
  }
}
