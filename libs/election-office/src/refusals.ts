import { Prisma } from '@scrutin/database';
import type { LocalizedText, Refusal } from '@scrutin/election';
import { refused } from '@scrutin/election';

/** What the violation of a constraint means in an act, as the text of the refusal. */
export interface ConstraintMeanings {
  /** For a unique key: `already-exists`. */
  readonly taken?: LocalizedText;
  /** For a foreign key, if the act refers to a thing that does not exist: `not-found`. */
  readonly missing?: LocalizedText;
  /** For a foreign key, if something else refers to the thing that the act removes: `in-use`. */
  readonly referred?: LocalizedText;
}

/**
 * The refusal that the violation of a constraint stands for, if the act said what it means; undefined for any other
 * error. The constraints decide and not a query beforehand, because two acts at the same time could both pass the
 * query.
 */
export function refusalOf(error: unknown, meanings: ConstraintMeanings): Refusal | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const { taken, missing, referred } = meanings;
  if (error.code === 'P2002' && taken !== undefined) return refused('already-exists', taken);
  if (error.code === 'P2003' && referred !== undefined) return refused('in-use', referred);
  if (error.code === 'P2003' && missing !== undefined) return refused('not-found', missing);
  return undefined;
}
