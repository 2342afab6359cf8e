import { useQuery } from '@tanstack/react-query';
import type { Given } from '@scrutin/api-client';
import type { JsonOf } from '@scrutin/contracts/routes';
import { callRoute } from './call-route.ts';
import { useClient } from './client-context.tsx';
import type { OfficeRouteName, OfficeRoutes } from './office-client.ts';
import type { Trouble } from './trouble.ts';
import { TroubleError, troubleOf } from './trouble.ts';

type Body<Name extends OfficeRouteName> = 200 extends keyof OfficeRoutes[Name]['answers']
  ? JsonOf<OfficeRoutes[Name], 200>
  : never;

/** What a page knows of something that it reads. `version` is for If-Match, where the answer has one. */
export type Read<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly again: () => void }
  | {
      readonly kind: 'read';
      readonly body: T;
      readonly version: string | undefined;
      /** Why the last attempt to read it again failed; undefined if it succeeded. The body is older then. */
      readonly stale?: { readonly trouble: Trouble; readonly again: () => void } | undefined;
    };

/** The key under which an answer is kept. Everything of one route is outdated by the name of the route alone. */
export function keyOf(name: OfficeRouteName, given?: unknown): readonly unknown[] {
  return [name, given];
}

/**
 * Reads a route, and again when an act has changed something.
 *
 * @param everyMs reads again this often while the page is visible; never if absent
 */
export function useRead<Name extends OfficeRouteName>(
  name: Name,
  given: Given<OfficeRoutes[Name]>,
  everyMs?: number,
): Read<Body<Name>> {
  const client = useClient();
  const query = useQuery({
    queryKey: keyOf(name, given),
    refetchInterval: everyMs ?? false,
    queryFn: async () => {
      const reply = await callRoute(client, name, given);
      if (reply.kind !== 'answered') throw new TroubleError(troubleOf(reply));
      return { body: reply.body as Body<Name>, version: reply.header('etag') ?? undefined };
    },
  });
  const failure =
    query.error instanceof TroubleError
      ? { trouble: query.error.trouble, again: () => void query.refetch() }
      : undefined;
  if (query.data !== undefined) return { kind: 'read', ...query.data, stale: failure };
  return failure === undefined ? { kind: 'loading' } : { kind: 'failed', ...failure };
}
