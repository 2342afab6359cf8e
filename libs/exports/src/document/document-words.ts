import type { DocumentLanguage } from '@scrutin/declaration';
import type { ReferendumVerdict } from '@scrutin/tabulation';

/** The words of printed results in one language. Numbers and times are written before they get here. */
export interface DocumentWords {
  readonly title: (name: string) => string;
  readonly page: string;
  readonly provisionalMark: string;
  readonly rehearsalMark: string;
  readonly final: string;
  readonly provisional: string;
  readonly identity: string;
  readonly contest: string;
  readonly identifier: string;
  readonly voting: string;
  readonly window: (opens: string, closes: string) => string;
  readonly asOf: string;
  readonly outcome: string;
  readonly verdict: Readonly<Record<ReferendumVerdict, string>>;
  readonly leading: Readonly<Record<'oui' | 'non' | 'tied', string>>;
  readonly noVotes: string;
  readonly votesOnLaw: string;
  readonly choice: string;
  readonly oui: string;
  readonly non: string;
  readonly votes: string;
  readonly firstVotes: string;
  readonly share: string;
  readonly turnout: string;
  readonly registered: string;
  readonly voters: string;
  readonly turnoutShare: string;
  readonly blank: string;
  readonly allVotes: string;
  readonly threshold: string;
  readonly moreThanHalf: string;
  readonly quorum: string;
  readonly noQuorum: string;
  readonly nation: string;
  readonly seats: string;
  readonly seatsDecided: string;
  readonly parties: string;
  readonly party: string;
  readonly independents: string;
  readonly leadingSeats: string;
  readonly regions: string;
  readonly region: string;
  readonly candidates: string;
  readonly candidate: string;
  readonly place: string;
  readonly tiedPlace: (place: number) => string;
  readonly status: string;
  readonly elected: string;
  readonly acclaimed: string;
  readonly notElected: string;
  readonly withdrawn: string;
  readonly vacant: string;
  readonly rounds: (from: number, to: number) => string;
  readonly round: (number: string) => string;
  readonly inactive: string;
  readonly inWords: string;
  readonly count: string;
  readonly rules: string;
  readonly ballots: string;
  readonly computed: string;
  readonly published: string;
  readonly digests: string;
  readonly digest: string;
  readonly digestsNote: string;
  readonly notCounted: string;
  readonly none: string;
}

const FRENCH: DocumentWords = {
  title: (name) => `Résultats\u00a0: ${name}`,
  page: 'page {page} de {pages}',
  provisionalMark: 'RÉSULTATS PROVISOIRES',
  rehearsalMark: 'RÉPÉTITION\u00a0: RIEN N’EST DÉCIDÉ',
  final: 'Ces résultats sont définitifs\u00a0: ils ont été certifiés.',
  provisional: 'Ces résultats sont provisoires\u00a0: ils n’ont pas été certifiés et peuvent changer.',
  identity: 'Le scrutin',
  contest: 'Scrutin',
  identifier: 'Identifiant',
  voting: 'Vote',
  window: (opens, closes) => `du ${opens} au ${closes}`,
  asOf: 'Tous les votes comptés jusqu’au',
  outcome: 'Résultat',
  verdict: {
    adopted: 'La loi est adoptée.',
    rejected: 'La loi est rejetée.',
    tied: 'Il y a égalité\u00a0: la loi n’est pas adoptée.',
    'quorum-not-met': 'Le quorum n’est pas atteint\u00a0: le vote ne décide pas de la loi.',
  },
  leading: {
    oui: 'Le oui est en tête.',
    non: 'Le non est en tête.',
    tied: 'Le oui et le non sont à égalité.',
  },
  noVotes: 'Aucun vote n’est compté.',
  votesOnLaw: 'Voix sur la loi',
  choice: 'Choix',
  oui: 'Oui',
  non: 'Non',
  votes: 'Voix',
  firstVotes: 'Premiers choix',
  share: 'Part',
  turnout: 'Participation',
  registered: 'Personnes inscrites',
  voters: 'Votants',
  turnoutShare: 'Taux de participation',
  blank: 'Votes blancs',
  allVotes: 'Tous les votes',
  threshold: 'Seuil',
  moreThanHalf: 'plus de la moitié',
  quorum: 'Quorum',
  noQuorum: 'aucun',
  nation: 'Ensemble',
  seats: 'Sièges',
  seatsDecided: 'Sièges pourvus',
  parties: 'Partis',
  party: 'Parti',
  independents: 'Sans parti',
  leadingSeats: 'En tête',
  regions: 'Circonscriptions',
  region: 'Circonscription',
  candidates: 'Candidatures',
  candidate: 'Nom',
  place: 'Rang',
  tiedPlace: (place) => `${place} ex æquo`,
  status: 'Issue',
  elected: 'Élection',
  acclaimed: 'Élection sans concurrence',
  notElected: 'Sans siège',
  withdrawn: 'Retrait',
  vacant: 'Sièges vacants',
  rounds: (from, to) => (from === to ? `Tour ${from}` : `Tours ${from} à ${to}`),
  round: (number) => `Tour ${number}`,
  inactive: 'Voix inactives',
  inWords: 'Le dépouillement en mots',
  count: 'Dépouillement',
  rules: 'Règles',
  ballots: 'Bulletins dépouillés',
  computed: 'Dépouillé',
  published: 'Publié',
  digests: 'Empreintes des bulletins',
  digest: 'SHA-256 des bulletins',
  digestsNote:
    'Quiconque refait le dépouillement des mêmes bulletins trouve la même empreinte. Après la certification, les bulletins sont publiés, sauf s’il en a été décidé autrement.',
  notCounted: 'Aucun dépouillement n’est publié.',
  none: '–',
};

