import type { Candidate, Election, Law, LocalizedText, Race } from '@scrutin/election';
import {
  candidateProblems,
  electionProblems,
  lawProblems,
  partyProblems,
  raceProblems,
  readinessGap,
  regionProblems,
} from '@scrutin/election';
import type { Contest } from '@scrutin/tabulation';
import { parseRuleSet, tabulate } from '@scrutin/tabulation';
import { englishIn } from '../english-words.ts';
import { textOf, trackedFiles } from './tracked-files.ts';

/** The French texts in the source: literals after `fr:`. */
const LITERAL = /\bfr:\s*(?:\([^)]*\)\s*=>\s*)?(['`])((?:\\.|(?!\1)[^\\])*)\1/gsu;
const sources = trackedFiles().filter(
  (file) => /^(?:apps|libs)\/[\w-]+\/src\/.*\.ts$/u.test(file) && !file.endsWith('.test.ts'),
);
const literals = sources.flatMap((file) =>
  Array.from(textOf(file).matchAll(LITERAL), ([, , text = '']) => ({ file, text })),
);

test('no French text in the source has English words, or puts an English detail into its sentence', () => {
  expect(literals.length).toBeGreaterThan(300);
  const wrong = literals.filter(
    ({ text }) =>
      englishIn(text).length > 0 || /\$\{[^}]*\.(?:en|problem|message|detail(?!\.fr))\b[^}]*\}/u.test(text),
  );
  expect(wrong).toEqual([]);
});

function problemOf(ruleSet: string): LocalizedText {
  const parsed = parseRuleSet(ruleSet);
  if (parsed.ok) throw new Error(`${ruleSet} is a rule set`);
  return parsed.text;
}

const unreadable = [
  ...['borda', 'irv:ties', 'irv:tie=lot', 'irv:ties=coin', 'irv:lot=a,lot=b', 'irv:ties=lot,ties=lot'],
  ...['irv:order=a/a', 'irv:order=a//b', 'irv:batchElimination=yes', 'irv:maxRankingsAllowed=many'],
  ...['referendum:threshold=3/2', 'referendum:proposal=', 'referendum:electors=9', 'referendum:electors=x'],
  ...['rctab:hareQuota=yes', 'rctab:tiebreakMode=coin', 'rctab:randomSeed=x', 'rctab:numberOfWinners=two'],
  ...[
    'rctab:minimumVoteThreshold=9',
    'rctab:minimumVoteThreshold=x',
    'rctab:decisions=a',
    'rctab:randomSeed=7',
  ],
  ...['rctab:decimalPlacesForVoteArithmetic=21', 'rctab:decimalPlacesForVoteArithmetic=6', 'rctab:order=a/a'],
  ...['rctab:tiebreakMode=random,order=a', 'rctab:hareQuota=true,winnerElectionMode=bottomsUp,order=/'],
];

function refusalOf(contest: Partial<Contest>, ruleSet: string): LocalizedText {
  const parsed = parseRuleSet(ruleSet);
  if (!parsed.ok) throw new Error(parsed.problem);
  const candidates = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ];
  const result = tabulate({ candidates, ballots: [], seats: 1, ...contest }, parsed.rules);
  if (result.status !== 'refused') throw new Error(`${ruleSet} counts it`);
  return result.detail;
}

const packed = (offsets: number[], choices: number[], counts?: number[]) => ({
  ballots: {
    offsets: Uint32Array.from(offsets),
    choices: Int16Array.from(choices),
    ...(counts === undefined ? {} : { counts: Float64Array.from(counts) }),
  },
});
const overvoted = { ballots: [{ ranks: [['#overvote']], count: 1 }] };
const writeIns = [{ id: 'w', name: 'W', undeclaredWriteIns: true }];
const refusals = [
  refusalOf({ candidates: [] }, 'irv'),
  refusalOf({ candidates: [...writeIns, { ...writeIns[0]!, id: 'x' }] }, 'irv'),
  refusalOf({ candidates: writeIns }, 'plurality'),
  refusalOf({ candidates: Array.from({ length: 10_001 }, (_, i) => ({ id: `${i}`, name: 'N' })) }, 'irv'),
  refusalOf({ seats: -1 }, 'irv'),
  refusalOf({ seats: 2 }, 'irv'),
  refusalOf({ seats: 0 }, 'wigm-prf'),
  refusalOf({ seats: 0 }, 'rctab'),
  refusalOf({ ballots: [{ ranks: [], count: -1 }] }, 'irv'),
  refusalOf({ ballots: [1, 2].map(() => ({ ranks: [], count: Number.MAX_SAFE_INTEGER })) }, 'irv'),
  refusalOf(packed([], []), 'irv'),
  refusalOf(packed([0, 1], [0], []), 'irv'),
  refusalOf(packed([0, 2], [0]), 'irv'),
  refusalOf(packed([0, 1, 0, 1], [0]), 'irv'),
  refusalOf({}, 'irv:order=zoe'),
  refusalOf({}, 'referendum:quorum=40'),
  refusalOf({}, 'referendum:proposal=x'),
  refusalOf(overvoted, 'irv:overvoteRule=exhaustIfMultipleContinuing'),
];

const NOTHING = { fr: '', en: ' ' };
const LOST = { fr: 'a\nb', en: 'x\u202Ey' };
const wrongWindow = { opensAtMs: 2, closesAtMs: 1 };
const wrongContest = {
  id: '?',
  window: wrongWindow,
  timeZone: 'EST',
  resultsVisibility: 'x',
  blankVotes: 'x',
  approval: 'x',
  purpose: 'x',
};
const wrongValues = [
  ...lawProblems({
    ...wrongContest,
    title: NOTHING,
    summary: { fr: 'x'.repeat(30_000), en: '\uFFFD' },
    quorumVotes: -1n,
    quorumShare: 'x',
    threshold: '0%',
    thresholdBase: 'x',
  } as unknown as Law),
  ...electionProblems({ ...wrongContest, id: 'vote', name: LOST, type: 'x' } as unknown as Election),
  ...regionProblems({ id: '', name: NOTHING }),
  ...partyProblems({ code: '', name: { fr: 'Vote blanc', en: 'Null' }, color: 'red' }),
  ...candidateProblems({
    id: 'blank',
    firstName: '',
    lastName: 'x'.repeat(2_000),
    partyCode: '?',
    bio: LOST,
    promises: LOST,
    photoUrl: 'ftp://x',
    position: -1,
  } as unknown as Candidate),
  ...raceProblems({
    method: 'x',
    seats: 0,
    maxRanks: 0,
    ruleSet: 'irv:lot=a',
    uncontested: 'x',
  } as unknown as Race),
  ...raceProblems({ method: 'single_choice', seats: 2, maxRanks: 2, ruleSet: 'irv' } as unknown as Race),
].map(({ text }) => text);
const gap = readinessGap({
  hasRoll: false,
  races: [{ regionId: 'R', seats: 2, standing: 1, decidesUncontested: false, voters: 0n }],
});

test.each([
  ...unreadable.map(problemOf),
  ...refusals,
  ...wrongValues,
  ...(gap === undefined ? [] : [gap.text]),
])('in French: $fr', ({ fr, en }) => {
  expect(fr).not.toBe(en);
  expect(englishIn(fr)).toEqual([]);
});
