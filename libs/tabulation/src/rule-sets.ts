import type { OptionValue, ValueKind } from './option-value.ts';
import type { InterpretationRules, LotRules, RuleName, RuleSet } from './rule-set.ts';
import { RCTAB_TIEBREAK_MODES, WINNER_ELECTION_MODES } from './rule-set.ts';
import type { Share } from './share.ts';

/** An option of a rule set. This is the one place that says what it may be; parsing, defaults and docs follow it. */
export interface RuleOption<V = OptionValue | undefined> {
  readonly value: ValueKind;
  readonly default: V;
  /** What the option decides, as a sentence for the documentation. */
  readonly decides: string;
}

type RulesOf<N extends RuleName> = Extract<RuleSet, { rule: N }>;
type OptionsOf<R> = { readonly [O in Exclude<keyof R, 'rule'>]-?: RuleOption<R[O]> };

interface RuleSetDeclaration<R> {
  /** What it does, in a few words. */
  readonly what: string;
  /** The law, the publication or the program version that it follows. */
  readonly source: string;
  /** How it breaks a tie. */
  readonly ties: string;
  readonly options: OptionsOf<R>;
}

const FLAG = { kind: 'flag' } as const;
const CANDIDATES = { kind: 'candidates' } as const;
const WHOLE_OF_RCTAB = { kind: 'whole', most: 999_999_999 } as const;

const LOTS: OptionsOf<LotRules> = {
  lot: {
    value: CANDIDATES,
    default: [],
    decides:
      'On whom each lot fell, in the order drawn. It is for counting a file; in a count for the record, lots are acts on record.',
  },
  order: {
    value: CANDIDATES,
    default: [],
    decides:
      'An order of all candidates that was drawn beforehand. It decides the ties for which no lot was drawn: the earliest of the tied is elected or transfers first, and the latest is eliminated.',
  },
};

const PREDETERMINED_ORDER: RuleOption<readonly string[]> = {
  value: CANDIDATES,
  default: [],
  decides:
    'The order that the rule requires beforehand: the earliest of the tied candidates is chosen, for election and elimination alike. Without it, a count of a file uses the order of the ballot with a warning, and a count for the record waits for a lot.',
};

const INTERPRETATION: OptionsOf<InterpretationRules> = {
  overvoteRule: {
    value: {
      kind: 'words',
      words: ['alwaysSkipToNextRank', 'exhaustImmediately', 'exhaustIfMultipleContinuing'],
    },
    default: 'exhaustImmediately',
    decides:
      'What several candidates at one rank mean: the next rank counts, the ballot ends, or the ballot ends if several of them continue.',
  },
  maxSkippedRanksAllowed: {
    value: { ...WHOLE_OF_RCTAB, orWord: 'unlimited' },
    default: 'unlimited',
    decides: 'How many ranks in a row a ballot may skip. More skipped ranks end it.',
  },
  maxRankingsAllowed: {
    value: { ...WHOLE_OF_RCTAB, orWord: 'max' },
    default: 'max',
    decides: 'How many ranks are read. Ranks beyond this number are ignored.',
  },
  exhaustOnDuplicateCandidate: {
    value: FLAG,
    default: false,
    decides: 'Whether a candidate who is named a second time ends the ballot at that rank.',
  },
};

const NO_DEFAULT_SEED =
  'The number that the modes that draw begin with. Without it, a count of a file uses 0 with a warning, and a count for the record waits for a lot.';

