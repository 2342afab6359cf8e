import { z } from 'zod';
import type { Selection } from '@scrutin/election';
import { IDENTIFIER_PATTERN, LONGEST_SELECTION, rankingSelection, VOTING_METHODS } from '@scrutin/election';
import { IDENTIFIER_SPELLING, nas, votingCode } from './law-vote.ts';

/**
 * The body of `POST /api/v1/elections/vote`, validated, normalised and documented as a law's is. Whether the
 * race takes what is chosen (who stands, how many ranks) is not a matter of form and not judged here.
 */

const electionId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({ description: `Identifier of an election. ${IDENTIFIER_SPELLING}`, examples: ['PROV-2025'] });

const regionId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({
    description: `Identifier of the region that the voter votes in. ${IDENTIFIER_SPELLING}`,
    examples: ['SHERBROOKE'],
  });

const candidateId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({
    description: `Identifier of a candidate of that region. ${IDENTIFIER_SPELLING}`,
    examples: ['roy'],
  });

/** Identifiers of one character and what joins them: no longer list is a selection. */
const MOST_RANKS = LONGEST_SELECTION / 2;

const rankedChoices = z
  .array(candidateId)
  .min(1)
  .max(MOST_RANKS)
  .refine((ids) => rankingSelection(ids).length <= LONGEST_SELECTION, { params: { fault: 'too-long' } })
  .meta({
    description: `Candidates in order of preference; the first is \`candidate_id\`, which is given besides. The identifiers have at most ${LONGEST_SELECTION} characters in all, with one between each two. Left out or null, the ranking is \`candidate_id\` alone; with \`single_choice\` it can be nothing else.`,
    examples: [['roy', 'tremblay', 'gagnon']],
  });

export const electionVoteRequest = z
  .object({
    nas,
    code: votingCode,
    election_id: electionId,
    region_id: regionId,
    candidate_id: candidateId.meta({ description: 'The choice, or the first preference.' }),
    voting_method: z.enum(VOTING_METHODS).meta({
      description: 'One candidate, or a ranking. In a race of rankings one candidate is a ranking of one.',
      examples: ['ranked_choice'],
    }),
    ranked_choices: rankedChoices.nullish(),
  })
  .refine(isNamedFirst, { path: ['ranked_choices', 0], params: { fault: 'first-differs' } })
  .refine(isRankedWhereRanking, { path: ['ranked_choices'], params: { fault: 'single-choice' } })
  .meta({ id: 'ElectionVoteRequest', description: 'One ballot in an election.' });

/** A body of `POST /api/v1/elections/vote`, normalised: `nas` 9 digits, `code` upper-cased. */
export type ElectionVoteRequest = z.infer<typeof electionVoteRequest>;

interface Choices {
  readonly candidate_id: string;
  readonly voting_method: string;
  readonly ranked_choices?: readonly string[] | null | undefined;
}

/** `candidate_id` and the first of the ranking must name one candidate; case is judged by the race, which knows them. */
function isNamedFirst({ candidate_id: candidate, ranked_choices: ranked }: Choices): boolean {
  const first = ranked?.[0];
  return first === undefined || first === candidate || first.toLowerCase() === candidate.toLowerCase();
}

function isRankedWhereRanking({ voting_method: method, ranked_choices: ranked }: Choices): boolean {
  return method === 'ranked_choice' || (ranked?.length ?? 1) <= 1;
}

/** What the ballot says, as the pipeline carries it. */
export function electionSelection(body: ElectionVoteRequest): Selection {
  return rankingSelection(body.ranked_choices ?? [body.candidate_id]);
}
