import type { RuleSet } from '@scrutin/tabulation';
import type { Words } from './words.ts';

export const ENGLISH: Words = {
  title: 'Declaration of results',
  draftTitle: 'Declaration of results (draft)',
  draftMark: 'DRAFT: the result is not certified',
  rehearsalMark: 'REHEARSAL: no real vote, and no effect',
  page: 'Page {page} of {pages}',
  none: 'None',
  colon: ': ',
  semicolon: '; ',
  identity: {
    caption: 'What was voted on',
    contest: 'Vote',
    kind: { law: 'Referendum on a law', election: 'Election' },
    identifier: 'Identifier',
    purposeHead: 'Purpose',
    purpose: { real: 'Real vote', rehearsal: 'Rehearsal, without effect' },
    zone: 'Time zone',
    approvalHead: 'Approval',
    approval: {
      'two-officials': 'Two officials: one proposes, another approves',
      'single-official': 'One official acts alone',
    },
    certified: 'Certified',
    certifiedBy: 'By',
    approvedBy: 'Approved by',
    notCertified: 'Not certified',
    reason: 'Reason',
  },
  outcome: {
    heading: 'Result',
    caption: 'Who is elected in each race',
    race: 'Race',
    elected: 'Elected',
    vacant: 'Vacant seats',
    nobody: 'Nobody',
    unopposed: (name) => `${name} (unopposed, by acclamation)`,
    notCounted: 'No count is published.',
    verdict: {
      adopted: 'The law is adopted.',
      rejected: 'The law is rejected.',
      tied: 'The votes are tied: the law is not adopted.',
      'quorum-not-met': 'The quorum is not met: the vote does not decide on the law.',
    },
  },
  rules: {
    heading: 'Rules',
    caption: 'The rules of the vote',
    method: {
      single_choice: 'Each ballot names one candidate',
      ranked_choice: 'Each ballot ranks candidates',
    },
    methodHead: 'Ballot',
    seats: 'Seats',
    ranks: 'Highest number of ranks',
    uncontestedHead: 'No more candidates than seats',
    uncontested: {
      acclaim: 'They are elected without a vote, by acclamation',
      vote: 'They need votes to be elected',
    },
    countHead: 'Counting',
    tiesHead: 'Ties',
    onRecord: 'Rule set on record',
    threshold: 'Threshold',
    quorum: 'Quorum',
    noQuorum: 'None',
    question: 'Subject',
    blankHead: 'Blank votes',
    blank: {
      allowed: 'Allowed: they count for the turnout and the quorum, and for no side',
      'not-allowed': 'Not allowed',
    },
    recordHead: 'Public ballots',
    record: {
      published: 'Everybody can count the ballots again',
      'not-published': 'The ballots do not become public',
    },
    majority: 'More votes for than against; a tie does not adopt the law',
    atLeast: (share, base) =>
      `At least ${share} of the ${base === 'valid' ? 'valid votes' : 'votes cast, blank ones included'}`,
    moreThanHalf: 'More than half of the votes cast, blank ones included',
    quorumVotes: (votes) => `${votes} votes, blank ones included`,
    largerQuorum: 'the larger one applies',
    quorumShare: (share, voters) => `${share} of the ${voters} voters on the roll`,
    counting,
    ties,
  },
  window: {
    heading: 'Voting period',
    caption: 'When voting took place',
    opens: 'Opening',
    closes: 'Closing',
    changesHeading: 'Changes of the voting period and of the candidates after the publication',
    changesCaption: 'Changes of the voting period and of the candidates, in their order',
    noChanges: 'Neither the voting period nor the candidates changed after the publication.',
    when: 'When',
    change: 'Change',
    reason: 'Reason',
    windowIs: (opens, closes) => `Opening: ${opens}. Closing: ${closes}.`,
    withdrawn: (name, at) => `${name} ceases to be a candidate on ${at}.`,
    reinstated: (name) => `The withdrawal of ${name} is taken back.`,
  },
  roll: {
    heading: 'Voter roll',
    caption: 'The roll',
    byRegion: 'The roll by region',
    historyCaption: 'What went on the roll and came off it',
    none: 'There is no roll.',
    voters: 'Voters on the roll',
    credentials: 'Letters issued',
    replaced: 'Replaced by another letter',
    revoked: 'Revoked',
    void: 'Void',
    region: 'Region',
    added: 'Change',
  },
  turnout: {
    heading: 'Turnout',
    caption: 'Votes and turnout',
    voters: 'Voters on the roll',
    counted: 'Votes counted',
    turnout: 'Turnout',
    valid: 'Valid votes',
    named: 'Votes for a candidate',
    blank: 'Blank votes',
    rejected: 'Submissions rejected',
    rejectedCaption: 'Submissions rejected, by reason',
    rejectedNote: 'A voter can send several submissions, of which at most one is counted.',
    reason: {
      malformed: 'Cannot be read',
      'unknown-contest': 'The contest does not exist',
      'not-open': 'Before the opening',
      closed: 'After the closing',
      'unknown-credential': 'The voter is not on the roll',
      'wrong-region': 'The voter votes in another region',
      'invalid-selection': 'The choice does not exist',
      'unknown-candidate': 'The candidate does not exist',
      'withdrawn-candidate': 'The candidate has withdrawn',
      'repeated-candidate': 'A candidate is ranked twice',
      'too-many-ranks': 'Too many ranks',
      'ranking-not-allowed': 'Ranks are not allowed',
      'blank-not-allowed': 'Blank votes are not allowed',
      'already-voted': 'The voter has voted already',
      'void-credential': 'The letter was replaced or revoked',
      'rate-limited': 'Too many attempts',
    },
    number: 'Number',
    reasonHead: 'Reason',
  },
  count: {
    figures: 'Votes',
    candidate: 'Candidate',
    party: 'Party',
    independent: 'Independent',
    firstVotes: 'First round',
    lastVotes: 'Last round',
    votes: 'Votes',
    share: 'Share',
    outcomeHead: 'Outcome',
    elected: 'Elected',
    acclaimed: 'Elected by acclamation',
    notElected: 'Not elected',
    withdrawn: 'Withdrawn',
    roundsHeading: 'Rounds',
    roundsCaption: (from, to) =>
      from === to ? `Votes in round ${from}` : `Votes in rounds ${from} to ${to}`,
    round: (number) => `Round ${number}`,
    inactive: 'Inactive votes',
    explanationHeading: 'The count in words',
    lotsHeading: 'Lots',
    noLots: 'No lot was drawn.',
    lotCaption: (number) => `Lot ${number}`,
    lotFor: {
      elect: 'Who is elected',
      eliminate: 'Who is eliminated',
      'transfer-first': 'Whose surplus is transferred first',
    },
    lotPurpose: 'Drawn for',
    tied: 'Tied',
    drawn: 'Order drawn',
    method: 'How it was drawn',
    drawnBy: 'Drawn by',
    witnesses: 'Witnesses',
    recorded: 'Put on record',
    ofCount: 'For the count',
    publicationsHeading: 'Published counts',
    publicationsCaption: 'Every published count, in order',
    publication: 'Count',
    publishedAt: 'Published on',
    countedAt: 'Counted on',
    ballots: 'Ballots',
    reason: 'Reason',
    stands: 'Status',
    standing: 'This count stands',
    replacedSince: 'Replaced later',
    notPublished: 'No count is published.',
  },
  outstanding: {
    heading: 'Votes that the result does not include',
    none: 'Every accepted vote was counted or rejected before the certification.',
    difference: (contest, votes) =>
      `Accepted votes of ${contest} that were neither counted nor rejected: ${votes}.`,
    surplus: (contest, votes) =>
      `Votes of ${contest} that were settled without having been received: ${votes}.`,
    unreported: (votes) => `Votes whose receipts are missing, so that their contest is not known: ${votes}.`,
    intakes: (processes) =>
      `Ingestion processes that had not reported all votes that they accepted before the closing: ${processes}.`,
    unknown: (contest, votes) => `Accepted votes of ${contest} of which the database knew nothing: ${votes}.`,
    explained: (contest, votes) =>
      `Accepted votes of ${contest} that were neither counted nor rejected, and that an official explained: ${votes}. The acts below say how.`,
    explainedSurplus: (contest, votes) =>
      `Votes of ${contest} that were settled without having been received, and that an official explained: ${votes}. The acts below say how.`,
    explainedUnreported: (votes) =>
      `Votes whose receipts are missing, so that their contest is not known, and that an official explained: ${votes}. The acts below say how.`,
    because: 'Reason given for the certification without them',
  },
  rollFigures: {
    issued: (letters) => `Letters issued in total: ${letters}.`,
    added: (letters) => `Letters added: ${letters}.`,
    instead: (letters) => `Letters of the roll before, which this one replaces: ${letters}.`,
    replaced: (letters) => `Letters replaced: ${letters}.`,
    revoked: (letters) => `Letters revoked: ${letters}.`,
    released: (claims) => `Claims released: ${claims}.`,
  },
  acts: {
    heading: 'Acts',
    caption: 'The acts on this vote, in their order',
    note: (configuring) =>
      `Acts that configured this vote before its publication: ${configuring}. They are in the record of acts, and not here.`,
    when: 'When',
    act: 'Act',
    by: 'By',
    proposed: (by, at) => `Proposed by ${by} on ${at}.`,
    proposedBy: (by) => `Proposed by ${by}.`,
    approved: (by) => `Approved by ${by}.`,
    found: (by) => `Found when ${by} wanted to approve it.`,
    reason: (reason) => `Reason: ${reason}`,
    ofCount: (id, ballots) => `Count ${id}, of ${ballots} ballots.`,
    votes: (votes) => `Votes: ${votes}.`,
    about: (act) => `Proposed act: ${act}.`,
    name: {
      create: 'Created',
      change: 'Changed',
      rehearse: 'Created as a rehearsal',
      schedule: 'Published and scheduled',
      unschedule: 'Publication withdrawn',
      open: 'Opened at once',
      extend: 'Closing put off',
      close: 'Closed early',
      cancel: 'Opening or early closing taken back',
      certify: 'Certified',
      notice: 'Public notice',
      'race.put': 'Race configured',
      'race.remove': 'Race removed',
      'candidate.create': 'Candidate entered',
      'candidate.change': 'Candidate changed',
      'candidate.order': 'Order of the ballot changed',
      'candidate.remove': 'Candidate removed',
      'candidate.withdraw': 'Candidate withdrawn',
      'candidate.reinstate': 'Withdrawal of a candidate taken back',
      'roll.record': 'Roll put on record',
      'roll.replace': 'Letters replaced',
      'roll.revoke': 'Letters revoked',
      'roll.release': 'Claims without a counted vote released',
      'tabulation.record': 'Counted',
      'tabulation.publish': 'Count published',
      'tabulation.supersede': 'Another count published, which replaces the one that stood',
      'tabulation.reinstate': 'Earlier count published again',
      'lot.record': 'Lot put on record',
      'ledger.explain': 'Difference of the ledger explained',
      'votes.discard': 'Unreadable message removed',
      'proposal.refuse': 'Proposal refused',
      'proposal.withdraw': 'Proposal withdrawn',
      'proposal.expire': 'Proposal expired',
      'proposal.approve': 'Proposal approved',
      'proposal.void': 'Proposal void',
      'proposal.make': 'Proposed',
    },
  },
  digests: {
    heading: 'Digests',
    caption: 'SHA-256 digests on record',
    note: 'With these digests an auditor can check that the roll, the ballots and the counts on record are those of this declaration.',
    of: 'Of',
    digest: 'SHA-256',
    roll: 'Roll',
    ballots: (contest) => `Ballots of ${contest}`,
    result: (contest) => `Count of ${contest} that stands`,
    notOnRecord: 'Not on record',
  },
  signatures: {
    heading: 'Signatures',
    text: 'We declare that this is the result of the vote, as it is on record.',
    draft: 'A draft is not signed.',
    official: 'Returning officer',
    certified: 'Official who certified the result',
    proposed: 'Official who proposed the certification',
    approved: 'Official who approved the certification',
    second: 'Second official',
    witness: 'Witness',
    name: 'Name',
    signature: 'Signature',
    date: 'Place and date',
  },
};

