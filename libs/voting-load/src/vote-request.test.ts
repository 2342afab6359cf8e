import fc from 'fast-check';
import { electionVoteRequest, lawVoteRequest } from '@scrutin/contracts/public';
import { normaliseCode } from '@scrutin/credentials';
import { malformed, MALFORMED_VARIANTS, withScrambledCode } from './mistakes.ts';
import type { ElectionVote, VoteRequest } from './vote-request.ts';
import { voteRequest } from './vote-request.ts';
import type { Voter } from './voter.ts';

const letter = fc.record({
  nas: fc.stringMatching(/^[0-9]{9}$/),
  code: fc.oneof(fc.stringMatching(/^[A-Z0-9]{6}$/), fc.stringMatching(/^[CDFGHJKMNPQRTVWXY3479]{8}$/)),
});

const onLaw = (voter: Voter, choice: 'oui' | 'non'): VoteRequest =>
  voteRequest({ kind: 'law', voter, lawId: 'L2025-001', choice });
const inElection = (voter: Voter, form: Omit<ElectionVote, 'kind' | 'voter'>): VoteRequest =>
  voteRequest({ kind: 'election', voter, ...form });

function parsed({ body }: VoteRequest): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

describe('the request of a vote', () => {
  it('on a law has the form that the API accepts', () => {
    fc.assert(
      fc.property(letter, fc.constantFrom('oui' as const, 'non' as const), (l, vote) => {
        expect(lawVoteRequest.parse(parsed(onLaw(l, vote)))).toEqual({
          ...l,
          law_id: 'L2025-001',
          vote,
        });
      }),
    );
  });

  it('in an election has the form that the API accepts', () => {
    const form = fc.record({
      electionId: fc.constant('PROV-2025'),
      regionId: fc.constantFrom('NORD', 'SUD'),
      method: fc.constantFrom('single_choice' as const, 'ranked_choice' as const),
      ranking: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
    });
    fc.assert(
      fc.property(letter, form, (l, f) => {
        expect(electionVoteRequest.parse(parsed(inElection(l, f)))).toEqual({
          ...l,
          election_id: f.electionId,
          region_id: f.regionId,
          candidate_id: f.ranking[0],
          voting_method: f.method,
          ...(f.method === 'ranked_choice' ? { ranked_choices: f.ranking } : {}),
        });
      }),
    );
  });

  it('that is malformed is refused by the API, in every variant', () => {
    const form = { electionId: 'E', regionId: 'R', method: 'ranked_choice', ranking: ['a', 'b'] } as const;
    fc.assert(
      fc.property(letter, fc.nat({ max: MALFORMED_VARIANTS - 1 }), (l, variant) => {
        const vote = malformed(onLaw(l, 'oui'), 'vote', variant);
        const ballot = malformed(inElection(l, form), 'voting_method', variant);
        expect(lawVoteRequest.safeParse(parsed(vote)).success).toBe(false);
        expect(electionVoteRequest.safeParse(parsed(ballot)).success).toBe(false);
      }),
    );
  });

  it('with a scrambled code has another code that is well formed', () => {
    fc.assert(
      fc.property(letter, (l) => {
        const scrambled = withScrambledCode(l);
        expect(scrambled.nas).toBe(l.nas);
        expect(scrambled.code).not.toBe(l.code);
        expect(normaliseCode(scrambled.code)).toBe(scrambled.code);
      }),
    );
  });
});
