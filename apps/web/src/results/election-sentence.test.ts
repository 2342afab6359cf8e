import type { ElectionResultBody } from '@scrutin/contracts/public';
import { electionSentence } from './election-sentence.ts';

type Totals = Parameters<typeof electionSentence>[0];

/** Parties with their decided and leading seats, and whether the count of each region is published. */
function totals(
  parties: Readonly<Record<string, readonly [seats: number, leading: number]>>,
  { total, tabulated }: { readonly total: number; readonly tabulated: readonly boolean[] },
): Totals {
  const all = Object.entries(parties);
  return {
    total_votes: 1_000,
    turnout: { percentage: 50 } as ElectionResultBody['turnout'],
    seats: { total, decided: all.reduce((sum, [, [seats]]) => sum + seats, 0) },
    parties: all.map(([name, [seats, leading]]) => ({
      party_code: name,
      name: { fr: name, en: name },
      color: '#000000',
      votes: 500,
      percentage: 50,
      seats,
      leading,
    })),
    regions: tabulated.map((one) => ({ tabulated: one })),
  };
}

const FIRST_COUNT = { total: 125, tabulated: [true, ...Array<boolean>(124).fill(false)] };
const COMPLETE = { total: 3, tabulated: [true, true, true] };

describe('the sentence on the result of an election', () => {
  it('declares no winner after the first published count', () => {
    const result = totals({ A: [1, 54], B: [0, 70] }, FIRST_COUNT);
    expect(electionSentence(result, 'en')).toBe(
      'B has or leads in the most seats so far: 70\u00a0of\u00a0125. Seats decided: 1\u00a0of\u00a0125.',
    );
    expect(electionSentence(result, 'fr')).toBe(
      'Jusqu’ici, B est en tête pour le plus grand nombre de sièges, sièges obtenus compris\u00a0: 70\u00a0sur\u00a0125. Sièges attribués\u00a0: 1\u00a0sur\u00a0125.',
    );
  });

  it('adds the seats that a party has and those in which it leads', () => {
    const result = totals({ A: [40, 20], B: [10, 55] }, FIRST_COUNT);
    expect(electionSentence(result, 'en')).toContain('B has or leads in the most seats so far: 65');
  });

  it('says that parties are level so far', () => {
    const result = totals({ A: [1, 61], B: [0, 62] }, FIRST_COUNT);
    expect(electionSentence(result, 'en')).toBe(
      'A and B have or lead in the most seats so far, 62 each. Seats decided: 1\u00a0of\u00a0125.',
    );
    expect(electionSentence(result, 'fr')).toContain(
      'Jusqu’ici, A et B sont à égalité pour le plus grand nombre de sièges, sièges obtenus compris\u00a0: 62 chacun.',
    );
  });

  it('waits for a region without votes, in which nobody leads', () => {
    const result = totals({ A: [2, 0], B: [0, 0] }, { total: 3, tabulated: [true, true, false] });
    expect(electionSentence(result, 'en')).toContain('A has or leads in the most seats so far: 2');
  });

  it('says who wins once all counts are published', () => {
    expect(electionSentence(totals({ A: [2, 0], B: [1, 0] }, COMPLETE), 'en')).toBe(
      'A wins the most seats: 2\u00a0of\u00a03.',
    );
    expect(electionSentence(totals({ A: [1, 0], B: [1, 0] }, COMPLETE), 'fr')).toContain(
      'A et B sont à égalité en tête, avec 1 siège chacun.',
    );
  });

  it('says who wins although a seat stays vacant', () => {
    expect(electionSentence(totals({ A: [2, 0], B: [0, 0] }, COMPLETE), 'en')).toBe(
      'A wins the most seats: 2\u00a0of\u00a03. Seats decided: 2\u00a0of\u00a03.',
    );
  });

  it('names no party if none has a seat or leads', () => {
    const acclaimed = { ...totals({ A: [0, 0] }, FIRST_COUNT), seats: { total: 125, decided: 1 } };
    expect(electionSentence(acclaimed, 'en')).toBe('Seats decided: 1\u00a0of\u00a0125.');
  });
});
