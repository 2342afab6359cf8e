import type { TabulationResult, TiePurpose, UnresolvedTie } from '@scrutin/tabulation';
import { asGiven } from '@scrutin/tabulation';
import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { ContestKey } from '../contests/contest.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import { refusalOfProblems } from '../values/field-problem.ts';
import { textProblem } from '../values/value-checks.ts';

/** A lot for one tie of a count, as the official who records it gives it. */
export interface NewLot {
  /** The count that waits for the lot. */
  readonly tabulation: string;
  readonly purpose: TiePurpose;
  /** Everybody between whom the lot was drawn, in any order. */
  readonly tied: readonly string[];
  /** The same candidates in the order drawn. The first is elected, is eliminated, or transfers first. */
  readonly drawn: readonly string[];
  /** How it was drawn. */
  readonly method: string;
  readonly drawnBy: string;
  readonly witnesses: string;
}

/** A lot on record. It never changes, and every later count of the contest uses it for exactly this tie. */
export interface Lot extends NewLot {
  readonly id: string;
  readonly contest: ContestKey;
  readonly recordedAtMs: number;
}

/** Between whom the lot of a tie is drawn. Counts that were stored before `among` existed do not say it. */
export function drawnAmong(
  tie: Pick<UnresolvedTie, 'candidates'> & { readonly among?: readonly string[] },
): readonly string[] {
  return tie.among ?? tie.candidates;
}

const LONGEST_TEXT = 2_000;
const METHOD = { fr: 'Le mode du tirage au sort', en: 'How the lot was drawn' };
const DRAWN_BY = { fr: 'Le nom de qui a tiré le sort', en: 'The name of who drew the lot' };
const WITNESSES = { fr: 'Le nom des témoins du tirage', en: 'The name of those who witnessed the lot' };

/** The refusal if a text of the lot is missing or too long. */
export function lotProblem({ method, drawnBy, witnesses }: NewLot): Refusal | undefined {
  return refusalOfProblems(
    givenText(METHOD, method),
    givenText(DRAWN_BY, drawnBy),
    givenText(WITNESSES, witnesses),
  );
}

function givenText(what: LocalizedText, text: string): LocalizedText | undefined {
  return text.trim() === ''
    ? { fr: `${what.fr} doit être donné.`, en: `${what.en} must be given.` }
    : textProblem(what, text, LONGEST_TEXT);
}

/** What a tie is about, for the middle of a sentence. */
const PURPOSES: Readonly<Record<NewLot['purpose'], LocalizedText>> = {
  elect: { fr: 'pour un siège (elect)', en: 'for a seat (elect)' },
  eliminate: { fr: 'pour l’élimination (eliminate)', en: 'for elimination (eliminate)' },
  'transfer-first': {
    fr: 'pour le premier transfert (transfer-first)',
    en: 'for the first transfer (transfer-first)',
  },
};

/** The refusal of a lot that is not for the tie at which this count stopped, or that fell on somebody else. */
export function lotRefusal({ purpose, tied, drawn }: NewLot, result: unknown): Refusal | undefined {
  const { status, tie } = result as Partial<Extract<TabulationResult, { status: 'awaits-lot' }>>;
  if (status !== 'awaits-lot' || tie === undefined) {
    return refused('state-forbids', {
      fr: 'Ce dépouillement n’attend aucun tirage au sort.',
      en: 'This count waits for no lot.',
    });
  }
  const among = drawnAmong(tie);
  const names = among.join(', ');
  if (purpose !== tie.purpose || !isSameSet(tied, among)) {
    return refused('invalid', {
      fr: `Ce n’est pas l’égalité de ce dépouillement : il attend un tirage entre ${names} ${PURPOSES[tie.purpose].fr}.`,
      en: `This is not the tie of this count: it waits for a lot between ${names} ${PURPOSES[tie.purpose].en}.`,
    });
  }
  const other = drawn.find((id) => !among.includes(id));
  if (other !== undefined) {
    return refused('invalid', {
      fr: `${asGiven(other)} n’est pas à égalité : le tirage est entre ${names}.`,
      en: `${asGiven(other)} is not tied: the lot is between ${names}.`,
    });
  }
  return isSameSet(drawn, among)
    ? undefined
    : refused('invalid', {
        fr: `L’ordre tiré doit nommer une fois chacune de ces candidatures : ${names}.`,
        en: `The order drawn must name each of these candidates once: ${names}.`,
      });
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const ids = new Set(some);
  return ids.size === some.length && ids.size === others.length && others.every((id) => ids.has(id));
}
