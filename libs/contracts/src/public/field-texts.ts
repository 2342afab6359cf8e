import { LONGEST_SELECTION } from '@scrutin/election';
import type { Localized } from '../problems/language.ts';
import type { ElectionVoteRequest } from './election-vote.ts';
import type { LawVoteRequest } from './law-vote.ts';

export type BallotField = keyof LawVoteRequest | keyof ElectionVoteRequest;

const IDENTIFIER: Localized = {
  fr: 'compte de 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement, et commence par une lettre ou un chiffre.',
  en: 'is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a digit.',
};

/** What each field of a body must be. */
export const MUST_BE: Readonly<Record<BallotField, Localized>> = {
  nas: {
    fr: 'Le NAS compte 9 chiffres, de 0 à 9 ; les espaces, les tirets et les points entre eux sont permis.',
    en: 'The social insurance number is 9 digits, 0 to 9; spaces, dashes and dots between them are allowed.',
  },
  code: {
    fr: 'Le code compte 6 lettres sans accent ou chiffres, en majuscules ou en minuscules ; les espaces, les tirets et les points entre eux sont permis.',
    en: 'The code is 6 letters without accents or digits, in upper or lower case; spaces, dashes and dots between them are allowed.',
  },
  law_id: { fr: `L’identifiant de la loi ${IDENTIFIER.fr}`, en: `The law identifier ${IDENTIFIER.en}` },
  vote: {
    fr: 'Le vote est « oui » ou « non ».',
    en: 'The vote is "oui" (yes) or "non" (no), in French.',
  },
  election_id: {
    fr: `L’identifiant de l’élection ${IDENTIFIER.fr}`,
    en: `The election identifier ${IDENTIFIER.en}`,
  },
  region_id: {
    fr: `L’identifiant de la région ${IDENTIFIER.fr}`,
    en: `The region identifier ${IDENTIFIER.en}`,
  },
  candidate_id: {
    fr: `L’identifiant de la personne choisie ${IDENTIFIER.fr}`,
    en: `The candidate identifier ${IDENTIFIER.en}`,
  },
  voting_method: {
    fr: 'Le mode de vote est « single_choice » (une seule personne) ou « ranked_choice » (un classement).',
    en: 'The voting method is "single_choice" (one person) or "ranked_choice" (a ranking).',
  },
  ranked_choices: {
    fr: 'Le classement est une liste d’identifiants, chacun entre guillemets, par ordre de préférence.',
    en: 'The ranking is a list of identifiers, each in quotation marks, in order of preference.',
  },
};

export const BODY_MUST_BE: Localized = {
  fr: 'Le corps de la demande est un objet JSON : des champs entre accolades { }.',
  en: 'The request body is a JSON object: fields between braces { }.',
};

export const IS_MISSING: Localized = { fr: 'Ce champ manque. ', en: 'This field is missing. ' };

/** What stands where a text is wanted. */
export type OtherType = 'array' | 'boolean' | 'null' | 'number' | 'object';

export const WANTED_AS_TEXT: Readonly<Record<OtherType, Localized>> = {
  array: {
    fr: 'Ce champ est une liste. Envoyez un seul texte, entre guillemets. ',
    en: 'This field is a list. Send it as one text, in quotation marks. ',
  },
  boolean: {
    fr: 'Ce champ est true ou false. Envoyez-le comme un texte, entre guillemets. ',
    en: 'This field is true or false. Send it as text, in quotation marks. ',
  },
  null: {
    fr: 'Ce champ est null. Envoyez-le comme un texte, entre guillemets. ',
    en: 'This field is null. Send it as text, in quotation marks. ',
  },
  number: {
    fr: 'Ce champ est un nombre. Envoyez-le comme un texte, entre guillemets. ',
    en: 'This field is a number. Send it as text, in quotation marks. ',
  },
  object: {
    fr: 'Ce champ est un objet. Envoyez-le comme un texte, entre guillemets. ',
    en: 'This field is an object. Send it as text, in quotation marks. ',
  },
};

/** Each fault of a ranking has a text of its own. */
export type RankingFault =
  'empty' | 'first-differs' | 'more-faults' | 'no-candidate' | 'single-choice' | 'too-long' | 'null-place';

export const RANKING_FAULTS: Readonly<Record<RankingFault, Localized>> = {
  empty: {
    fr: 'Le classement est vide. Nommez-y au moins la personne de candidate_id, ou omettez ce champ pour ne choisir qu’elle.',
    en: 'The ranking is empty. Name at least the person of candidate_id, or leave the field out to choose that person only.',
  },
  'first-differs': {
    fr: 'Le premier du classement doit être la personne nommée dans candidate_id, avec le même identifiant.',
    en: 'The first of the ranking must be the person named in candidate_id, by the same identifier.',
  },
  'more-faults': {
    fr: 'D’autres places du classement sont erronées.',
    en: 'More places of the ranking are wrong.',
  },
  'no-candidate': {
    fr: 'Ce champ manque. Répétez-y l’identifiant du premier choix de ranked_choices.',
    en: 'This field is missing. Repeat the identifier of the first choice of ranked_choices in it.',
  },
  'single-choice': {
    fr: 'Avec « single_choice », on choisit une seule personne : omettez ce champ. Pour un classement, envoyez « ranked_choice » dans voting_method.',
    en: 'With "single_choice" one person is chosen: leave this field out. For a ranking, send "ranked_choice" in voting_method.',
  },
  'too-long': {
    fr: `Le classement est trop long : ses identifiants comptent au plus ${LONGEST_SELECTION} caractères en tout, avec un caractère entre chacun d’eux.`,
    en: `The ranking is too long: its identifiers have at most ${LONGEST_SELECTION} characters in all, with one between each two.`,
  },
  'null-place': {
    fr: 'Cette place du classement est null. Un classement n’a pas de place vide : retirez-la. ',
    en: 'This place of the ranking is null. A ranking has no empty places: leave it out. ',
  },
};

/** Names that are not those of a body's fields. */
export const SIMILAR_NAME: Localized = {
  fr: 'Un autre champ porte presque ce nom. Donnez ce champ une seule fois, avec son nom exact, en minuscules.',
  en: 'Another field has nearly this name. Give this field once, by its exact name, in lower case.',
};

export const UNKNOWN_LIST: Localized = {
  fr: 'Un champ inconnu contient une liste ou un objet. Un classement se donne dans ranked_choices ; retirez ce champ.',
  en: 'A field that is not known holds a list or an object. A ranking is given in ranked_choices; leave this field out.',
};
