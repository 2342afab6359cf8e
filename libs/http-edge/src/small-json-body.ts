import type { Request, RequestHandler, Response } from 'express';
import type { FieldError, Language, ProblemType } from '@scrutin/contracts/problems';
import { bodyFaultError, bodyTypeError } from '@scrutin/contracts/problems';
import { bodyTypeFault } from './body-type.ts';
import { languageOf } from './language-of.ts';
import { sendProblem } from './problem-answer.ts';
import { readJson } from './read-json.ts';
import { leaveBodyUnread } from './unread-body.ts';

/** The problems with which bodies are refused. */
export interface BodyProblems {
  readonly malformed: ProblemType;
  readonly tooLarge: ProblemType;
  readonly otherType: ProblemType;
}

/** The problems for citizens. They say that no vote was recorded. */
const OF_A_VOTE: BodyProblems = {
  malformed: 'malformed',
  tooLarge: 'payload-too-large',
  otherType: 'unsupported-media-type',
};

/**
 * Reads an uncompressed JSON body in UTF-8 of at most `limitBytes` into `request.body`. A body that is too large, has
 * another type or is not JSON is answered here (413, 415, 400), with the reason in the list of errors.
 *
 * `express.json` does the same and much more. For a ballot of a hundred bytes, its streams and negotiation cost a tenth
 * of the request (docs/PERFORMANCE.md).
 */
export function smallJsonBody(limitBytes: number, problems = OF_A_VOTE): RequestHandler {
  return (request, response, next) => {
    const typeFault = bodyTypeFault(request.headers);
    if (typeFault !== undefined) {
      // The answer says what would be accepted (RFC 9110, 15.5.16).
      if (typeFault === 'content-encoding') response.set('Accept-Encoding', 'identity');
      else response.set('Accept', 'application/json');
      refuse(request, response, problems.otherType, (language) => bodyTypeError(typeFault, language));
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
      refuse(request, response, problems.tooLarge);
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes <= limitBytes) chunks.push(chunk);
      else {
        request.off('data', onData).off('end', onEnd);
        refuse(request, response, problems.tooLarge);
      }
    };
    const onEnd = (): void => {
      const [first] = chunks;
      const read = readJson(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
      if ('fault' in read) {
        refuse(request, response, problems.malformed, (language) => bodyFaultError(read.fault, language));
      } else {
        request.body = read.value;
        next();
      }
    };
    request.on('data', onData).on('end', onEnd);
  };
}

/** Refuses a body, of which some may not be read yet. */
function refuse(
  request: Request,
  response: Response,
  problem: ProblemType,
  error?: (language: Language) => FieldError,
): void {
  leaveBodyUnread(request, response);
  const language = languageOf(request.headers['accept-language']);
  sendProblem(response, problem, language, error === undefined ? {} : { errors: [error(language)] });
}
