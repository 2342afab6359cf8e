import { z } from 'zod';
import { fractionOf, parseShare } from '@scrutin/election';
import { localizedIssue } from '../problems/form-errors.ts';
import { contestInstant } from '../public/given-instant.ts';
import { ballotRecord, blankVotes, localizedText } from '../public/law.ts';
import { lawTerms } from '../public/law-terms.ts';
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

const SHARE = {
  fr: 'Donnez une fraction ou un pourcentage, de plus de 0 à 100 %, par exemple 2/3, 50% ou 66.67%.',
  en: 'Give a fraction or a percentage, above 0 and up to 100%, for example 2/3, 50% or 66.67%.',
};
const givenShare = z
  .string()
  .nullable()
  .superRefine((text, context) => {
    if (text === null) return;
    const share = parseShare(text);
    if (share === undefined || fractionOf(share).numerator === 0n) context.addIssue(localizedIssue(SHARE));
  })
  .meta({
    description: 'A fraction (`2/3`) or a percentage (`66.67%`), which is kept exactly; null for none.',
    examples: ['2/3'],
  });

/** An entry of `GET /admin/v1/laws`. */
export const adminLawBody = z
  .object({
    id: identifier,
    title: localizedText.meta({ examples: [{ fr: 'Loi sur l’eau', en: 'Water Act' }] }),
    summary: localizedText.meta({ examples: [{ fr: 'Protège les sources.', en: 'Protects the springs.' }] }),
    ...lifeMembers,
    ...lawTerms,
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
    ballot_record: ballotRecord.optional(),
    approval: approvalMode.optional(),
    purpose: purpose.optional(),
    quorum_votes: lawTerms.quorum_votes.optional(),
    quorum_share: givenShare.optional(),
    threshold: givenShare.optional(),
    threshold_base: lawTerms.threshold_base.optional(),
  })
  .meta({ id: 'NewLaw', description: 'A law to create, as a draft.' });
export type NewLaw = z.infer<typeof newLaw>;

/** `PATCH /admin/v1/laws/{id}`: members that are left out stay unchanged. The window is given as a whole. */
export const lawPatch = newLaw
  .omit({ id: true, approval: true, purpose: true, ballot_record: true })
  .partial()
  .superRefine(wholeWindow)
  .meta({ id: 'LawPatch', description: 'The members to change. Give opens_at and closes_at together.' });
export type LawPatch = z.infer<typeof lawPatch>;
