import { OFFICIAL_ROLES } from './official-roles.ts';
import { REFUSAL_KINDS, refused } from './refusal.ts';

test('a refusal is an outcome with its kind and a sentence in both languages', () => {
  const text = { fr: 'Ce n’est pas permis.', en: 'It may not be.' };
  for (const kind of REFUSAL_KINDS) {
    expect(refused(kind, text)).toEqual({ ok: false, kind, text, detail: 'It may not be.' });
  }
});

test('a refusal that names credentials has another text for the record', () => {
  const onRecord = { fr: 'A voté : 1.', en: 'Voted: 1.' };
  const refusal = refused('state-forbids', { fr: 'A voté : abc.', en: 'Voted: abc.' }, onRecord);
  expect(refusal).toMatchObject({
    detail: 'Voted: abc.',
    onRecord: { fr: 'A voté\u00a0: 1.', en: 'Voted: 1.' },
  });
});

test('the roles of accounts are those of the database', () => {
  expect(OFFICIAL_ROLES).toEqual(['official', 'operator', 'auditor']);
});
