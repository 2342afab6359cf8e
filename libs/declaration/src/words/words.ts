import type { BallotRecord, RejectionReason, VotingMethod } from '@scrutin/election';
import type { ReferendumVerdict, RuleSet, TiePurpose } from '@scrutin/tabulation';

/** The words of declarations in one language. Numbers and times are formatted before they get here. */
export interface Words {
  readonly title: string;
  readonly draftTitle: string;
  readonly draftMark: string;
  readonly rehearsalMark: string;
  readonly page: string;
  readonly none: string;
  readonly colon: string;
  readonly semicolon: string;

  readonly identity: {
    readonly caption: string;
    readonly contest: string;
    readonly kind: Readonly<Record<'law' | 'election', string>>;
    readonly identifier: string;
    readonly purposeHead: string;
    readonly purpose: Readonly<Record<'real' | 'rehearsal', string>>;
    readonly zone: string;
    readonly approvalHead: string;
    readonly approval: Readonly<Record<'two-officials' | 'single-official', string>>;
    readonly certified: string;
    readonly certifiedBy: string;
    readonly approvedBy: string;
    readonly notCertified: string;
    readonly reason: string;
  };

  readonly outcome: {
    readonly heading: string;
    readonly caption: string;
    readonly race: string;
    readonly elected: string;
    readonly vacant: string;
    readonly nobody: string;
    readonly unopposed: (name: string) => string;
    readonly notCounted: string;
    readonly verdict: Readonly<Record<ReferendumVerdict, string>>;
  };

  readonly rules: {
    readonly heading: string;
    readonly caption: string;
    readonly method: Readonly<Record<VotingMethod, string>>;
    readonly methodHead: string;
    readonly seats: string;
    readonly ranks: string;
    readonly uncontestedHead: string;
    readonly uncontested: Readonly<Record<'acclaim' | 'vote', string>>;
    readonly countHead: string;
    readonly tiesHead: string;
    readonly onRecord: string;
    readonly threshold: string;
    readonly quorum: string;
    readonly noQuorum: string;
    readonly question: string;
    readonly blankHead: string;
    readonly blank: Readonly<Record<'allowed' | 'not-allowed', string>>;
    readonly recordHead: string;
    readonly record: Readonly<Record<BallotRecord, string>>;
    readonly majority: string;
    readonly atLeast: (share: string, base: 'valid' | 'cast') => string;
    readonly moreThanHalf: string;
    readonly quorumVotes: (votes: string) => string;
    readonly largerQuorum: string;
    readonly quorumShare: (share: string, voters: string) => string;
    readonly counting: (rules: RuleSet) => string;
    readonly ties: (rules: RuleSet) => string;
  };

  readonly window: {
    readonly heading: string;
    readonly caption: string;
    readonly opens: string;
    readonly closes: string;
    readonly changesHeading: string;
    readonly changesCaption: string;
    readonly noChanges: string;
    readonly when: string;
    readonly change: string;
    readonly reason: string;
    readonly windowIs: (opens: string, closes: string) => string;
    readonly withdrawn: (name: string, at: string) => string;
    readonly reinstated: (name: string) => string;
  };

  readonly roll: {
    readonly heading: string;
    readonly caption: string;
    readonly byRegion: string;
    readonly historyCaption: string;
    readonly none: string;
    readonly voters: string;
    readonly credentials: string;
    readonly replaced: string;
    readonly revoked: string;
    readonly void: string;
    readonly region: string;
    readonly added: string;
  };

  readonly turnout: {
    readonly heading: string;
    readonly caption: string;
    readonly voters: string;
    readonly counted: string;
    readonly turnout: string;
    readonly valid: string;
    readonly named: string;
    readonly blank: string;
    readonly rejected: string;
    readonly rejectedCaption: string;
    readonly rejectedNote: string;
    readonly reason: Readonly<Record<RejectionReason, string>>;
    readonly number: string;
    readonly reasonHead: string;
  };

  readonly count: {
    readonly figures: string;
    readonly candidate: string;
    readonly party: string;
    readonly independent: string;
    readonly firstVotes: string;
    readonly lastVotes: string;
    readonly votes: string;
    readonly share: string;
    readonly outcomeHead: string;
    readonly elected: string;
    readonly acclaimed: string;
    readonly notElected: string;
    readonly withdrawn: string;
    readonly roundsHeading: string;
    readonly roundsCaption: (from: number, to: number) => string;
    readonly round: (number: string) => string;
    readonly inactive: string;
    readonly explanationHeading: string;
    readonly lotsHeading: string;
    readonly noLots: string;
    readonly lotCaption: (number: number) => string;
    readonly lotFor: Readonly<Record<TiePurpose, string>>;
    readonly lotPurpose: string;
    readonly tied: string;
    readonly drawn: string;
    readonly method: string;
    readonly drawnBy: string;
    readonly witnesses: string;
    readonly recorded: string;
    readonly ofCount: string;
    readonly publicationsHeading: string;
    readonly publicationsCaption: string;
    readonly publication: string;
    readonly publishedAt: string;
    readonly countedAt: string;
    readonly ballots: string;
    readonly reason: string;
    readonly stands: string;
    readonly standing: string;
    readonly replacedSince: string;
    readonly notPublished: string;
  };

  readonly outstanding: {
    readonly heading: string;
    readonly none: string;
    readonly difference: (contest: string, votes: string) => string;
    readonly surplus: (contest: string, votes: string) => string;
    readonly unreported: (votes: string) => string;
    readonly intakes: (processes: string) => string;
    readonly unknown: (contest: string, votes: string) => string;
    readonly explained: (contest: string, votes: string) => string;
    readonly explainedSurplus: (contest: string, votes: string) => string;
    readonly explainedUnreported: (votes: string) => string;
    readonly because: string;
  };

  /** What an act did to the roll. */
  readonly rollFigures: {
    readonly issued: (letters: string) => string;
    readonly added: (letters: string) => string;
    /** @param letters those of the roll of a draft, which another roll replaced */
    readonly instead: (letters: string) => string;
    readonly replaced: (letters: string) => string;
    readonly revoked: (letters: string) => string;
    readonly released: (claims: string) => string;
  };

  readonly acts: {
    readonly heading: string;
    readonly caption: string;
    readonly note: (configuring: string) => string;
    readonly when: string;
    readonly act: string;
    readonly by: string;
    readonly proposed: (by: string, at: string) => string;
    readonly proposedBy: (by: string) => string;
    readonly approved: (by: string) => string;
    /** Of a proposal that somebody wanted to approve, and that was void. */
    readonly found: (by: string) => string;
    readonly reason: (reason: string) => string;
    readonly ofCount: (id: string, ballots: string) => string;
    readonly votes: (votes: string) => string;
    readonly about: (act: string) => string;
    readonly name: Readonly<Record<string, string>>;
  };

  readonly digests: {
    readonly heading: string;
    readonly caption: string;
    readonly note: string;
    readonly of: string;
    readonly digest: string;
    readonly roll: string;
    readonly ballots: (contest: string) => string;
    readonly result: (contest: string) => string;
    readonly notOnRecord: string;
  };

  readonly signatures: {
    readonly heading: string;
    readonly text: string;
    readonly draft: string;
    readonly official: string;
    /** The official who certified the result alone. */
    readonly certified: string;
    readonly proposed: string;
    readonly approved: string;
    readonly second: string;
    readonly witness: string;
    readonly name: string;
    readonly signature: string;
    readonly date: string;
  };
}
