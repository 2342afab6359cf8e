import type { Law } from '../contests/law.ts';
import { changed, changeRefusal, LAW_CHANGES, possibleChanges } from './changes.ts';
import { CHANGES } from './lifecycle.ts';

const LAW: Law = {
  kind: 'law',
  id: 'L1',
  title: { fr: 'Loi', en: 'Act' },
  summary: { fr: '', en: '' },
  window: { opensAtMs: 1, closesAtMs: 2 },
  status: 'draft',
  timeZone: 'UTC',
  resultsVisibility: 'after-closing',
  blankVotes: 'not-allowed',
  approval: 'single-official',
  purpose: 'real',
  ballotRecord: 'published',
  quorumVotes: 10n,
  quorumShare: undefined,
  threshold: undefined,
  thresholdBase: 'valid',
};

test('sending a record back unchanged is not a change', () => {
  expect(changed(LAW, structuredClone(LAW), LAW_CHANGES)).toEqual({ merged: LAW, kinds: [] });
});

test('a member that is given as undefined is removed', () => {
  const { merged, kinds } = changed(
    LAW,
    { quorumVotes: undefined, title: { fr: 'X', en: 'Y' } },
    LAW_CHANGES,
  );
  expect(merged).toEqual({ ...LAW, quorumVotes: undefined, title: { fr: 'X', en: 'Y' } });
  expect(kinds).toEqual(['question', 'rules']);
});

test('the refusal names the change that the state forbids', () => {
  expect(changeRefusal('draft', 'texts', 'rules')).toBeUndefined();
  expect(changeRefusal('open', 'texts', 'rules')).toEqual({
    ok: false,
    kind: 'state-forbids',
    text: {
      fr: 'Le scrutin est ouvert\u00a0: ses règles ne peuvent plus changer.',
      en: 'Now that it is open, its rules may not be changed.',
    },
    detail: 'Now that it is open, its rules may not be changed.',
  });
});

test('the question of a law is fixed when voting opens', () => {
  expect(changeRefusal('scheduled', 'question')).toBeUndefined();
  for (const state of ['open', 'closed', 'certified'] as const)
    expect(changeRefusal(state, 'question')).toMatchObject({
      kind: 'state-forbids',
      text: {
        fr: expect.stringMatching(/: son titre et son résumé ne peuvent plus changer\.$/) as string,
        en: expect.stringMatching(/, its title and summary may not be changed\.$/) as string,
      },
    });
});

test('only what a contest of this kind has can be changed in it', () => {
  expect(possibleChanges('law', 'draft')).toEqual(['question', 'window', 'visibility', 'rules', 'roll']);
  expect(possibleChanges('law', 'open')).toEqual(['roll']);
  expect(possibleChanges('election', 'scheduled')).toEqual(['texts', 'visibility', 'withdrawals', 'roll']);
  expect(possibleChanges('election', 'closed')).toEqual([]);
  const both = [...possibleChanges('law', 'draft'), ...possibleChanges('election', 'draft'), 'withdrawals'];
  expect(new Set(both)).toEqual(new Set(CHANGES));
});