/** Each rule set with its source and its options. The order of the options is their order in the text of a rule set. */
export const RULE_SETS: { readonly [N in RuleName]: RuleSetDeclaration<RulesOf<N>> } = {
  plurality: {
    what: 'Only first choices count, and the candidates with the most votes take the seats.',
    source: 'It follows no particular law.',
    ties: 'A lot.',
    options: LOTS,
  },
  referendum: {
    what: 'A proposal needs a share of a base, and may need a quorum. A law is counted by it, from its own threshold and quorum.',
    source: 'It follows no particular law.',
    ties: 'Nothing: as many votes for as against is a verdict of its own, `tied`.',
    options: {
      proposal: {
        value: { kind: 'candidate' },
        default: 'oui',
        decides: 'Which choice is the proposal. Votes for any other one are votes against it.',
      },
      threshold: {
        value: { kind: 'share' },
        default: '50%' as Share,
        decides: 'The share of the base that adopts the proposal. A number without a sign is a percentage.',
      },
      comparison: {
        value: { kind: 'words', words: ['more-than', 'at-least'] },
        default: 'more-than',
        decides: 'Whether the votes for it must be more than the threshold, or at least as many.',
      },
      base: {
        value: { kind: 'words', words: ['valid', 'cast', 'electors'] },
        default: 'valid',
        decides:
          'What the threshold is a share of: the valid votes, the ballots cast (blank ones included), or the registered electors.',
      },
      quorum: {
        value: { kind: 'share' },
        default: '0%' as Share,
        decides: 'The share of the electors who must cast a ballot. `0%` means that there is no quorum.',
      },
      electors: {
        value: { kind: 'whole' },
        default: undefined,
        decides: 'The number of registered electors, which `quorum` and `base=electors` need.',
      },
      quorumBallots: {
        value: { kind: 'whole' },
        default: undefined,
        decides: 'The quorum as a number of ballots. Beside `quorum`, the larger of the two applies.',
      },
    },
  },
  irv: {
    what: 'Instant-runoff voting: for one seat, the last candidate is eliminated until one has a majority.',
    source: 'It follows no particular law. The options for reading marks are those of RCTab 2.0.1.',
    ties: 'The latest earlier round in which the votes of the tied differ, then a lot; a lot at once with `ties=lot`.',
    options: {
      ...INTERPRETATION,
      ties: {
        value: { kind: 'words', words: ['earlier-rounds', 'lot'] },
        default: 'earlier-rounds',
        decides:
          'Whether the latest earlier round that separates the tied candidates decides before a lot is drawn, or a lot is drawn at once.',
      },
      ...LOTS,
      batchElimination: {
        value: FLAG,
        default: false,
        decides:
          'Whether all candidates who cannot overtake the next one, even with the votes of each other, are eliminated together.',
      },
      continueUntilTwo: {
        value: FLAG,
        default: false,
        decides: 'Whether the count continues after a majority until two candidates remain.',
      },
      majorityOf: {
        value: { kind: 'words', words: ['round', 'first-round'] },
        default: 'round',
        decides:
          'Whether the majority is of the votes that are still active, or of those active in the first round.',
      },
    },
  },
  rctab: {
    what: 'Every rule of the RCTab tabulator, under the names of its configuration.',
    source: 'RCTab 2.0.1 (https://github.com/BrightSpots/rcv), reimplemented from its source code.',
    ties: '`tiebreakMode`, with the drawn `order`, the earlier rounds or the `randomSeed` that the rules give; else a lot.',
    options: {
      winnerElectionMode: {
        value: { kind: 'words', words: WINNER_ELECTION_MODES },
        default: 'singleWinnerMajority',
        decides:
          'How seats are filled: one by a majority; several with surplus transfers, one winner or several a round; from the bottom up, to the number of seats or to a percentage; or a single-winner pass for each seat.',
      },
      numberOfWinners: {
        value: WHOLE_OF_RCTAB,
        default: undefined,
        decides: 'The number of seats, if given; it must be that of the race.',
      },
      tiebreakMode: {
        value: { kind: 'words', words: RCTAB_TIEBREAK_MODES },
        default: 'useCandidateOrder',
        decides:
          'What breaks a tie: a draw for each tie, an official, the earlier rounds and then one of these, the order of the candidates, or an order that is drawn once.',
      },
      order: {
        value: CANDIDATES,
        default: [],
        decides:
          'The drawn order of the candidates for `useCandidateOrder`. If the rules of a race name that mode themselves and give no order, the order of the ballot decides, and the explanation warns.',
      },
      randomSeed: { value: { kind: 'seed' }, default: undefined, decides: NO_DEFAULT_SEED },
      decisions: {
        value: CANDIDATES,
        default: [],
        decides:
          'For the modes that ask an official: the candidates chosen, in the order of the ties. It is for counting a file; in a count for the record, lots are acts on record.',
      },
      ...INTERPRETATION,
      decimalPlacesForVoteArithmetic: {
        value: { kind: 'whole', most: 20 },
        default: 4,
        decides: 'The decimals of votes where surpluses are transferred or the threshold is not whole.',
      },
      multiSeatBottomsUpPercentageThreshold: {
        value: { kind: 'decimal' },
        default: undefined,
        decides: 'For `bottomsUpUsingPercentageThreshold`: the percentage of the active votes to exceed.',
      },
      minimumVoteThreshold: {
        value: { kind: 'decimal' },
        default: '0',
        decides: 'RCTab 2.0.1 describes this option and has no such rule, so only 0 is accepted.',
      },
      nonIntegerWinningThreshold: {
        value: FLAG,
        default: false,
        decides: 'Whether the threshold has decimals, or is a whole number of votes.',
      },
      doesFirstRoundDetermineThreshold: {
        value: FLAG,
        default: false,
        decides: 'Whether the threshold of the first round holds in all rounds.',
      },
      hareQuota: {
        value: FLAG,
        default: false,
        decides: 'Whether the quota is that of Hare (votes ÷ seats) rather than that of Droop.',
      },
      batchElimination: {
        value: FLAG,
        default: false,
        decides:
          'Whether all candidates who cannot overtake the next one, even with the votes of each other, are eliminated together.',
      },
      cutoffElimination: {
        value: FLAG,
        default: false,
        decides: 'Whether all candidates below the threshold of election are eliminated together.',
      },
      continueUntilTwoCandidatesRemain: {
        value: FLAG,
        default: false,
        decides: 'Whether the count continues after the last winner until two candidates remain.',
      },
      stopTabulationEarlyAfterRound: {
        value: WHOLE_OF_RCTAB,
        default: undefined,
        decides: 'The round after which the count stops, whoever is elected by then.',
      },
    },
  },
  'scottish-stv-2011': {
    what: 'Single transferable vote of the Scottish local elections.',
    source:
      'Rules 46 to 53 of Schedule 1 of the Scottish Local Government Elections Order 2011 (SSI 2011/399).',
    ties: 'The latest earlier stage in which the votes of the tied differ, then a lot.',
    options: LOTS,
  },
  'wigm-prf': {
    what: 'Single transferable vote by the weighted inclusive Gregory method.',
    source: 'The Proportional Representation Foundation’s Reference WIGM Rule.',
    ties: 'The drawn `order` of the rules, else a lot.',
    options: {
      order: PREDETERMINED_ORDER,
      defeatSureLosers: {
        value: FLAG,
        default: false,
        decides:
          'Whether step B.2 is applied, which the rule leaves open: candidates who cannot be elected any more are defeated together.',
      },
    },
  },
  'meek-prf': {
    what: 'Single transferable vote by Meek’s method.',
    source: 'The Proportional Representation Foundation’s Reference Meek Rule.',
    ties: 'The drawn `order` of the rules, else a lot.',
    options: { order: PREDETERMINED_ORDER },
  },
};

