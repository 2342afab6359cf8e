import type { BallotGroup, Candidate, Contest, Rank } from '../contest.ts';
import type { LocalizedText } from '../localized-text.ts';
import { readBltNames } from './blt-names.ts';
import { readBltRecord, withRecordIdentifiers } from './blt-record.ts';
import type { BltToken } from './blt-tokens.ts';
import { BltTokens } from './blt-tokens.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { inLine, inPlace, read, tooManyBallots, unreadable } from './read-outcome.ts';
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
      inLine(first?.line ?? 1, {
        fr: 'la première ligne doit donner le nombre de candidatures et de sièges, p. ex. « 5 2 »',
        en: 'the first line must give the number of candidates and of seats, such as "5 2"',
      }),
    );
  }
  if (size < 1)
    return unreadable(
      inLine(first?.line ?? 1, { fr: 'il n’y a aucune candidature', en: 'there is no candidate' }),
    );
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
    if (problem !== undefined) return unreadable(inPlace(at(token), problem));
  }
  const shared = tokens.ballotsBegin();
  return shared === undefined || shared.line === first?.line
    ? read(heading)
    : unreadable(
        inPlace(at(shared), {
          fr: `un bulletin commence par « ${shared.text} » sur une ligne de retraits ou d’options : mettez-le sur sa propre ligne`,
          en: `a ballot begins with ${shared.text} on a line of withdrawals or options: put it on its own line`,
        }),
      );
}

/** Adds an option in brackets to the heading, or returns what is wrong with it. */
function readOption(token: BltToken, heading: Heading): LocalizedText | undefined {
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
      if (unknown !== undefined) return inPlace(optionName('tie'), noCandidate(unknown));
      const order = members.flatMap((member) => candidateOf(member, heading) ?? []);
      if (new Set(order).size !== order.length) {
        return inPlace(optionName('tie'), {
          fr: 'une candidature est nommée deux fois',
          en: 'a candidate is named twice',
        });
      }
      heading.tieOrder = order;
      return undefined;
    }
    case 'undeclared': {
      const [member, ...others] = members;
      if (member === undefined || others.length > 0 || heading.undeclared !== undefined) {
        return inPlace(optionName('undeclared'), {
          fr: 'une seule ligne de noms ajoutés non déclarés peut être comptée',
          en: 'exactly one line of undeclared write-ins can be counted',
        });
      }
      if (unknown !== undefined) return inPlace(optionName('undeclared'), noCandidate(unknown));
      heading.undeclared = candidateOf(member, heading);
      return undefined;
    }
    default:
      return {
        fr: `l’option « [${kind}] » est inconnue : elle pourrait changer les candidatures, donc le fichier n’est pas compté`,
        en: `[${kind}] is not a known option: it might change who is a candidate, so the file is not counted`,
      };
  }
}

function nickname(members: readonly string[], heading: Heading): LocalizedText | undefined {
  const { size } = heading;
  if (members.length !== size) {
    return inPlace(optionName('nick'), {
      fr: `il faut ${size} surnoms, et il y en a ${members.length}`,
      en: `expected ${size} nicknames, found ${members.length}`,
    });
  }
  if (new Set(members).size !== size) {
    return inPlace(optionName('nick'), {
      fr: 'un surnom est donné deux fois',
      en: 'a nickname is given twice',
    });
  }
  const ambiguous = members.find((member) => /^\d+$/.test(member) || /[=-]/.test(member));
  if (ambiguous !== undefined) {
    return inPlace(optionName('nick'), {
      fr: `« ${ambiguous} » pourrait être un numéro ou une marque`,
      en: `${ambiguous} could be a number or a mark`,
    });
  }
  heading.nicknames = new Map(members.map((member, index) => [member, `c${index + 1}`]));
  return undefined;
}

