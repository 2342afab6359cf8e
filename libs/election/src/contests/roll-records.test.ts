import { candidateName } from './candidate.ts';
import { ROLL_SCHEMES } from './catalogue.ts';
import { registeredVoters } from './roll-records.ts';

test('the voters of a roll are its credentials without those that are void', () => {
  const voided = { replaced: 2n, revoked: 3n, regions: new Map<string, bigint>() };
  expect(registeredVoters({ credentials: 100n, void: voided })).toBe(95n);
});

test('somebody with a single name is called by it', () => {
  expect(candidateName({ firstName: 'Claire', lastName: 'Roy' })).toBe('Claire Roy');
  expect(candidateName({ firstName: undefined, lastName: 'Cher' })).toBe('Cher');
});

test('a roll is hashed with a key, or as the files of the older system were', () => {
  expect(ROLL_SCHEMES).toEqual(['hmac-sha256', 'sha256']);
});