function counting(rules: RuleSet): string {
  switch (rules.rule) {
    case 'plurality':
      return 'The candidates with the most votes take the seats.';
    case 'referendum':
      return 'The votes for the law are compared with the threshold.';
    case 'irv':
      return (
        'Instant-runoff voting. While nobody has more than half of the votes ' +
        `${rules.majorityOf === 'round' ? 'still active' : 'active in the first round'}, the last candidate is ` +
        'eliminated, and those votes go to the next choice.'
      );
    case 'rctab':
      return `The rules of RCTab 2.0.1, in the mode ${rules.winnerElectionMode}.`;
    case 'scottish-stv-2011':
      return (
        'Single transferable vote by the counting rules of the Scottish Local Government Elections Order 2011 ' +
        '(SSI 2011/399): the quota is the number of valid ballots divided by one more than the seats, plus one.'
      );
    case 'wigm-prf':
      return 'Single transferable vote by the Reference WIGM Rule of the Proportional Representation Foundation.';
    case 'meek-prf':
      return 'Single transferable vote by the Reference Meek Rule of the Proportional Representation Foundation.';
  }
}

function ties(rules: RuleSet): string {
  switch (rules.rule) {
    case 'referendum':
      return 'A tie does not adopt the law.';
    case 'rctab':
      return `By the mode ${rules.tiebreakMode} of RCTab.`;
    case 'wigm-prf':
    case 'meek-prf':
      return rules.order.length === 0
        ? 'By a predetermined order of the candidates.'
        : `By an order drawn beforehand: ${rules.order.join(', ')}.`;
    case 'irv':
    case 'plurality':
    case 'scottish-stv-2011': {
      const drawn =
        rules.order.length === 0 ? 'by lot' : `by an order drawn beforehand: ${rules.order.join(', ')}`;
      const usesRounds = rules.rule === 'scottish-stv-2011' || (rules.rule === 'irv' && rules.ties !== 'lot');
      return usesRounds
        ? `By the latest earlier round that separates the tied candidates, otherwise ${drawn}.`
        : `${drawn.replace('by', 'By')}.`;
    }
  }
}
