import { totpCode } from '@scrutin/testkit/without-services';
import { newTotpSecret, totpSecretText, totpStep, totpUri } from './totp.ts';

const RFC_SECRET = new TextEncoder().encode('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('RFC 6238, appendix B: at %i seconds the code is %s', (seconds, code) => {
  expect(totpStep(RFC_SECRET, code, seconds * 1_000)).toBe(BigInt(Math.floor(seconds / 30)));
  expect(totpCode(totpSecretText(RFC_SECRET), seconds * 1_000)).toBe(code);
});

const SECRET = newTotpSecret();
const NOW_MS = Date.UTC(2026, 9, 5, 12);
const codeAt = (ms: number) => totpCode(totpSecretText(SECRET), ms);

test('a code is accepted one step early or late, and no more', () => {
  const present = BigInt(NOW_MS / 30_000);
  expect(totpStep(SECRET, codeAt(NOW_MS - 30_000), NOW_MS)).toBe(present - 1n);
  expect(totpStep(SECRET, codeAt(NOW_MS), NOW_MS)).toBe(present);
  expect(totpStep(SECRET, codeAt(NOW_MS + 30_000), NOW_MS)).toBe(present + 1n);
  expect(totpStep(SECRET, codeAt(NOW_MS - 60_000), NOW_MS)).toBeUndefined();
  expect(totpStep(SECRET, codeAt(NOW_MS + 60_000), NOW_MS)).toBeUndefined();
});

test('a code may be typed with spaces, and nothing else is a code', () => {
  const code = codeAt(NOW_MS);
  expect(totpStep(SECRET, ` ${code.slice(0, 3)} ${code.slice(3)} `, NOW_MS)).toBeDefined();
  for (const text of ['', '12345', `${code}0`, `-${code}`, '१२३४५६', 'abcdef']) {
    expect(totpStep(SECRET, text, NOW_MS)).toBeUndefined();
  }
});

test('the address for a QR code has the secret, the issuer and the account', () => {
  const uri = new URL(totpUri(SECRET, 'marie@elections.example'));
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
  expect(decodeURIComponent(uri.pathname)).toBe('/Scrutin:marie@elections.example');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Scrutin',
    secret: totpSecretText(SECRET),
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  expect(totpSecretText(SECRET)).toMatch(/^[A-Z2-7]{32}$/);
});
