import { z } from 'zod';
import type { Client, Given, Reply } from '@scrutin/api-client';
import { createClient } from '@scrutin/api-client';
import type { ProblemType } from '@scrutin/contracts/problems';
import type {
  CandidateBody,
  ElectionBody,
  LawBody,
  LawResultBody,
  LedgerView,
  PublicRoutes,
  RaceResultBody,
  SubmissionBody,
} from '@scrutin/contracts/public';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { JsonOf, Route } from '@scrutin/contracts/routes';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';

/** Reads the public API as anybody can. Every call throws a TransientError if the API does not answer. */
export interface PublicApi {
  readonly url: string;
  ledger(): Promise<LedgerView>;
  /** Undefined for an unknown law. */
  law(id: string): Promise<LawBody | undefined>;
  /** Undefined for an unknown election. */
  election(id: string): Promise<ElectionBody | undefined>;
  /** Undefined for an unknown law; `not-published` while the results are withheld. */
  lawResult(id: string): Promise<LawResultBody | 'not-published' | undefined>;
  /** All candidates of a race in the order of the ballot, also those who withdrew; undefined for an unknown race. */
  candidates(electionId: string, regionId: string): Promise<CandidateBody[] | undefined>;
  /** Undefined for an unknown race; `not-published` while the results are withheld. */
  raceResult(electionId: string, regionId: string): Promise<RaceResultBody | 'not-published' | undefined>;
  submission(id: string): Promise<SubmissionBody | undefined>;
}

const TIMEOUT_MS = 10_000;

/** @throws ConfigurationError if the address is not an HTTP address */
export function openPublicApi(address: string): PublicApi {
  const url = apiAddress(address);
  const client = createClient(PUBLIC_ROUTES, {
    baseUrl: url,
    fetch: (target, init) => fetch(target, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
  });
  return {
    url,
    async ledger() {
      const ledger = await read(client, 'ledger', {}, []);
      if (ledger.ok) return ledger.body;
      throw new ConfigurationError(`What answers at ${url} is not the API of Scrutin (${ledger.problem}).`);
    },
    async law(id) {
      const known = await read(client, 'law', { params: { id } }, ['unknown-contest']);
      return known.ok ? known.body : undefined;
    },
    async election(id) {
      const known = await read(client, 'election', { params: { election_id: id } }, ['unknown-contest']);
      return known.ok ? known.body : undefined;
    },
    async lawResult(id) {
      const params = { law_id: id };
      return shown(await read(client, 'lawResult', { params }, ['unknown-contest', 'results-not-published']));
    },
    async candidates(electionId, regionId) {
      const params = { election_id: electionId, region_id: regionId };
      const known = await read(client, 'candidates', { params }, ['unknown-contest']);
      return known.ok ? known.body : undefined;
    },
    async raceResult(electionId, regionId) {
      const params = { election_id: electionId, region_id: regionId };
      return shown(
        await read(client, 'raceResult', { params }, ['unknown-contest', 'results-not-published']),
      );
    },
    async submission(id) {
      const known = await read(client, 'submissionStatus', { params: { id } }, ['not-found']);
      return known.ok ? known.body : undefined;
    },
  };
}

function apiAddress(address: string): string {
  const url = z.url({ protocol: /^https?$/ }).safeParse(address);
  if (!url.success) throw new ConfigurationError(`${address} is no address such as http://127.0.0.1:8000.`);
  return url.data.replace(/\/+$/, '');
}

type Reading = {
  [Name in keyof PublicRoutes]: PublicRoutes[Name] extends {
    readonly method: 'get';
    readonly answers: { readonly 200: object };
  }
    ? Name
    : never;
}[keyof PublicRoutes];

type Read<Body> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly problem: ProblemType };

/** @param expected problems that the caller handles; any other problem is thrown */
async function read<Name extends Reading>(
  client: Client<PublicRoutes>,
  name: Name,
  given: Given<PublicRoutes[Name]>,
  expected: readonly ProblemType[],
): Promise<Read<JsonOf<PublicRoutes[Name], 200>>> {
  const url = client.baseUrl;
  const ask = client.call as (name: Name, given: Given<PublicRoutes[Name]>) => Promise<Reply<Route>>;
  const reply = await ask(name, given);
  switch (reply.kind) {
    case 'answered':
      if (reply.status === 200) return { ok: true, body: reply.body as JsonOf<PublicRoutes[Name], 200> };
      throw new TransientError(`The API at ${url} answered ${reply.status}.`);
    case 'problem':
      if (reply.type !== undefined && expected.includes(reply.type))
        return { ok: false, problem: reply.type };
      if (reply.status >= 500) throw new TransientError(`The API at ${url} answered ${reply.status}.`);
      throw new ConfigurationError(`The API at ${url} answered ${reply.status}: ${reply.problem.detail}`);
    case 'unreachable':
      throw new TransientError(`The API at ${url} does not answer.`, { cause: reply.error });
    case 'text':
    case 'unreadable':
      if (reply.status >= 500) throw new TransientError(`The API at ${url} answered ${reply.status}.`);
      throw new ConfigurationError(`What answers at ${url} is not the API of this version of Scrutin.`);
  }
}

function shown<Body>(read: Read<Body>): Body | 'not-published' | undefined {
  if (read.ok) return read.body;
  return read.problem === 'unknown-contest' ? undefined : 'not-published';
}
