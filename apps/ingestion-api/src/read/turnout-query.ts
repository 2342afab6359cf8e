import type { Localized, ProblemExtras } from '@scrutin/contracts/problems';
import {
  DEFAULT_BUCKET_SECONDS,
  LONGEST_BUCKET_SECONDS,
  FINEST_BUCKET_SECONDS,
  turnoutQuery,
} from '@scrutin/contracts/public';
import { instantMs } from '@scrutin/election';
import { languageOf } from '@scrutin/http-edge';
import type { Request } from 'express';
import type { TurnoutPage } from './turnout-view.ts';

const MUST_BE: Readonly<Record<string, Localized>> = {
  bucket_seconds: {
    fr: `La durée est un multiple de ${FINEST_BUCKET_SECONDS} secondes, de ${FINEST_BUCKET_SECONDS} à ${LONGEST_BUCKET_SECONDS}.`,
    en: `The length is a multiple of ${FINEST_BUCKET_SECONDS} seconds, from ${FINEST_BUCKET_SECONDS} to ${LONGEST_BUCKET_SECONDS}.`,
  },
  from: {
    fr: 'Le début est un instant avec son décalage horaire, comme 2025-10-06T14:00:00Z.',
    en: 'The start is an instant with its offset from UTC, as 2025-10-06T14:00:00Z.',
  },
};

export type TurnoutQuery =
  | { readonly ok: true; readonly page: TurnoutPage }
  | { readonly ok: false; readonly problem: 'malformed-query'; readonly extras: ProblemExtras };

/** What a query asks for, or which of its fields to correct; never what stands in them. */
export function turnoutPage({ query, headers }: Pick<Request, 'query' | 'headers'>): TurnoutQuery {
  const asked = turnoutQuery.safeParse(query);
  if (asked.success) {
    const { bucket_seconds: seconds, from } = asked.data;
    return {
      ok: true,
      page: {
        bucketSeconds: seconds === undefined ? DEFAULT_BUCKET_SECONDS : Number(seconds),
        fromMs: from === undefined ? -Infinity : instantMs(from),
      },
    };
  }
  const language = languageOf(headers['accept-language']);
  const wrong = new Set(asked.error.issues.map(({ path }) => String(path[0])));
  const errors = Object.entries(MUST_BE)
    .filter(([field]) => wrong.has(field))
    .map(([field, message]) => ({ field, message: message[language] }));
  return { ok: false, problem: 'malformed-query', extras: { errors } };
}
