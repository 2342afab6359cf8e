import type { RequestHandler } from 'express';
import { languageOf, leaveBodyUnread, preparedProblem } from '@scrutin/http-edge';
import { problemOfOutcome } from './answer-outcome.ts';
import type { Intake, IntakeRefusal } from './intake.ts';

/**
 * Refuses requests with votes while the intake takes none (503), before their bodies are read. Under overload most
 * requests end here, so that the time of the process goes to the votes that it can accept.
 */
export function voteEntrance(intake: Pick<Intake, 'refusal'>): RequestHandler {
  const answers = {
    overloaded: prepared('overloaded'),
    'broker-unavailable': prepared('broker-unavailable'),
  };
  return (request, response, next) => {
    const refusal = intake.refusal();
    if (refusal === undefined) {
      next();
      return;
    }
    leaveBodyUnread(request, response);
    answers[refusal.kind][languageOf(request.headers['accept-language'])](response);
  };
}

function prepared(kind: IntakeRefusal['kind']) {
  const inLanguage = (language: 'fr' | 'en') => {
    const { type, extras } = problemOfOutcome({ kind }, language);
    return preparedProblem(type, language, extras);
  };
  return { fr: inLanguage('fr'), en: inLanguage('en') };
}
