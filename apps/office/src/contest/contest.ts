import type { AdminElectionBody, AdminElectionDetailBody, AdminLawBody } from '@scrutin/contracts/admin';
import type { ContestChange } from '@scrutin/election';
import type { Language } from '@scrutin/web-ui';

export type ContestKind = 'law' | 'election';

/** A law or an election in a list. */
export type ListedContest =
  (AdminLawBody & { readonly kind: 'law' }) | (AdminElectionBody & { readonly kind: 'election' });

/** A law, or an election with its races. */
export type OfficeContest =
  (AdminLawBody & { readonly kind: 'law' }) | (AdminElectionDetailBody & { readonly kind: 'election' });

/** The title of a law or the name of an election. */
export function nameOf(contest: ListedContest, language: Language): string {
  return contest.kind === 'law' ? contest.title[language] : contest.name[language];
}

/** The changes that are made on the page of settings. */
const SETTINGS: ReadonlySet<ContestChange> = new Set(['question', 'texts', 'window', 'visibility', 'rules']);

/** Whether the state of a contest lets anything change that its page of settings shows. */
export function hasChangeableSettings({ possible }: OfficeContest): boolean {
  return possible.changes.some((change) => SETTINGS.has(change));
}

/** The address of the page of a contest, or of a page below it. */
export function addressOfContest(kind: ContestKind, id: string, page?: string): string {
  const address = `/contests/${kind}/${encodeURIComponent(id)}`;
  return page === undefined ? address : `${address}/${page}`;
}

/** The key by which rolls, notices and rehearsals name a contest. */
export function rollKey(kind: ContestKind, id: string): string {
  return `${kind}:${id}`;
}
