import { OFFICIAL_ROLES } from './official-roles.ts';
import { REFUSAL_KINDS, refused } from './refusal.ts';

test('a refusal is an outcome with its kind and a sentence', () => {
  for (const kind of REFUSAL_KINDS) {
    expect(refused(kind, 'It may not be.')).toEqual({ ok: false, kind, detail: 'It may not be.' });
  }
});

test('the roles of accounts are those of the database', () => {
  expect(OFFICIAL_ROLES).toEqual(['official', 'operator', 'auditor']);
});
