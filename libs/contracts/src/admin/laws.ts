import { z } from 'zod';
import { isThresholdPercentage } from '@scrutin/election';
import { localizedIssue } from '../problems/form-errors.ts';
import { contestInstant } from '../public/given-instant.ts';
import { blankVotes, localizedText } from '../public/law.ts';
import {
  approvalMode,
  bothLanguages,
  identifier,
  lifeMembers,
  purpose,
  timeZone,
  visibility,
  wholeWindow,
} from './values.ts';

const quorumVotes = z
  .int()
  .nonnegative()
  .nullable()
  .meta({
    description: 'Votes that are needed for the law to be decided; null if any number is enough.',
    examples: [1000],
  });
const TWO_DECIMALS = {
  fr: 'Le seuil doit être un pourcentage de 0 à 100, avec au plus deux décimales.',
  en: 'The threshold must be a percentage from 0 to 100, with at most two decimals.',
};
const threshold = z
  .number()
  .nullable()
  .superRefine((value, context) => {
    if (value !== null && !isThresholdPercentage(value)) context.addIssue(localizedIssue(TWO_DECIMALS));
  })
  .meta({
    description:
      'The percentage of oui that adopts the law, with at most two decimals; null if more oui than non is enough.',
    examples: [66.67],
  });

/** An entry of `GET /admin/v1/laws`. */
export const adminLawBody = z
  .object({
    id: identifier,
    title: localizedText.meta({ examples: [{ fr: 'Loi sur l’eau', en: 'Water Act' }] }),
    summary: localizedText.meta({ examples: [{ fr: 'Protège les sources.', en: 'Protects the springs.' }] }),
    ...lifeMembers,
    quorum_votes: quorumVotes,
    threshold_percentage: threshold,
  })
  .meta({ id: 'AdminLaw', description: 'A law put to the vote, as officials see it.' });
export type AdminLawBody = z.infer<typeof adminLawBody>;
export const adminLawsBody = z.array(adminLawBody);

/** `POST /admin/v1/laws`. */
export const newLaw = z
  .strictObject({
    id: identifier,
    title: bothLanguages,
    summary: bothLanguages.optional(),
    opens_at: contestInstant,
    closes_at: contestInstant,
    time_zone: timeZone.optional(),
    results_visibility: visibility.optional(),
    blank_votes: blankVotes.optional(),
    approval: approvalMode.optional(),
    purpose: purpose.optional(),
    quorum_votes: quorumVotes.optional(),
    threshold_percentage: threshold.optional(),
  })
  .meta({ id: 'NewLaw', description: 'A law to create, as a draft.' });
export type NewLaw = z.infer<typeof newLaw>;

/** `PATCH /admin/v1/laws/{id}`: members that are left out stay unchanged. The window is given as a whole. */
export const lawPatch = newLaw
  .omit({ id: true, approval: true, purpose: true })
  .partial()
  .superRefine(wholeWindow)
  .meta({ id: 'LawPatch', description: 'The members to change. Give opens_at and closes_at together.' });
export type LawPatch = z.infer<typeof lawPatch>;
