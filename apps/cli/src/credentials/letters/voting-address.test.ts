import { electionRollKey, lawRollKey } from '@scrutin/election';
import { addressWithCode, votingPage } from './voting-address.ts';

describe('the address in the QR code of a letter', () => {
  it.each([
    [lawRollKey('L2026-001'), undefined, { code: 'KTRW3HXP', law: 'L2026-001' }],
    [electionRollKey('MAIRIE-2026'), 'NORD', { code: 'KTRW3HXP', election: 'MAIRIE-2026', region: 'NORD' }],
  ])('has the code of %s in its fragment, and nothing in its query', (rollKey, region, expected) => {
    const url = new URL(addressWithCode(votingPage('https://vote.example'), rollKey, 'KTRW3HXP', region));
    expect(url.href).toMatch(/^https:\/\/vote\.example\/#/);
    expect(url.search).toBe('');
    expect(Object.fromEntries(new URLSearchParams(url.hash.slice(1)))).toEqual(expected);
  });

  it.each(['https://vote.example', 'https://vote.example/fr/', 'http://localhost:8080', 'http://127.0.0.1/'])(
    'may lead to %s',
    (page) => {
      expect(votingPage(page)).toBe(new URL(page).href);
    },
  );

  it.each([
    'vote.example',
    'http://vote.example',
    'https://vote.example/#',
    'https://vote.example/#a',
    'https://a:b@vote.example',
    '',
  ])('may not lead to %j', (page) => {
    expect(() => votingPage(page)).toThrow(/It (?:is|must)/);
  });
});
