import { z } from 'zod';
import type { Selection } from '@scrutin/election';
import {
  BLANK_SELECTION,
  IDENTIFIER_PATTERN,
  isBlankWord,
  LONGEST_SELECTION,
  rankingSelection,
  VOTING_METHODS,
} from '@scrutin/election';
import { IDENTIFIER_SPELLING } from './law-vote.ts';
import { nas, votingCode } from './nas-and-code.ts';

/**
 * The body of `POST /api/v1/elections/vote`. The schema validates, normalises and documents it, as for a law. It checks
 * the form only. Whether the race accepts the choice (its candidates, the number of ranks) is decided elsewhere.
 */

const electionId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({ description: `Identifier of an election. ${IDENTIFIER_SPELLING}`, examples: ['PROV-2025'] });

const regionId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({
    description: `Identifier of the region in which the voter votes. ${IDENTIFIER_SPELLING}`,
    examples: ['SHERBROOKE'],
  });

const candidateId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({
    description: `Identifier of a candidate of that region. ${IDENTIFIER_SPELLING}`,
    examples: ['roy'],
  });

/** No longer list fits into a selection, even if each identifier has one character, with one character between them. */
const MOST_RANKS = LONGEST_SELECTION / 2;

const rankedChoices = z
  .array(candidateId)
  .min(1)
  .max(MOST_RANKS)
  .refine((ids) => rankingSelection(ids).length <= LONGEST_SELECTION, { params: { fault: 'too-long' } })
  .meta({
    description: `Candidates in order of preference. The first must be the one in \`candidate_id\`, which is required as well. The identifiers may have at most ${LONGEST_SELECTION} characters in all, counting one character between each two. If the list is left out or null, the ranking is \`candidate_id\` alone. With \`single_choice\` only that is possible.`,
    examples: [['roy', 'tremblay', 'gagnon']],
  });

export const electionVoteRequest = z
  .object({
    nas,
    code: votingCode,
    election_id: electionId,
    region_id: regionId,
    candidate_id: candidateId.meta({
      description:
        'The choice, or the first preference. `blank` (in French `blanc`) is a blank vote, if the election takes blank votes; then `ranked_choices` is left out. A blank vote counts for the turnout and for no candidate.',
    }),
    voting_method: z.enum(VOTING_METHODS).meta({
      description: 'One candidate, or a ranking. In a ranked race, one candidate is a ranking of length one.',
      examples: ['ranked_choice'],
    }),
    ranked_choices: rankedChoices.nullish(),
  })
  .refine(isNamedFirst, { path: ['ranked_choices', 0], params: { fault: 'first-differs' } })
  .refine(isRankedWhereRanking, { path: ['ranked_choices'], params: { fault: 'single-choice' } })
  .meta({ id: 'ElectionVoteRequest', description: 'One ballot in an election.' });

/** A normalised body of `POST /api/v1/elections/vote`: `nas` is 9 digits, `code` is in upper case. */
export type ElectionVoteRequest = z.infer<typeof electionVoteRequest>;

interface Choices {
  readonly candidate_id: string;
  readonly voting_method: string;
  readonly ranked_choices?: readonly string[] | null | undefined;
}

/**
 * Whether `candidate_id` and the first of the ranking name the same candidate. Upper and lower case are not compared
 * here: only the race knows whether they tell two candidates apart.
 */
function isNamedFirst({ candidate_id: candidate, ranked_choices: ranked }: Choices): boolean {
  const first = ranked?.[0];
  return first === undefined || first === candidate || first.toLowerCase() === candidate.toLowerCase();
}

function isRankedWhereRanking({ voting_method: method, ranked_choices: ranked }: Choices): boolean {
  return method === 'ranked_choice' || (ranked?.length ?? 1) <= 1;
}

/** The selection of the ballot, in the form in which messages and the database have it. */
export function electionSelection(body: ElectionVoteRequest): Selection {
  const [only, ...others] = body.ranked_choices ?? [body.candidate_id];
  if (only === undefined || (others.length === 0 && isBlankWord(only))) return BLANK_SELECTION;
  return rankingSelection([only, ...others]);
}
