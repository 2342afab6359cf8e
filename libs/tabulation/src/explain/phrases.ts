import type { ElectionReason, EliminationReason, InactiveCause, TiePurpose, Vacancy } from '../result.ts';
import { deName } from './french-name.ts';

/** The languages of explanations. */
export type Locale = 'fr' | 'en';

/** How a lot was drawn, in the words of its record. */
export interface LotAsTold {
  readonly tied: readonly string[];
  readonly method: string;
  readonly drawnBy: string;
  readonly witnesses: string;
  /** When it was put on record, in words of the language of the explanation. */
  readonly recordedAt: string;
}

/** The sentences of an explanation in one language. Numbers must already be formatted with {@link Phrases.number}. */
export interface Phrases {
  number(text: string): string;
  list(items: readonly string[]): string;
  round(number: number, pass: number | undefined): string;
  threshold(votes: string): string;
  elected: Readonly<Record<ElectionReason, (name: string, votes: string) => string>>;
  eliminated: Readonly<Record<EliminationReason, (names: string, votes: string) => string>>;
  tie(names: string, purpose: TiePurpose): string;
  tieEarlierRound(chosen: string, round: number, purpose: TiePurpose): string;
  tieOrder(chosen: string): string;
  tieBallotOrder(chosen: string): string;
  /** The count stops at a tie: between whom, and for what, a lot must be drawn. */
  awaitsLot(names: string, purpose: TiePurpose): string;
  tieLot(chosen: string): string;
  /** Between whom, by whom, before whom and how the lot was drawn, and when it was put on record. */
  lotDrawn(names: string, lot: LotAsTold): readonly string[];
  tieDecision(chosen: string): string;
  tieSeededDraw(chosen: string, seed: string): string;
  tieSeededOrder(chosen: string, seed: string): string;
  surplus(from: string, targets: string): string;
  votesOf(from: string, targets: string): string;
  nothingToTransfer(from: string): string;
  received(votes: string, name: string): string;
  exhausted(votes: string): string;
  residual(votes: string): string;
  inactive(parts: string): string;
  causes: Readonly<Record<InactiveCause, (votes: string) => string>>;
  vacancy: Readonly<Record<Vacancy['reason'], (seats: number) => string>>;
  nobody: string;
}

const frenchPurpose: Readonly<Record<TiePurpose, string>> = {
  elect: 'pour un siège',
  eliminate: 'pour l’élimination',
  'transfer-first': 'pour le premier transfert d’excédent',
};

const englishPurpose: Readonly<Record<TiePurpose, string>> = {
  elect: 'for election',
  eliminate: 'for elimination',
  'transfer-first': 'for the first surplus transfer',
};

