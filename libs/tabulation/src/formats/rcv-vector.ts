import type { BallotGroup, Candidate, Contest, Rank } from '../contest.ts';
import type { LocalizedText } from '../localized-text.ts';
import type { RuleSet } from '../rule-set.ts';
import { DEFAULT_RULES } from '../rule-sets.ts';
import type { JsonObject } from './json-value.ts';
import { allOf, countOf, flagOf, listOf, objectOf, textOf, textsOf } from './json-value.ts';
import { rctabRulesFrom, unknownInConfig } from './rctab-config.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { read, unreadable } from './read-outcome.ts';

/** Votes by candidate, in the notation of the source. */
export type ExpectedVotes = Readonly<Record<string, string>>;

/** A round of a vector. Members that the vector leaves out are undefined. */
export interface ExpectedRound {
  /** The candidate whose votes the stage transferred. Only in the layout `stages`. */
  readonly source: string | undefined;
  readonly tally: ExpectedVotes;
  readonly threshold: string | undefined;
  readonly elected: readonly string[];
  readonly eliminated: readonly string[];
  readonly inactive: ExpectedVotes | undefined;
  readonly nonTransferable: string | undefined;
  readonly transfers: readonly ExpectedTransfer[] | undefined;
}

interface ExpectedTransfer {
  readonly from: string;
  readonly to: ExpectedVotes;
}

/** One tabulation. A contest has one, except in multi-pass IRV, which has one for each seat. */
interface ExpectedPass {
  readonly winners: readonly string[];
  readonly rounds: readonly ExpectedRound[];
}

/**
 * A contest in the format `rcv-vector/1`, with its published result. In the layout `stages`, the rounds are those of an
 * official declaration, in which each stage names the candidate whose exclusion led to it.
 */
export interface RcvVector {
  readonly name: string;
  readonly contest: Contest;
  readonly rules: RuleSet;
  readonly layout: 'rounds' | 'stages';
  readonly winners: readonly string[];
  readonly passes: readonly ExpectedPass[];
}

/** Reads an `rcv-vector/1` document that was already parsed as JSON. */
export function readRcvVector(document: unknown): ReadOutcome<RcvVector> {
  const vector = objectOf(document);
  if (vector?.['format'] !== 'rcv-vector/1')
    return unreadable({ fr: 'ce n’est pas un document rcv-vector/1', en: 'not an rcv-vector/1 document' });
  const rules = objectOf(vector['rules']);
  const expected = objectOf(vector['expected']);
  const candidates = allOf(vector['candidates'], candidateOf);
  const ballots = allOf(vector['ballots'], ballotsOf);
  if (rules === undefined) return unreadable(expectedAt('rules', AN_OBJECT));
  if (expected === undefined) return unreadable(expectedAt('expected', AN_OBJECT));
  if (candidates === undefined) {
    return unreadable(
      expectedAt(placeOfFault('candidates', vector, candidateOf), {
        fr: 'une liste de {code, name}',
        en: 'a list of {code, name}',
      }),
    );
  }
  if (ballots === undefined) {
    return unreadable(
      expectedAt(placeOfFault('ballots', vector, ballotsOf), {
        fr: 'une liste de {ranks, count}',
        en: 'a list of {ranks, count}',
      }),
    );
  }
  const mismatch = numberProblem(vector['numBallots'], ballots);
  if (mismatch !== undefined) return unreadable(mismatch);
  const seats = countOf(rules['numberOfWinners']);
  if (seats === undefined)
    return unreadable(expectedAt('rules.numberOfWinners', { fr: 'un nombre', en: 'a number' }));
  const ruleSet = ruleSetOf(rules);
  if (!ruleSet.ok) return ruleSet;
  const winners = textsOf(expected['winners']);
  const passes =
    expected['passes'] === undefined ? allOf([expected], passOf) : allOf(expected['passes'], passOf);
  if (winners === undefined || passes === undefined) {
    return unreadable(
      expectedAt('expected', {
        fr: 'winners et rounds (ou des passes qui les ont)',
        en: 'winners and rounds (or passes of them)',
      }),
    );
  }
  return read({
    name: textOf(vector['name']) ?? '',
    contest: { candidates, ballots, seats },
    rules: ruleSet.value,
    layout: ruleSet.value.rule === 'scottish-stv-2011' ? 'stages' : 'rounds',
    winners,
    passes,
  });
}

const AN_OBJECT: LocalizedText = { fr: 'un objet', en: 'an object' };