/** The options of a rule set by their names, in the order of its text. It is a Map because names come from outside. */
export function optionsOf(rule: RuleName): ReadonlyMap<string, RuleOption> {
  return new Map(Object.entries<RuleOption>(RULE_SETS[rule].options));
}

/** The name of a rule set, if this text is one. */
export function ruleNameOf(text: string): RuleName | undefined {
  return RULE_NAMES.find((name) => name === text);
}

export const RULE_NAMES = Object.keys(RULE_SETS) as RuleName[];

/** Each rule set with its default options. */
export const DEFAULT_RULES: { readonly [N in RuleName]: RulesOf<N> } = {
  plurality: defaultsOf('plurality'),
  referendum: defaultsOf('referendum'),
  irv: defaultsOf('irv'),
  rctab: defaultsOf('rctab'),
  'scottish-stv-2011': defaultsOf('scottish-stv-2011'),
  'wigm-prf': defaultsOf('wigm-prf'),
  'meek-prf': defaultsOf('meek-prf'),
};

function defaultsOf<N extends RuleName>(rule: N): RulesOf<N> {
  const defaults = [...optionsOf(rule)].map(([name, option]) => [name, option.default] as const);
  return { rule, ...Object.fromEntries(defaults) } as unknown as RulesOf<N>;
}
