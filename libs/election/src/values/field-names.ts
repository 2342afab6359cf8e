import type { LocalizedText } from '../contests/localized-text.ts';

/**
 * The things that a message about a value may name, as the subject of a French sentence. The English subject is "The"
 * and the name itself. Each French subject is in the singular, so that one verb fits all of them.
 */
const FRENCH_SUBJECTS = {
  'base of the threshold': 'La base du seuil',
  'choice about blank votes': 'Le choix quant au vote blanc',
  'choice about the ballots': 'Le choix quant aux bulletins',
  approval: 'Le nombre de responsables requis',
  closing: 'L’heure de clôture',
  'display name': 'Le nom affiché',
  'English biography': 'Le texte anglais de la biographie',
  'English name': 'Le nom anglais',
  'English promises': 'Le texte anglais des promesses',
  'English summary': 'Le résumé anglais',
  'English title': 'Le titre anglais',
  'first name': 'Le prénom',
  'French biography': 'Le texte français de la biographie',
  'French name': 'Le nom français',
  'French promises': 'Le texte français des promesses',
  'French summary': 'Le résumé français',
  'French title': 'Le titre français',
  'lifetime of proposals': 'Le délai d’approbation en secondes',
  'number of credentials replaced alone': 'Le nombre d’identifiants remplacés par une personne seule',
  'number of credentials added alone': 'Le nombre d’identifiants ajoutés par une personne seule',
  'last name': 'Le nom de famille',
  method: 'Le mode de vote',
  name: 'Le nom',
  'new closing': 'La nouvelle heure de clôture',
  'number of buckets': 'Le nombre de paquets',
  'number of claims': 'Le nombre de réservations',
  'number of credentials': 'Le nombre d’identifiants',
  'number of ranks': 'Le nombre de rangs',
  'number of seats': 'Le nombre de sièges',
  'number of votes': 'Le nombre de votes',
  opening: 'L’heure d’ouverture',
  'place on the ballot': 'Le rang sur le bulletin',
  purpose: 'La finalité',
  quorum: 'Le quorum',
  reason: 'Le motif',
  role: 'Le rôle',
  'rule for uncontested races': 'La règle des circonscriptions sans concurrence',
  'rule set': 'Le jeu de règles',
  step: 'L’étape',
  summary: 'Le résumé',
  threshold: 'Le seuil',
  type: 'Le type',
  'visibility of the results': 'La visibilité des résultats',
} as const satisfies Readonly<Record<string, string>>;

type FieldName = keyof typeof FRENCH_SUBJECTS;

/** What a message is about: one of the names above, or a subject in both languages that names something given. */
export type Subject = FieldName | LocalizedText;

/** The subject with which the sentences of a message begin. */
export function subjectOf(what: Subject): LocalizedText {
  return typeof what === 'string' ? { fr: FRENCH_SUBJECTS[what], en: `The ${what}` } : what;
}

/** The kinds of records that have an identifier of their own. */
export type IdentifiedRecord = 'candidate' | 'election' | 'law' | 'party' | 'region';

export const OF_RECORD_IN_FRENCH: Readonly<Record<IdentifiedRecord, string>> = {
  candidate: 'de la candidature',
  election: 'de l’élection',
  law: 'de la loi',
  party: 'du parti',
  region: 'de la région',
};
