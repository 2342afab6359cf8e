import { Prisma } from '@scrutin/database';
import type { Refusal } from '@scrutin/election';
import { refused } from '@scrutin/election';

/** What a violated constraint means in an act: as a sentence. */
export interface ConstraintMeanings {
  /** Of a unique key: `already-exists`. */
  readonly taken?: string;
  /** Of a foreign key, where a thing is named that is not there: `not-found`. */
  readonly missing?: string;
  /** Of a foreign key, where something else refers to what is removed: `in-use`. */
  readonly referred?: string;
}

/**
 * The refusal that a constraint spoke, when the act said what it means; undefined for any other error. The
 * constraints decide, and not a look beforehand: two at once may both look.
 */
export function refusalOf(error: unknown, meanings: ConstraintMeanings): Refusal | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const { taken, missing, referred } = meanings;
  if (error.code === 'P2002' && taken !== undefined) return refused('already-exists', taken);
  if (error.code === 'P2003' && referred !== undefined) return refused('in-use', referred);
  if (error.code === 'P2003' && missing !== undefined) return refused('not-found', missing);
  return undefined;
}
