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