function expectedAt(place: string, { fr, en }: LocalizedText): LocalizedText {
  return { fr: `${place} : il faut ${fr}`, en: `${place}: expected ${en}` };
}

/**
 * The first item of a list that cannot be read, such as `ballots[3]`, or the name of the member if it is not a list.
 */
function placeOfFault(member: string, vector: JsonObject, readItem: (item: unknown) => unknown): string {
  const at = listOf(vector[member])?.findIndex((item) => readItem(item) === undefined) ?? -1;
  return at === -1 ? member : `${member}[${at}]`;
}

/** Compares the number of ballots with the number that a vector may declare. */
function numberProblem(declared: unknown, ballots: readonly BallotGroup[]): LocalizedText | undefined {
  if (declared === undefined || declared === null) return undefined;
  const total = ballots.reduce((sum, { count }) => sum + count, 0);
  return countOf(declared) === total
    ? undefined
    : {
        fr: `numBallots : ${JSON.stringify(declared)} sont déclarés, mais il y en a ${total}`,
        en: `numBallots: ${JSON.stringify(declared)} are declared, but ${total} were found`,
      };
}

function ruleSetOf(rules: JsonObject): ReadOutcome<RuleSet> {
  const method = rules['method'];
  if (method === undefined) {
    const unknown = unknownInConfig(rules);
    if (unknown !== undefined) return unreadable({ fr: `rules.${unknown.fr}`, en: `rules.${unknown.en}` });
    const rctab = rctabRulesFrom(rules);
    return rctab.ok ? read(rctab.rules) : unreadable(rctab.problem);
  }
  if (method === 'scottish-stv') return read(DEFAULT_RULES['scottish-stv-2011']);
  return unreadable({
    fr: `rules.method : « ${textOf(method) ?? 'illisible'} » est inconnu`,
    en: `rules.method: ${textOf(method) ?? 'unreadable'} is not known`,
  });
}

function candidateOf(value: unknown): Candidate | undefined {
  const candidate = objectOf(value);
  const id = textOf(candidate?.['code']);
  const name = textOf(candidate?.['name']);
  const excluded = flagOf(candidate?.['excluded']);
  const undeclaredWriteIns = flagOf(candidate?.['undeclaredWriteIn']);
  if (id === undefined || name === undefined || excluded === undefined || undeclaredWriteIns === undefined) {
    return undefined;
  }
  return { id, name, excluded, undeclaredWriteIns };
}

function ballotsOf(value: unknown): BallotGroup | undefined {
  const group = objectOf(value);
  const ranks = allOf(group?.['ranks'], rankOf);
  const count = countOf(group?.['count']);
  return ranks === undefined || count === undefined ? undefined : { ranks, count };
}

function rankOf(value: unknown): Rank | undefined {
  return value === null ? [] : textsOf(value);
}

function passOf(value: unknown): ExpectedPass | undefined {
  const pass = objectOf(value);
  const winners = textsOf(pass?.['winners']);
  const rounds = allOf(pass?.['rounds'], roundOf);
  return winners === undefined || rounds === undefined ? undefined : { winners, rounds };
}

function roundOf(value: unknown): ExpectedRound | undefined {
  const round = objectOf(value);
  const tally = votesOf(round?.['tally']);
  if (round === undefined || tally === undefined) return undefined;
  return {
    source: textOf(round['source']),
    tally,
    threshold: textOf(round['threshold']),
    elected: textsOf(round['elected']) ?? [],
    eliminated: textsOf(round['eliminated']) ?? [],
    inactive: votesOf(round['inactive']),
    nonTransferable: textOf(round['nonTransferable']),
    transfers: listOf(round['transfers']) === undefined ? undefined : allOf(round['transfers'], transferOf),
  };
}

function transferOf(value: unknown): ExpectedTransfer | undefined {
  const transfer = objectOf(value);
  const from = textOf(transfer?.['elected']) ?? textOf(transfer?.['eliminated']);
  const to = votesOf(transfer?.['transfers']);
  return from === undefined || to === undefined ? undefined : { from, to };
}

function votesOf(value: unknown): ExpectedVotes | undefined {
  const votes = objectOf(value);
  if (votes === undefined) return undefined;
  const entries = Object.entries(votes).map(([key, amount]) => [key, textOf(amount)] as const);
  return entries.some(([, amount]) => amount === undefined)
    ? undefined
    : (Object.fromEntries(entries) as ExpectedVotes);
}