const fr: Phrases = {
  number: (text) => withoutZeros(text).replace('.', ','),
  list: (items) => joined(items, ' et '),
  round: (number, pass) => (pass === undefined ? `Tour ${number}.` : `Siège ${pass}, tour ${number}.`),
  threshold: (votes) => `Il faut ${votes} voix pour obtenir un siège.`,
  elected: {
    'reached-threshold': (name, votes) => `${name} atteint le seuil avec ${votes} voix et obtient un siège.`,
    'most-votes': (name, votes) => `${name} a le plus de voix (${votes}) et obtient un siège.`,
    'as-many-candidates-as-seats': (name, votes) =>
      `${name} (${votes} voix) obtient un siège : il ne reste pas plus de candidatures que de sièges.`,
    'won-tie': (name, votes) => `${name} (${votes} voix) obtient un siège après départage.`,
    'all-above-threshold': (name, votes) =>
      `${name} (${votes} voix) obtient un siège : chaque candidature restante dépasse le seuil.`,
    acclaimed: (name) => `${name} obtient un siège par acclamation, sans vote.`,
  },
  eliminated: {
    'fewest-votes': (names, votes) => `Élimination : ${names}, le moins de voix (${votes}).`,
    'lost-tie': (names, votes) => `Élimination après départage : ${names} (${votes} voix).`,
    'cannot-win': (names, votes) =>
      `Élimination groupée, car aucune de ces candidatures ne peut rattraper la suivante : ${names} (${votes}).`,
    'below-cutoff': (names, votes) => `Élimination des candidatures sous le seuil : ${names} (${votes}).`,
    'undeclared-write-ins': (names, votes) =>
      `Élimination des noms ajoutés non déclarés : ${names} (${votes} voix).`,
    'not-elected': (names, votes) => `Sans siège : ${names} (${votes}).`,
  },
  tie: (names, purpose) => `Égalité entre ${names} ${frenchPurpose[purpose]}.`,
  tieEarlierRound: (chosen, round, purpose) =>
    `Le tour ${round} départage : ${chosen} y avait ${purpose === 'eliminate' ? 'le moins' : 'le plus'} de voix.`,
  tieOrder: (chosen) => `L’ordre fixé d’avance désigne ${chosen}.`,
  tieBallotOrder: (chosen) =>
    `L’ordre du bulletin, que personne n’a tiré au sort et que tout le monde connaissait, désigne ${chosen}.`,
  awaitsLot: (names, purpose) =>
    `Le dépouillement attend un tirage au sort entre ${names} ${frenchPurpose[purpose]}.`,
  tieLot: (chosen) => `Le sort désigne ${chosen}.`,
  lotDrawn: (names, { method, drawnBy, witnesses, recordedAt }) => [
    `Tirage entre ${names}, par : ${drawnBy} ; témoins : ${witnesses} ; inscrit au registre le ${recordedAt}.`,
    `Mode du tirage : ${method}`,
  ],
  tieDecision: (chosen) => `La décision du bureau responsable du scrutin désigne ${chosen}.`,
  tieSeededDraw: (chosen, seed) => `Le tirage de graine ${seed} désigne ${chosen}.`,
  tieSeededOrder: (chosen, seed) => `L’ordre tiré de la graine ${seed} désigne ${chosen}.`,
  surplus: (from, targets) => `L’excédent ${deName(from)} est transféré : ${targets}.`,
  votesOf: (from, targets) => `Les voix ${deName(from)} sont transférées : ${targets}.`,
  nothingToTransfer: (from) => `${from} n’a aucune voix à transférer.`,
  received: (votes, name) => `${votes} à ${name}`,
  exhausted: (votes) => `${votes} à personne`,
  residual: (votes) => `${votes} ${isPlural(votes) ? 'perdues' : 'perdue'} par l’arrondi`,
  inactive: (parts) => `Voix inactives : ${parts}.`,
  causes: {
    undervotes: (votes) => `${votes} ${isPlural(votes) ? 'bulletins blancs' : 'bulletin blanc'}`,
    exhaustedChoices: (votes) => `${votes} ${isPlural(votes) ? 'épuisées' : 'épuisée'}`,
    overvotes: (votes) => `${votes} par vote multiple`,
    skippedRankings: (votes) => `${votes} par rangs sautés`,
    repeatedRankings: (votes) => `${votes} par candidature répétée`,
    finalRoundSurplus: (votes) => `${votes} d’excédent final`,
    residualSurplus: (votes) => `${votes} ${isPlural(votes) ? 'perdues' : 'perdue'} par l’arrondi`,
  },
  vacancy: {
    'no-candidates': (seats) => `Il n’y a aucune candidature : ${restent(seats)}.`,
    'too-few-candidates': (seats) => `Il y a moins de candidatures que de sièges : ${restent(seats)}.`,
    'no-ballots': (seats) => `Aucun bulletin ne nomme de candidature : ${restent(seats)}.`,
    'no-votes': (seats) => `Les autres candidatures n’ont aucune voix : ${restent(seats)}.`,
  },
  nobody: 'Ce tour ne donne aucun siège et n’élimine personne.',
};

