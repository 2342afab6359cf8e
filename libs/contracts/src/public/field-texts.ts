import { LONGEST_SELECTION } from '@scrutin/election';
import type { Localized } from '../problems/language.ts';
import type { ElectionVoteRequest } from './election-vote.ts';
import type { LawVoteRequest } from './law-vote.ts';

export type BallotField = keyof LawVoteRequest | keyof ElectionVoteRequest;

const IDENTIFIER: Localized = {
  fr: 'doit compter de 1 à 50 caractères (lettres sans accent, chiffres, points, tirets ou traits de soulignement) et commencer par une lettre ou un chiffre.',
  en: 'must have 1 to 50 characters (letters without accents, digits, dots, dashes or underscores) and begin with a letter or a digit.',
};

/** What each field of a body must be. */
export const MUST_BE: Readonly<Record<BallotField, Localized>> = {
  nas: {
    fr: 'Le NAS doit compter 9 chiffres, de 0 à 9 ; les espaces, les tirets et les points entre eux sont permis.',
    en: 'The social insurance number must have 9 digits, 0 to 9; spaces, dashes and dots between them are allowed.',
  },
  code: {
    fr: 'Le code doit compter 8, 10 ou 12 caractères (6 dans les anciennes lettres) : des lettres sans accent, en majuscules ou en minuscules, ou des chiffres ; les espaces, les tirets et les points entre eux sont permis. Un code de 8 caractères ou plus ne contient ni 0, O, 1, I, L, 2, Z, 5, S, 8, B, ni E.',
    en: 'The code must have 8, 10 or 12 characters (6 in older letters): letters without accents, in upper or lower case, or digits; spaces, dashes and dots between them are allowed. A code of 8 or more characters never contains 0, O, 1, I, L, 2, Z, 5, S, 8, B or E.',
  },
  law_id: { fr: `L’identifiant de la loi ${IDENTIFIER.fr}`, en: `The law identifier ${IDENTIFIER.en}` },
  vote: {
    fr: 'Le vote doit être « oui » ou « non », ou « blanc » si la loi admet le vote blanc.',
    en: 'The vote must be "oui" (yes) or "non" (no), in French, or "blank" if the law takes blank votes.',
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
    fr: 'Le mode de vote doit être « single_choice » (une seule personne) ou « ranked_choice » (un classement).',
    en: 'The voting method must be "single_choice" (one person) or "ranked_choice" (a ranking).',
  },
  ranked_choices: {
    fr: 'Le classement doit être une liste d’identifiants, chacun entre guillemets, par ordre de préférence.',
    en: 'The ranking must be a list of identifiers, each in quotation marks, in order of preference.',
  },
};

export const BODY_MUST_BE: Localized = {
  fr: 'Le corps de la demande doit être un objet JSON : des champs entre accolades { }.',
  en: 'The body of the request must be a JSON object: fields between braces { }.',
};

export const IS_MISSING: Localized = { fr: 'Ce champ manque. ', en: 'This field is missing. ' };

/** The types that a client may send by mistake instead of a text. */
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

/** The faults that a ranking can have. */
export type RankingFault =
  'empty' | 'first-differs' | 'more-faults' | 'no-candidate' | 'single-choice' | 'too-long' | 'null-place';

export const RANKING_FAULTS: Readonly<Record<RankingFault, Localized>> = {
  empty: {
    fr: 'Le classement est vide. Inscrivez-y au moins la personne nommée dans candidate_id, ou omettez ce champ pour ne choisir que cette personne.',
    en: 'The ranking is empty. List at least the person named in candidate_id, or leave this field out to choose only that person.',
  },
  'first-differs': {
    fr: 'La première personne du classement doit être celle nommée dans candidate_id, avec le même identifiant.',
    en: 'The first person of the ranking must be the one named in candidate_id, with the same identifier.',
  },
  'more-faults': {
    fr: 'D’autres rangs du classement sont aussi erronés.',
    en: 'Other places of the ranking are wrong as well.',
  },
  'no-candidate': {
    fr: 'Ce champ manque. Répétez-y le premier identifiant de ranked_choices.',
    en: 'This field is missing. Repeat the first identifier of ranked_choices here.',
  },
  'single-choice': {
    fr: 'Avec « single_choice », on choisit une seule personne : omettez ce champ. Pour un classement, envoyez « ranked_choice » dans voting_method.',
    en: 'With "single_choice" you choose only one person: leave this field out. For a ranking, send "ranked_choice" in voting_method.',
  },
  'too-long': {
    fr: `Le classement est trop long : ses identifiants doivent compter au plus ${LONGEST_SELECTION} caractères en tout, avec un caractère de séparation entre chacun d’eux.`,
    en: `The ranking is too long: its identifiers must have at most ${LONGEST_SELECTION} characters in all, counting one separating character between each two.`,
  },
  'null-place': {
    fr: 'Ce rang du classement est null. Un classement n’a pas de rang vide : retirez-le.',
    en: 'This place of the ranking is null. A ranking has no empty places: remove it.',
  },
};

/** For a member whose name is nearly that of a field. */
export const SIMILAR_NAME: Localized = {
  fr: 'Un autre champ porte presque ce nom. Donnez ce champ une seule fois, avec son nom exact, en minuscules.',
  en: 'Another field has nearly this name. Give this field once, by its exact name, in lower case.',
};

export const UNKNOWN_LIST: Localized = {
  fr: 'Un champ inconnu contient une liste ou un objet. Un classement se donne dans ranked_choices ; retirez ce champ.',
  en: 'An unknown field contains a list or an object. A ranking is given in ranked_choices; remove this field.',
};
