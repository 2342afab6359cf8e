import { isDeepStrictEqual } from 'node:util';
import type { ContestChange } from '@scrutin/election';

/**
 * A record with its changes, and of which kinds they are. What is given as it was is no change: whoever sends
 * a whole record back may do so in any state. A member that is given as undefined is taken away, where the
 * record may be without it.
 */
export function changed<T extends object, Name extends keyof T & string>(
  record: T,
  changes: { readonly [N in Name]?: T[N] | undefined },
  kindOf: Readonly<Record<Name, ContestChange>>,
): { readonly merged: T; readonly kinds: readonly ContestChange[] } {
  const merged: T = { ...record };
  const kinds = new Set<ContestChange>();
  for (const name of Object.keys(kindOf) as Name[]) {
    if (!(name in changes)) continue;
    const value = changes[name] as T[Name];
    if (isDeepStrictEqual(value, record[name])) continue;
    merged[name] = value;
    kinds.add(kindOf[name]);
  }
  return { merged, kinds: [...kinds] };
}
