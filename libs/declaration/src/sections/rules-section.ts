import type { Law } from '@scrutin/election';
import { parseRuleSet } from '@scrutin/tabulation';
import type { DeclaredContest } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { contestName, heading, pairs, textIn } from '../declared.ts';
import type { Block } from '../document.ts';
import { shareText, wholeNumber } from '../figures.ts';

type Pair = readonly [string, string];

/** The rules of the vote in words, and as they are on record. */
export function rulesSection(declared: Declared): readonly Block[] {
  const { record, words } = declared;
  const { subject, contests } = record;
  const ofAll: readonly Pair[] = [
    [words.rules.blankHead, words.rules.blank[subject.blankVotes]],
    [words.rules.recordHead, words.rules.record[subject.ballotRecord]],
  ];
  if (subject.kind === 'law') {
    return [
      heading(2, words.rules.heading),
      pairs(words.rules.caption, [
        ...lawRules(declared, subject),
        ...ofAll,
        ...contests.map(({ ruleSet }): Pair => [words.rules.onRecord, ruleSet]),
      ]),
    ];
  }
  return [
    heading(2, words.rules.heading),
    ...contests.map((contest) =>
      pairs(contestName(declared, contest), [...raceRules(declared, contest), ...ofAll]),
    ),
  ];
}

function lawRules({ record, words, language }: Declared, law: Law): readonly Pair[] {
  const { rules } = words;
  const { threshold, thresholdBase, quorumVotes, quorumShare, summary } = law;
  const most = thresholdBase === 'valid' ? rules.majority : rules.moreThanHalf;
  const voters = wholeNumber(record.contests[0]?.voters ?? 0n, language);
  const quorums = [
    ...(quorumVotes === undefined ? [] : [rules.quorumVotes(wholeNumber(quorumVotes, language))]),
    ...(quorumShare === undefined ? [] : [rules.quorumShare(shareText(quorumShare, language), voters)]),
    ...(quorumVotes === undefined || quorumShare === undefined ? [] : [rules.largerQuorum]),
  ];
  const adopted =
    threshold === undefined ? most : rules.atLeast(shareText(threshold, language), thresholdBase);
  return [
    ...(summary[language] === '' ? [] : [[rules.question, textIn(summary, language)] as const]),
    [rules.threshold, adopted],
    [rules.quorum, quorums.length === 0 ? rules.noQuorum : quorums.join(words.semicolon)],
  ];
}

function raceRules({ words, language }: Declared, { race, ruleSet }: DeclaredContest): readonly Pair[] {
  const { rules } = words;
  const parsed = parseRuleSet(ruleSet);
  const counted: readonly Pair[] = parsed.ok
    ? [
        [rules.countHead, rules.counting(parsed.rules)],
        [rules.tiesHead, rules.ties(parsed.rules)],
      ]
    : [];
  const ofRace: readonly Pair[] =
    race === undefined
      ? []
      : [
          [rules.seats, wholeNumber(race.seats, language)],
          [rules.methodHead, rules.method[race.method]],
          ...(race.maxRanks > 1 ? [[rules.ranks, wholeNumber(race.maxRanks, language)] as const] : []),
          ...(race.uncontested === undefined
            ? []
            : [[rules.uncontestedHead, rules.uncontested[race.uncontested]] as const]),
        ];
  return [...ofRace, ...counted, [rules.onRecord, ruleSet]];
}
