import {
  candidatesBody,
  electionBody,
  lawBody,
  lawResultBody,
  ledgerBody,
  raceResultBody,
  submissionBody,
} from '@scrutin/contracts/public';
import type {
  CandidateBody,
  ElectionBody,
  LawBody,
  LawResultBody,
  LedgerView,
  RaceResultBody,
  SubmissionBody,
} from '@scrutin/contracts/public';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { request } from 'undici';
import { z } from 'zod';

/** The read side of the public API, as anybody may ask it. Every call throws TransientError when it is away. */
export interface ApiClient {
  readonly url: string;
  ledger(): Promise<LedgerView>;
  law(id: string): Promise<LawBody | undefined>;
  /** Undefined for an unknown law; `not-published` while the results are withheld. */
  lawResult(id: string): Promise<LawResultBody | 'not-published' | undefined>;
  election(id: string): Promise<ElectionBody | undefined>;
  /** Who stands in a race, in the order of the ballot, who withdrew too; undefined for an unknown race. */
  candidates(electionId: string, regionId: string): Promise<CandidateBody[] | undefined>;
  /** Undefined for an unknown race; `not-published` while the results are withheld. */
  raceResult(electionId: string, regionId: string): Promise<RaceResultBody | 'not-published' | undefined>;
  submission(id: string): Promise<SubmissionBody | undefined>;
}

const TIMEOUT_MS = 10_000;

/** @throws ConfigurationError when the address is none of HTTP */
export function openApi(address: string): ApiClient {
  const url = apiAddress(address);
  const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T | { readonly status: number }> => {
    const { status, text } = await fetchText(url, path);
    if (status >= 500) throw new TransientError(`The API at ${url} answered ${status} to ${path}.`);
    if (status !== 200) return { status };
    const body = schema.safeParse(JSON.parse(text));
    if (body.success) return body.data;
    throw new ConfigurationError(`What answers at ${url}${path} is not the API of this version of Scrutin.`);
  };
  return {
    url,
    ledger: async () => present(await get('/api/v1/ledger', ledgerBody), url),
    law: async (id) => found(await get(`/api/v1/laws/${id}`, lawBody)),
    async lawResult(id) {
      const answer = await get(`/api/v1/results/${id}`, lawResultBody);
      if (!('status' in answer)) return answer;
      return answer.status === 404 ? undefined : 'not-published';
    },
    election: async (id) => found(await get(`/api/v1/elections/${id}`, electionBody)),
    candidates: async (electionId, regionId) =>
      found(await get(`/api/v1/elections/${electionId}/regions/${regionId}/candidates`, candidatesBody)),
    async raceResult(electionId, regionId) {
      const path = `/api/v1/elections/${electionId}/regions/${regionId}/results`;
      const answer = await get(path, raceResultBody);
      if (!('status' in answer)) return answer;
      return answer.status === 404 ? undefined : 'not-published';
    },
    submission: async (id) => found(await get(`/api/v1/submissions/${id}`, submissionBody)),
  };
}

export function apiAddress(address: string): string {
  const url = z.url({ protocol: /^https?$/ }).safeParse(address);
  if (!url.success) throw new ConfigurationError(`${address} is no address such as http://127.0.0.1:8000.`);
  return url.data.replace(/\/+$/, '');
}

async function fetchText(url: string, path: string): Promise<{ status: number; text: string }> {
  try {
    const answer = await request(url + path, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch (error) {
    throw new TransientError(`The API at ${url} does not answer.`, { cause: error });
  }
}

function found<T extends object>(answer: T | { readonly status: number }): T | undefined {
  return isRefusal(answer) ? undefined : answer;
}

function present<T extends object>(answer: T | { readonly status: number }, url: string): T {
  if (!isRefusal(answer)) return answer;
  throw new ConfigurationError(`What answers at ${url} is not the API of Scrutin (status ${answer.status}).`);
}

function isRefusal(answer: object): answer is { readonly status: number } {
  return 'status' in answer && Object.keys(answer).length === 1;
}
