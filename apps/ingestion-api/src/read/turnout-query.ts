import type { z } from 'zod';
import type { Language, Localized } from '@scrutin/contracts/problems';
import type { TurnoutPage, turnoutQuery } from '@scrutin/contracts/public';
import {
  DEFAULT_BUCKET_SECONDS,
  FINEST_BUCKET_SECONDS,
  LONGEST_BUCKET_SECONDS,
  RESULT_FORMATS,
} from '@scrutin/contracts/public';
import { instantMs } from '@scrutin/election';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';

const MUST_BE: Readonly<Record<string, Localized>> = {
  include: { fr: 'On peut inclure `rehearsals`.', en: '`rehearsals` can be included.' },
  format: {
    fr: `Le format est ${choiceOf('ou')}.`,
    en: `The format is ${choiceOf('or')}.`,
  },
  language: { fr: 'La langue est `fr` ou `en`.', en: 'The language is `fr` or `en`.' },
  bucket_seconds: {
    fr: `La durée est un multiple de ${FINEST_BUCKET_SECONDS} secondes, de ${FINEST_BUCKET_SECONDS} à ${LONGEST_BUCKET_SECONDS}.`,
    en: `The length is a multiple of ${FINEST_BUCKET_SECONDS} seconds, from ${FINEST_BUCKET_SECONDS} to ${LONGEST_BUCKET_SECONDS}.`,
  },
  from: {
    fr: 'Le début est un instant avec son décalage horaire, comme 2025-10-06T14:00:00Z.',
    en: 'The start is an instant with its offset from UTC, such as 2025-10-06T14:00:00Z.',
  },
};

/** The part of the turnout that a query asks for. */
export function turnoutPage({ bucket_seconds: seconds, from }: z.output<typeof turnoutQuery>): TurnoutPage {
  return {
    bucketSeconds: seconds === undefined ? DEFAULT_BUCKET_SECONDS : Number(seconds),
    fromMs: from === undefined ? -Infinity : instantMs(from),
  };
}

/** The answer to a wrong query. It names the wrong fields and does not repeat their values. */
export function malformedQuery(error: z.ZodError, language: Language): ProblemAnswer {
  const wrong = new Set(error.issues.map(({ path }) => String(path[0])));
  const errors = Object.entries(MUST_BE)
    .filter(([field]) => wrong.has(field))
    .map(([field, message]) => ({ field, message: message[language] }));
  return problemAnswer('malformed-query', { errors });
}

function choiceOf(or: string): string {
  const names = RESULT_FORMATS.map((format) => `\`${format}\``);
  return `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1) ?? ''}`;
}