const ENGLISH: DocumentWords = {
  title: (name) => `Results: ${name}`,
  page: 'page {page} of {pages}',
  provisionalMark: 'PROVISIONAL RESULTS',
  rehearsalMark: 'REHEARSAL: NOTHING IS DECIDED',
  final: 'These results are final: they were certified.',
  provisional: 'These results are provisional: they are not certified and can change.',
  identity: 'The contest',
  contest: 'Contest',
  identifier: 'Identifier',
  voting: 'Voting',
  window: (opens, closes) => `from ${opens} to ${closes}`,
  asOf: 'All votes counted by',
  outcome: 'Result',
  verdict: {
    adopted: 'The law is adopted.',
    rejected: 'The law is rejected.',
    tied: 'The votes are tied: the law is not adopted.',
    'quorum-not-met': 'The quorum is not met: the vote does not decide on the law.',
  },
  leading: {
    oui: 'Yes (oui) is leading.',
    non: 'No (non) is leading.',
    tied: 'Yes (oui) and no (non) are tied.',
  },
  noVotes: 'No vote is counted.',
  votesOnLaw: 'Votes on the law',
  choice: 'Choice',
  oui: 'Yes (oui)',
  non: 'No (non)',
  votes: 'Votes',
  firstVotes: 'First preferences',
  share: 'Share',
  turnout: 'Turnout',
  registered: 'Registered voters',
  voters: 'Voters',
  turnoutShare: 'Turnout',
  blank: 'Blank votes',
  allVotes: 'All votes',
  threshold: 'Threshold',
  moreThanHalf: 'more than half',
  quorum: 'Quorum',
  noQuorum: 'none',
  nation: 'All regions',
  seats: 'Seats',
  seatsDecided: 'Seats decided',
  parties: 'Parties',
  party: 'Party',
  independents: 'Without a party',
  leadingSeats: 'Leading',
  regions: 'Regions',
  region: 'Region',
  candidates: 'Candidates',
  candidate: 'Name',
  place: 'Place',
  tiedPlace: (place) => `${place}, tied`,
  status: 'Outcome',
  elected: 'Elected',
  acclaimed: 'Elected unopposed',
  notElected: 'Not elected',
  withdrawn: 'Withdrawn',
  vacant: 'Vacant seats',
  rounds: (from, to) => (from === to ? `Round ${from}` : `Rounds ${from} to ${to}`),
  round: (number) => `Round ${number}`,
  inactive: 'Inactive votes',
  inWords: 'The count in words',
  count: 'Count',
  rules: 'Rules',
  ballots: 'Ballots counted',
  computed: 'Counted',
  published: 'Published',
  digests: 'Digests of the ballots',
  digest: 'SHA-256 of the ballots',
  digestsNote:
    'Whoever counts the same ballots again finds the same digest. After the certification the ballots are published, unless it was decided otherwise.',
  notCounted: 'No count is published.',
  none: '–',
};

export const DOCUMENT_WORDS: Readonly<Record<DocumentLanguage, DocumentWords>> = { fr: FRENCH, en: ENGLISH };
