import { secretsIn } from './kept-secrets.ts';

const hash = 'ab'.repeat(32);
const secrets = { nas: new Set(['123456789']), codes: new Set(['A1B2C3']), hashes: new Set([hash]) };

test.each([
  ['{"nas":"123456789"}', ['nas']],
  ['code a1b2c3 was tried', ['code']],
  [`claimed by ${hash}.`, ['hash']],
  [`123456789|A1B2C3|${hash}`, ['nas', 'code', 'hash']],
  ['1234567890 XA1B2C3 nothing', []],
])('%s contains the secrets %j', (text, expected) => {
  expect([...secretsIn(text, secrets)]).toEqual(expected);
});