function withdraw(token: BltToken, members: readonly string[], heading: Heading): LocalizedText | undefined {
  for (const member of members) {
    const candidate = candidateOf(member, heading);
    if (candidate === undefined) return inPlace(tokenText(token), noCandidate(member));
    heading.withdrawn.add(candidate);
  }
  if (members.length > 0) return undefined;
  return inPlace(tokenText(token), {
    fr: 'nommez les candidatures retirées',
    en: 'name the candidates who withdrew',
  });
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
      return unreadable({
        fr: 'le fichier finit parmi les bulletins : une ligne avec seulement 0 doit les terminer, et les noms doivent suivre',
        en: 'the file ends within the ballots: a line with only 0 must end them, and the names must follow',
      });
    const count = readCount(token);
    if (!count.ok) return count;
    if (identifier !== undefined && (count.value === 0 || identifier.line !== token.line)) {
      return unreadable(
        inPlace(at(identifier), {
          fr: `aucun bulletin ne suit « ${identifier.text} » sur sa ligne`,
          en: `no ballot follows ${identifier.text} on its line`,
        }),
      );
    }
    if (count.value === 0) {
      const next = tokens.following(token);
      return next === undefined
        ? read(ballots)
        : unreadable(
            inPlace(at(next), {
              fr: `un 0 au début d’une ligne termine les bulletins, mais « ${next.text} » le suit`,
              en: `a 0 at the beginning of a line ends the ballots, but ${next.text} follows it`,
            }),
          );
    }
    const ranks = readRanks(tokens, heading, token);
    if (!ranks.ok) return ranks;
    if (ranks.value.length === 0 && !tokens.oneBallotALine && identifier === undefined) {
      return unreadable(
        inPlace(at(token), {
          fr: `« ${token.text} 0 » peut être des bulletins blancs ou un choix sauté : mettez chaque bulletin sur sa propre ligne`,
          en: `${token.text} 0 may be blank ballots or a skipped choice: put each ballot on its own line`,
        }),
      );
    }
    ballots.push({ ranks: ranks.value, count: count.value });
  }
}

function readCount(token: BltToken): ReadOutcome<number> {
  const { text } = token;
  const count = wholeNumber(text);
  if (count !== undefined) return read(count);
  if (/^\d{16,}$/.test(text)) return unreadable(inPlace(at(token), tooManyBallots(text)));
  return unreadable(
    inPlace(
      at(token),
      /^[+-]?[\d.,]*\d(e\d+)?$/i.test(text)
        ? {
            fr: `il faut un nombre entier de bulletins, et non « ${text} »`,
            en: `expected a whole number of ballots, not ${text}`,
          }
        : {
            fr: `il faut le nombre de bulletins, et non « ${text} » ; une ligne avec seulement 0 termine les bulletins`,
            en: `expected the number of ballots, not ${text}; a line with only 0 ends the ballots`,
          },
    ),
  );
}

/** Reads the ranks of a ballot up to the 0 that ends it. */
function readRanks(tokens: BltTokens, heading: Heading, start: BltToken): ReadOutcome<readonly Rank[]> {
  const ranks: Rank[] = [];
  for (;;) {
    const token = tokens.next();
    if (token === undefined || (tokens.oneBallotALine && token.line !== start.line)) {
      return unreadable(
        inPlace(at(start), {
          fr: 'le bulletin ne finit pas par 0',
          en: 'the ballot does not end with 0',
        }),
      );
    }
    if (token.text === '0') {
      const next = tokens.following(token);
      return next === undefined
        ? read(ranks)
        : unreadable(
            inPlace(at(token), {
              fr: 'il y a un 0 avant la fin de la ligne. Si c’est un choix sauté, écrivez - à sa place ; si un autre bulletin commence après lui, mettez chaque bulletin sur sa propre ligne',
              en:
                'there is a 0 before the end of the line. If it is a skipped choice, write - in its place; if another ' +
                'ballot begins after it, put each ballot on its own line',
            }),
          );
    }
    const rank = token.text === '-' ? [] : token.text.split('=').map((word) => candidateOf(word, heading));
    const unknown = rank.indexOf(undefined);
    if (unknown !== -1) {
      const word = token.text.split('=')[unknown] || token.text;
      return unreadable(
        inPlace(at(token), {
          fr: `« ${word} » n’est pas une candidature (1 à ${heading.size})`,
          en: `${word} is not a candidate (1 to ${heading.size})`,
        }),
      );
    }
    ranks.push(rank as string[]);
  }
}

function at({ line, column }: BltToken): LocalizedText {
  return { fr: `ligne ${line}, colonne ${column}`, en: `line ${line}, column ${column}` };
}

function optionName(name: string): LocalizedText {
  return { fr: `[${name}]`, en: `[${name}]` };
}

function tokenText({ text }: BltToken): LocalizedText {
  return { fr: text, en: text };
}

function noCandidate(word: string): LocalizedText {
  return { fr: `« ${word} » n’est pas une candidature`, en: `${word} is not a candidate` };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
