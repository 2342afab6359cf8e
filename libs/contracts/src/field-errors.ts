import { LONGEST_SELECTION } from '@scrutin/election';
import type { z } from 'zod';
import type { ElectionVoteRequest } from './election-vote.ts';
import type { Language, Localized } from './language.ts';
import type { LawVoteRequest } from './law-vote.ts';
import type { FieldError } from './problem.ts';

type Field = keyof LawVoteRequest | keyof ElectionVoteRequest;

/** What each field of a body must be. Said whether the field is missing, of another type or ill-formed. */
const MUST_BE: Readonly<Record<Field, Localized>> = {
  nas: {
    fr: 'Le NAS compte 9 chiffres ; les espaces et les tirets sont permis.',
    en: 'The social insurance number is 9 digits; spaces and dashes are allowed.',
  },
  code: {
    fr: 'Le code compte 6 lettres ou chiffres, en majuscules ou en minuscules, sans accent.',
    en: 'The code is 6 letters or digits, in upper or lower case, without accents.',
  },
  law_id: {
    fr: 'L’identifiant de la loi compte de 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement, et commence par une lettre ou un chiffre.',
    en: 'The law identifier is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a digit.',
  },
  vote: { fr: 'Le vote est « oui » ou « non ».', en: 'The vote is "oui" or "non".' },
  election_id: {
    fr: 'L’identifiant de l’élection compte de 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement, et commence par une lettre ou un chiffre.',
    en: 'The election identifier is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a digit.',
  },
  region_id: {
    fr: 'L’identifiant de la région compte de 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement, et commence par une lettre ou un chiffre.',
    en: 'The region identifier is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a digit.',
  },
  candidate_id: {
    fr: 'L’identifiant de la personne choisie compte de 1 à 50 lettres sans accent, chiffres, points, tirets ou traits de soulignement, et commence par une lettre ou un chiffre.',
    en: 'The candidate identifier is 1 to 50 letters without accents, digits, dots, dashes or underscores, and begins with a letter or a digit.',
  },
  voting_method: {
    fr: 'Le mode de vote est « single_choice » ou « ranked_choice ».',
    en: 'The voting method is "single_choice" or "ranked_choice".',
  },
  ranked_choices: {
    fr: `Le classement est une liste d’identifiants dont le premier est celui de candidate_id, d’au plus ${LONGEST_SELECTION} caractères en tout ; avec « single_choice », il ne compte que celui-là.`,
    en: `The ranking is a list of identifiers, the first of which is candidate_id, of at most ${LONGEST_SELECTION} characters in all; with "single_choice" it holds that one only.`,
  },
};

const BODY_MUST_BE: Localized = {
  fr: 'Le corps de la demande est un objet JSON.',
  en: 'The request body is a JSON object.',
};

/**
 * The fields to correct, each once whatever is wrong inside it, in the order of the schema. Built from the schema's findings but never
 * from the values sent, which may be a NAS or a code (P6).
 */
export function fieldErrors(error: z.ZodError, language: Language): FieldError[] {
  const fields = new Set(error.issues.map((issue) => String(issue.path[0] ?? '')));
  return [...fields].map((field) => ({ field, message: mustBe(field)[language] }));
}

function mustBe(field: string): Localized {
  return Object.hasOwn(MUST_BE, field) ? MUST_BE[field as Field] : BODY_MUST_BE;
}
