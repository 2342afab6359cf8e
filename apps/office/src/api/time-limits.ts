import type { FetchedAnswer, FetchFunction } from '@scrutin/api-client';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import type { OfficeRouteName } from './office-client.ts';

/** Sends one request, and gives it up when the signal says so: `fetch`, with what it needs for that. */
export type AbortableFetch = (
  url: string,
  init: Parameters<FetchFunction>[1] & { readonly signal: AbortSignal | null },
) => Promise<FetchedAnswer>;

/** How long the answer to a read may take. A connection that has stalled would otherwise hang for minutes, or for ever. */
const READ_LIMIT_MS = 30_000;
/** An act changes something, so it is not given up while the office may only be slow. */
const ACT_LIMIT_MS = 120_000;

/** These are as quick as a read, and nobody should wait for them longer. */
const QUICK: ReadonlySet<OfficeRouteName> = new Set(['login', 'logout']);

/** What may take minutes: to count, to certify, to search all votes, to void many letters, or to send a file. */
const LONG: ReadonlySet<OfficeRouteName> = new Set([
  'tabulateLaw',
  'tabulateRace',
  'stepLaw',
  'stepElection',
  'submissionAudit',
  'rejectionAudit',
  'uploadRoll',
  'putPhoto',
  'replaceCredentials',
  'revokeCredentials',
  'approveProposal',
]);

/** How long a call of a route may take; undefined if it may take as long as it needs. */
export function limitOf(name: OfficeRouteName): number | undefined {
  if (LONG.has(name)) return undefined;
  return ADMIN_ROUTES[name].method === 'get' || QUICK.has(name) ? READ_LIMIT_MS : ACT_LIMIT_MS;
}

/** A fetch that gives a request up after the limit, even while the body of the answer arrives. */
export function fetchWithin(limitMs: number | undefined, fetch: AbortableFetch): FetchFunction {
  return (url, init) =>
    fetch(url, { ...init, signal: limitMs === undefined ? null : AbortSignal.timeout(limitMs) });
}
