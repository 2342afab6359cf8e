import { formatVotes } from './votes.ts';

describe('formatVotes', () => {
  test.each([
    ['0', '0', '0'],
    ['744.00000', '744', '744'],
    ['744.50000', '744,5', '744.5'],
    ['1096.33333', '1\u00a0096,33333', '1,096.33333'],
    ['90071992547409931.10', '90\u00a0071\u00a0992\u00a0547\u00a0409\u00a0931,1', '90,071,992,547,409,931.1'],
    ['-0.00001', '−0,00001', '−0.00001'],
  ])('writes %s as %s and %s', (votes, fr, en) => {
    expect(formatVotes(votes, 'fr')).toBe(fr);
    expect(formatVotes(votes, 'en')).toBe(en);
  });
});
