import type { ElectionDetail, Law, RollKey } from '@scrutin/election';
import { parseRollKey } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { election } from './elections.ts';
import { law } from './law-acts.ts';

/** The law, or the election, that has this roll key. */
export async function contest(
  context: ActContext,
  rollKey: RollKey,
): Promise<Law | ElectionDetail | undefined> {
  const parsed = parseRollKey(rollKey);
  if (parsed === undefined) return undefined;
  return parsed.kind === 'law' ? law(context, parsed.id) : election(context, parsed.id);
}

/** The text of a refusal if a key names no contest. */
export const NO_SUCH_CONTEST = { fr: 'Ce scrutin n’existe pas.', en: 'There is no such contest.' };

/** The text of a refusal if a key names neither a law nor an election. */
export const ROLL_OF_NOTHING = {
  fr: 'Une liste électorale est celle d’une loi ou d’une élection.',
  en: 'A roll belongs to a law or to an election.',
};
