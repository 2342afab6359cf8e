import { isIdentifier } from '@scrutin/election';

/** A law or an election, from its roll key; undefined for a text that is none. */
export function parseSubject(text: string): { kind: 'law' | 'election'; id: string } | undefined {
  const [kind, id, ...rest] = text.split(':');
  if (id === undefined || rest.length > 0 || !isIdentifier(id)) return undefined;
  return kind === 'law' || kind === 'election' ? { kind, id } : undefined;
}
