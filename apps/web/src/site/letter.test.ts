import { addressOfLetter, readLetter } from './letter.ts';

describe('the address in the QR code of a letter', () => {
  it('names the ballot, as the command that prints letters writes it', () => {
    const letter = readLetter('#code=KTRW3HXP&election=PROV-2025&region=LAVAL');
    expect(letter).toEqual({ code: 'KTRW3HXP', election: 'PROV-2025', region: 'LAVAL' });
    expect(letter && addressOfLetter(letter, 'fr')).toBe('/fr/voter/election/PROV-2025/LAVAL');
  });

  it.each([
    ['#code=A1B2C3&law=L2025-001', '/en/vote/law/L2025-001'],
    ['#code=A1B2C3&election=PROV-2025', '/en/vote/election/PROV-2025'],
    ['#code=A1B2C3', undefined],
    ['#code=A1B2C3&law=../../x', '/en/vote/law/..%2F..%2Fx'],
  ])('%s leads to %s', (fragment, address) => {
    const letter = readLetter(fragment);
    expect(letter && addressOfLetter(letter, 'en')).toBe(address);
  });

  it.each(['', '#content', '#code=', '#law=L2025-001'])('is none without a code: %s', (fragment) => {
    expect(readLetter(fragment)).toBeUndefined();
  });
});
