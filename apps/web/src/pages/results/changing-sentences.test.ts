import { changingSentences } from './changing-sentences.ts';
import type { ElectionEntry, LawEntry } from './load.ts';

const law = {
  law: { title: { fr: 'Loi sur l’eau', en: 'Water Act' }, certified: false, purpose: 'real' },
  result: { oui_percentage: 60, non_percentage: 40, outcome: null, leading: 'oui', provisional: true },
} as LawEntry;
const election = {
  election: { name: { fr: 'Élection', en: 'Election' }, certified: false },
  result: {
    kind: 'published',
    body: {
      total_votes: 0,
      turnout: { percentage: 0 },
      seats: { decided: 0, total: 3 },
      parties: [],
      regions: [],
    },
  },
} as unknown as ElectionEntry;

test('a screen reader hears of each contest that changes, by its name', () => {
  expect(changingSentences({ laws: [law], elections: [election] }, 'en')).toBe(
    'Election: No vote is counted yet.\nWater Act: yes 60%, no 40%. Yes ahead\u00a0· provisional.',
  );
});

test('it hears nothing of what is final or withheld', () => {
  const final = { ...law, law: { ...law.law, certified: true } };
  const withheld = { ...election, result: { kind: 'withheld' } } as ElectionEntry;
  expect(changingSentences({ laws: [final, { ...law, result: null }], elections: [withheld] }, 'fr')).toBe(
    '',
  );
});

test('it hears of no winner of an election whose counts are not all published', () => {
  const party = { name: { fr: 'A', en: 'A' }, seats: 1, leading: 0 };
  const body = {
    total_votes: 9,
    turnout: { percentage: 50 },
    seats: { decided: 1, total: 3 },
    parties: [party],
  };
  const first = {
    ...election,
    result: { kind: 'published', body: { ...body, regions: [{ tabulated: true }, { tabulated: false }] } },
  } as unknown as ElectionEntry;
  expect(changingSentences({ laws: [], elections: [first] }, 'en')).toBe(
    'Election: A has or leads in the most seats so far: 1\u00a0of\u00a03. Seats decided: 1\u00a0of\u00a03.',
  );
});
