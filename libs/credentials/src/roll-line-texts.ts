import type { RollLineProblem } from './roll-line-fault.ts';

type Localized = Readonly<Record<'fr' | 'en', string>>;

/**
 * Says what is wrong with a line and what to do. The text is shown after "line 7, column 44: ". It repeats nothing of
 * the line (P6).
 *
 * @param regions the regions of the election, which are listed for problems with a region
 */
export function rollLineText(problem: RollLineProblem, regions?: Iterable<string>): Localized {
  const text = TEXTS[problem];
  if (problem !== 'unknown-region' && problem !== 'missing-region') return text;
  const known = regions === undefined ? [] : [...regions].sort();
  if (known.length === 0) return text;
  const shown = known.slice(0, MOST_REGIONS).join(', ');
  const more = known.length > MOST_REGIONS ? ', …' : '';
  return {
    fr: `${text.fr} Les régions de cette élection sont : ${shown}${more}.`,
    en: `${text.en} The regions of this election are: ${shown}${more}.`,
  };
}

const MOST_REGIONS = 40;

const TEXTS: Readonly<Record<RollLineProblem, Localized>> = {
  malformed: {
    fr: 'Ce n’est pas une ligne de liste électorale, ou elle est incomplète. Une ligne contient une empreinte de 43 caractères (A-Z a-z 0-9 - _) puis, pour une élection, une virgule et l’identifiant de la région.',
    en: 'This is not a line of a roll, or it is incomplete. A line has a hash of 43 characters (A-Z a-z 0-9 - _) and, for an election, a comma and the identifier of the region.',
  },
  'missing-region': {
    fr: 'La région manque. Dans une élection, chacun vote dans une région : créez la liste avec --election-id et --region.',
    en: 'The region is missing. In an election, everybody votes in a region: create the roll with --election-id and --region.',
  },
  'unexpected-region': {
    fr: 'La ligne a une région, mais une loi n’a pas de régions : envoyez la liste créée pour la loi.',
    en: 'The line has a region, but a law has no regions: send the roll that was created for the law.',
  },
  'unknown-region': {
    fr: 'L’élection n’a pas lieu dans cette région. Les majuscules et les minuscules sont distinguées.',
    en: 'The election has no race in this region. Upper and lower case are different.',
  },
  duplicate: {
    fr: 'La même empreinte se trouve sur une ligne précédente : enlevez l’une des deux lignes.',
    en: 'The same hash is on an earlier line: remove one of the two lines.',
  },
  letters: {
    fr: 'Ce sont les lettres aux électrices et électeurs, avec leur NAS et leur code. Il ne faut jamais les envoyer à ce système : envoyez les fichiers du dossier roll/. Rien n’en a été conservé ; cherchez qui a pu les lire pendant l’envoi.',
    en: 'These are the letters to the voters, with their NAS and code. They must never be sent to this system: send the files of the folder roll/. Nothing of them was kept; find out who could have read them on the way.',
  },
  'utf-16': {
    fr: 'Le fichier est en UTF-16 (« texte Unicode »). Enregistrez-le en UTF-8, ou envoyez le fichier d’origine.',
    en: 'The file is in UTF-16 ("Unicode text"). Save it as UTF-8, or send the original file.',
  },
  json: {
    fr: 'C’est un fichier JSON. Une liste électorale est un fichier texte, comme roll-00001.txt dans le dossier roll/.',
    en: 'This is a JSON file. A roll is a text file, such as roll-00001.txt in the folder roll/.',
  },
  header: {
    fr: 'C’est une ligne de noms de colonnes : enlevez-la.',
    en: 'This is a line of column names: remove it.',
  },
  'empty-line': { fr: 'La ligne est vide : enlevez-la.', en: 'The line is empty: remove it.' },
  'not-ascii': {
    fr: 'La ligne contient un caractère accentué, une espace insécable ou un autre caractère hors de l’ASCII : une liste électorale n’en a aucun.',
    en: 'The line contains a letter with an accent, a no-break space or another character outside ASCII: a roll has none.',
  },
  quoted: {
    fr: 'La ligne contient des guillemets, comme en écrivent les tableurs : enlevez-les.',
    en: 'The line contains quotation marks, as spreadsheets write them: remove them.',
  },
  spaces: {
    fr: 'Il y a une espace ou une tabulation au début, à la fin ou près de la virgule : enlevez-la.',
    en: 'There is a space or a tab at the beginning, at the end or beside the comma: remove it.',
  },
  separator: {
    fr: 'L’empreinte et la région sont séparées par autre chose qu’une virgule : mettez une virgule.',
    en: 'The hash and the region are separated by something other than a comma: use a comma.',
  },
  'trailing-comma': {
    fr: 'La ligne finit par une virgule : enlevez-la, ou ajoutez la région.',
    en: 'The line ends with a comma: remove it, or add the region.',
  },
  'too-many-fields': {
    fr: 'La ligne a plus de deux champs : il n’y a que l’empreinte et, pour une élection, la région.',
    en: 'The line has more than two fields: there are only the hash and, for an election, the region.',
  },
  hexadecimal: {
    fr: 'L’empreinte est en hexadécimal (64 caractères). Une liste électorale l’a en base64url (43 caractères) : recréez-la avec « credentials generate », ou chargez les fichiers JSON de l’ancien système avec « roll load ».',
    en: 'The hash is in hexadecimal (64 characters). A roll has it in base64url (43 characters): create it again with `credentials generate`, or load the JSON files of the older system with `roll load`.',
  },
};
