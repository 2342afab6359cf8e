import type { RequestHandler, Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { languageOf, leaveBodyUnread, preparedProblem } from '@scrutin/http-edge';
import { problemOfOutcome } from './answer-outcome.ts';
import type { Intake, IntakeRefusal } from './intake.ts';

type Answer = (response: Response) => void;

/**
 * Refuses requests with votes while the intake takes none (503), before their bodies are read. Under overload most
 * requests end here, so that the time of the process goes to the votes that it can accept.
 *
 * Refused requests are answered together, at the end of the turn of the event loop. If each were answered at once, its
 * client could send the next request within the same turn. With more than a thousand busy connections libuv would go on
 * reading for many rounds, and the votes that were accepted would wait for the end of the turn to reach the broker.
 */
export function voteEntrance(intake: Pick<Intake, 'refusal'>): RequestHandler {
  const answers = {
    overloaded: prepared('overloaded'),
    'broker-unavailable': prepared('broker-unavailable'),
  };
  let refused: (readonly [Response, Answer])[] = [];
  const answerRefused = (): void => {
    const now = refused;
    refused = [];
    for (const [response, answer] of now) answer(response);
  };
  return (request, response, next) => {
    const refusal = intake.refusal();
    if (refusal === undefined) {
      next();
      return;
    }
    leaveBodyUnread(request, response);
    if (refused.length === 0) setImmediate(answerRefused);
    refused.push([response, answers[refusal.kind][languageOf(request.headers['accept-language'])]]);
  };
}

function prepared(kind: IntakeRefusal['kind']): Readonly<Record<Language, Answer>> {
  const inLanguage = (language: Language): Answer => {
    const { type, extras } = problemOfOutcome({ kind }, language);
    return preparedProblem(type, language, extras);
  };
  return { fr: inLanguage('fr'), en: inLanguage('en') };
}