const en: Phrases = {
  number: withoutZeros,
  list: (items) => joined(items, ' and '),
  round: (number, pass) => (pass === undefined ? `Round ${number}.` : `Seat ${pass}, round ${number}.`),
  threshold: (votes) => `${votes} votes are needed to be elected.`,
  elected: {
    'reached-threshold': (name, votes) => `${name} reaches the threshold with ${votes} votes and is elected.`,
    'most-votes': (name, votes) => `${name} has the most votes (${votes}) and is elected.`,
    'as-many-candidates-as-seats': (name, votes) =>
      `${name} (${votes} votes) is elected: there are no more candidates left than seats.`,
    'won-tie': (name, votes) => `${name} (${votes} votes) is elected after a tie.`,
    'all-above-threshold': (name, votes) => `${name} (${votes} votes) is elected: all exceed the threshold.`,
    acclaimed: (name) => `${name} is elected unopposed, by acclamation.`,
  },
  eliminated: {
    'fewest-votes': (names, votes) => `Eliminated with the fewest votes (${votes}): ${names}.`,
    'lost-tie': (names, votes) => `Eliminated after a tie: ${names} (${votes} votes).`,
    'cannot-win': (names, votes) =>
      `Eliminated together, since none of them can overtake the next candidate: ${names} (${votes}).`,
    'below-cutoff': (names, votes) => `Eliminated for being below the threshold: ${names} (${votes}).`,
    'undeclared-write-ins': (names, votes) => `Undeclared write-ins eliminated: ${names} (${votes} votes).`,
    'not-elected': (names, votes) => `Not elected: ${names} (${votes}).`,
  },
  tie: (names, purpose) => `Tie between ${names} ${englishPurpose[purpose]}.`,
  tieEarlierRound: (chosen, round, purpose) =>
    `Round ${round} decides: ${chosen} had the ${purpose === 'eliminate' ? 'fewest' : 'most'} votes there.`,
  tieOrder: (chosen) => `The predetermined order names ${chosen}.`,
  tieBallotOrder: (chosen) =>
    `The order of the ballot, which nobody drew and everybody knew beforehand, names ${chosen}.`,
  awaitsLot: (names, purpose) =>
    `The count waits for a lot, to be drawn between ${names} ${englishPurpose[purpose]}.`,
  tieLot: (chosen) => `The lot falls on ${chosen}.`,
  lotDrawn: (names, { method, drawnBy, witnesses, recordedAt }) => [
    `Lot between ${names}, drawn by: ${drawnBy}; witnesses: ${witnesses}; put on record on ${recordedAt}.`,
    `How it was drawn: ${method}`,
  ],
  tieDecision: (chosen) => `The official in charge names ${chosen}.`,
  tieSeededDraw: (chosen, seed) => `The draw from seed ${seed} names ${chosen}.`,
  tieSeededOrder: (chosen, seed) => `The order drawn from seed ${seed} names ${chosen}.`,
  surplus: (from, targets) => `The surplus of ${from} is transferred: ${targets}.`,
  votesOf: (from, targets) => `The votes of ${from} are transferred: ${targets}.`,
  nothingToTransfer: (from) => `${from} has no votes to transfer.`,
  received: (votes, name) => `${votes} to ${name}`,
  exhausted: (votes) => `${votes} to nobody`,
  residual: (votes) => `${votes} lost to rounding`,
  inactive: (parts) => `Inactive votes: ${parts}.`,
  causes: {
    undervotes: (votes) => `${votes} ${votes === '1' ? 'blank ballot' : 'blank ballots'}`,
    exhaustedChoices: (votes) => `${votes} exhausted`,
    overvotes: (votes) => `${votes} by overvote`,
    skippedRankings: (votes) => `${votes} by skipped ranks`,
    repeatedRankings: (votes) => `${votes} by a repeated candidate`,
    finalRoundSurplus: (votes) => `${votes} of final surplus`,
    residualSurplus: (votes) => `${votes} lost to rounding`,
  },
  vacancy: {
    'no-candidates': (seats) => `Nobody stands: ${stay(seats)}.`,
    'too-few-candidates': (seats) => `Fewer candidates stand than there are seats: ${stay(seats)}.`,
    'no-ballots': (seats) => `No ballot names a candidate: ${stay(seats)}.`,
    'no-votes': (seats) => `The other candidates have no votes: ${stay(seats)}.`,
  },
  nobody: 'Nobody is elected or eliminated in this round.',
};

/** A number without decimals that are all zeros: no voter says 3.00000 votes. */
function withoutZeros(text: string): string {
  return text.replace(/\.0+$/, '');
}

/** French has the plural from 2 on. @param votes a number with a decimal comma */
function isPlural(votes: string): boolean {
  return Number(votes.replace(',', '.')) >= 2;
}

function restent(seats: number): string {
  return seats === 1 ? 'un siège reste vacant' : `${seats} sièges restent vacants`;
}

function stay(seats: number): string {
  return seats === 1 ? 'one seat stays vacant' : `${seats} seats stay vacant`;
}

export const PHRASES: Readonly<Record<Locale, Phrases>> = { fr, en };

function joined(items: readonly string[], last: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${last}${items[items.length - 1] ?? ''}`;
}
