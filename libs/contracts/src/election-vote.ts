import { IDENTIFIER_PATTERN, LONGEST_SELECTION, rankingSelection, VOTING_METHODS } from '@scrutin/election';
import type { Selection } from '@scrutin/election';
import { z } from 'zod';
import { nas, votingCode } from './law-vote.ts';

/**
 * The body of `POST /api/v1/elections/vote`, validated, normalised and documented as a law's is. Whether the
 * race takes what is chosen (who stands, how many ranks) is not a matter of form and not judged here.
 */

export const electionId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({ description: 'Identifier of an election.', examples: ['PROV-2025'] });

export const regionId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({ description: 'Identifier of the region that the voter votes in.', examples: ['SHERBROOKE'] });

export const candidateId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({ description: 'Identifier of a candidate of that region.', examples: ['roy'] });

/** Identifiers of one character and what joins them: no longer list is a selection. */
const MOST_RANKS = LONGEST_SELECTION / 2;

const rankedChoices = z
  .array(candidateId)
  .min(1)
  .max(MOST_RANKS)
  .refine((ids) => rankingSelection(ids).length <= LONGEST_SELECTION)
  .meta({
    description: `Candidates in order of preference; the first is \`candidate_id\`. The identifiers have at most ${LONGEST_SELECTION} characters in all, with one between each two. Left out or null, the ranking is \`candidate_id\` alone; with \`single_choice\` it can be nothing else.`,
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
  .refine(agrees, { path: ['ranked_choices'] })
  .meta({ id: 'ElectionVoteRequest', description: 'One ballot in an election.' });

/** A body of `POST /api/v1/elections/vote`, normalised: `nas` 9 digits, `code` upper-cased. */
export type ElectionVoteRequest = z.infer<typeof electionVoteRequest>;

/** Two members that say the same must not say different things. */
function agrees(body: {
  readonly candidate_id: string;
  readonly voting_method: string;
  readonly ranked_choices?: readonly string[] | null | undefined;
}): boolean {
  const { ranked_choices: ranked } = body;
  if (ranked === undefined || ranked === null) return true;
  return ranked[0] === body.candidate_id && (ranked.length === 1 || body.voting_method === 'ranked_choice');
}

/** What the ballot says, as the pipeline carries it. */
export function electionSelection(body: ElectionVoteRequest): Selection {
  return rankingSelection(body.ranked_choices ?? [body.candidate_id]);
}
