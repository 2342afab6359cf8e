import type { PublicLawResultBody } from '@scrutin/contracts/public';
import { lawSentence } from './law-sentence.ts';

const RESULT = {
  outcome: 'adopted',
  leading: 'oui',
  oui_count: 3,
  non_count: 1,
  oui_percentage: 75,
  non_percentage: 25,
  total_votes: 4,
  quorum_required: 0,
  threshold_percentage: null,
} as PublicLawResultBody;
const turnout = { percentage: 80 };

describe('the sentence on the result of a law', () => {
  it('says that an outcome is provisional until it is certified', () => {
    const provisional = lawSentence({ ...RESULT, provisional: true }, turnout, 'en');
    expect(provisional).toBe('Provisional result. Yes wins with 75%: more than 50% was needed.');
    const certified = lawSentence({ ...RESULT, provisional: false }, turnout, 'en');
    expect(certified).toBe('Yes wins with 75%: more than 50% was needed.');
  });

  it('says once that a count without an outcome is provisional', () => {
    const counting = { ...RESULT, outcome: null, provisional: true };
    expect(lawSentence(counting, turnout, 'en')).toBe(
      'Provisional count: 80% of the registered voters have voted. Yes is ahead with 75%.',
    );
  });

  it('says what a tie is a tie of', () => {
    const tied = { ...RESULT, outcome: 'tied', provisional: false } as const;
    expect(lawSentence({ ...tied, oui_count: 2, non_count: 2 }, turnout, 'fr')).toContain(
      'autant de oui que de non',
    );
    // Two of four votes, of which one is blank: half of all votes, and more than the votes against it.
    expect(lawSentence({ ...tied, oui_count: 2, non_count: 1 }, turnout, 'fr')).toContain(
      'exactement la moitié des votes, votes blancs compris',
    );
  });
});
