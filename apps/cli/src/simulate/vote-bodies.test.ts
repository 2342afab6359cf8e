import { lawVoteRequest } from '@scrutin/contracts';
import { normaliseCode } from '@scrutin/credentials';
import fc from 'fast-check';
import { malformedBody, voteBody, withScrambledCode } from './vote-bodies.ts';
import { MALFORMED_VARIANTS } from './vote-plan.ts';

const letter = fc.record({
  nas: fc.stringMatching(/^[0-9]{9}$/),
  code: fc.stringMatching(/^[A-Z0-9]{6}$/),
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

describe('bodies of votes', () => {
  it('are what the API takes', () => {
    fc.assert(
      fc.property(letter, fc.constantFrom('oui' as const, 'non' as const), (l, vote) => {
        expect(lawVoteRequest.parse(parsed(voteBody(l, 'L2025-001', vote)))).toEqual({
          ...l,
          law_id: 'L2025-001',
          vote,
        });
      }),
    );
  });

  it('are refused by the API when they are malformed, every variant', () => {
    fc.assert(
      fc.property(letter, fc.nat({ max: MALFORMED_VARIANTS - 1 }), (l, variant) => {
        expect(lawVoteRequest.safeParse(parsed(malformedBody(l, 'L2025-001', variant))).success).toBe(false);
      }),
    );
  });

  it('have another, well-formed code when it is scrambled', () => {
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
