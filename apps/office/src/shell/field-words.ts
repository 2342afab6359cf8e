import { texts } from '@scrutin/web-ui';

const WORDS: Readonly<Record<'fr' | 'en', Readonly<Record<string, string>>>> = texts({
  fr: {
    id: 'Identifiant',
    code: 'Code',
    email: 'Adresse courriel',
    display_name: 'Nom de la personne',
    password: 'Mot de passe',
    opens_at: 'Ouverture du vote',
    closes_at: 'Clôture du vote',
    time_zone: 'Fuseau horaire',
    title: 'Titre',
    name: 'Nom',
    first_name: 'Prénom',
    last_name: 'Nom',
    summary: 'Résumé',
    bio: 'Biographie',
    promises: 'Engagements',
    color: 'Couleur',
    seats: 'Nombre de sièges',
    max_ranks: 'Nombre de rangs',
    rule_set: 'Comment on compte',
    text: 'Texte',
    reason: 'Motif',
    method: 'Comment on a tiré',
    drawn_by: 'Qui a tiré',
    witnesses: 'Témoins',
    lifetime_seconds: 'Durée d’une proposition',
    replacing_above: 'Lettres remplacées ou révoquées par une personne seule',
    registering_above: 'Inscriptions tardives faites par une personne seule',
    '.fr': 'en français',
    '.en': 'en anglais',
  },
  en: {
    id: 'Identifier',
    code: 'Code',
    email: 'E-mail address',
    display_name: 'Name of the person',
    password: 'Password',
    opens_at: 'Opening of the voting',
    closes_at: 'Closing of the voting',
    time_zone: 'Time zone',
    title: 'Title',
    name: 'Name',
    first_name: 'First name',
    last_name: 'Last name',
    summary: 'Summary',
    bio: 'Biography',
    promises: 'Promises',
    color: 'Colour',
    seats: 'Number of seats',
    max_ranks: 'Number of ranks',
    rule_set: 'How the ballots are counted',
    text: 'Text',
    reason: 'Reason',
    method: 'How it was drawn',
    drawn_by: 'Who drew it',
    witnesses: 'Witnesses',
    lifetime_seconds: 'Life of a proposal',
    replacing_above: 'Letters replaced or revoked by one person alone',
    registering_above: 'Late voters registered by one person alone',
    '.fr': 'in French',
    '.en': 'in English',
  },
});

/** The path of a field in a body, such as `name.fr`, in the words of the forms; the path itself if no form has it. */
export function fieldWords(path: string, language: 'fr' | 'en'): string {
  const [, name = path, part = ''] = /^(.*?)(\.(?:fr|en))?$/.exec(path) ?? [];
  const words = WORDS[language];
  const word = words[name];
  if (word === undefined) return path;
  return part === '' ? word : `${word} (${words[part] ?? ''})`;
}
