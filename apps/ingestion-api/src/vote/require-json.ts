import { languageOf } from '@scrutin/contracts';
import type { RequestHandler } from 'express';
import { sendProblem } from '../http/problem-answer.ts';

/** A body that is not declared as JSON is refused by name (415) rather than read as an empty one. */
export const requireJson: RequestHandler = (request, response, next) => {
  const type = request.headers['content-type'];
  if (type === 'application/json' || request.is('application/json') !== false) next();
  else sendProblem(response, 'unsupported-media-type', languageOf(request.headers['accept-language']));
};
