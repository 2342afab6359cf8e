import { z } from 'zod';
import type { ContestKey, SubmissionId } from '@scrutin/election';
import { isSubmissionId, parseContestKey } from '@scrutin/election';

/** The key of a contest, as a message names it. */
export const contestSchema = z.custom<ContestKey>(
  (text) => typeof text === 'string' && parseContestKey(text) !== undefined,
);

/** The identifier of a submission, as a message names it. */
export const submissionIdSchema = z.custom<SubmissionId>(
  (text) => typeof text === 'string' && isSubmissionId(text),
);
