import { z } from 'zod';
import { APPROVABLE_ACTS, PROPOSAL_STATES } from '@scrutin/election';
import { instant } from '../public/law.ts';
import { reason } from './values.ts';

/** An entry of `GET /admin/v1/proposals`, and the answer 202 to an act that waits for a second person. */
export const proposalBody = z
  .object({
    id: z.uuid().meta({ examples: ['5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188'] }),
    action: z
      .string()
      .meta({ description: 'The action that the act has in the record of acts.', examples: ['law.close'] }),
    subject: z.string().meta({ examples: ['law:L2026-001'] }),
    request: z.unknown().meta({ description: 'What was asked for. It never contains a password.' }),
    in_words: z.object({ fr: z.string(), en: z.string() }).meta({
      description: 'What is approved, in sentences: the act, its subject, its numbers and its digest.',
      examples: [
        { fr: 'Clore maintenant le vote de law:L2026-001.', en: 'Close now the voting of law:L2026-001.' },
      ],
    }),
    time_zone: z
      .string()
      .nullable()
      .meta({
        description: 'The IANA time zone of the contest that it is about; null if it is about none.',
        examples: ['America/Toronto'],
      }),
    reason: z.string().nullable(),
    state: z.enum(PROPOSAL_STATES).meta({
      description: 'void: when it was approved, it no longer fitted what had happened since.',
      examples: ['pending'],
    }),
    proposed_by: z.string().meta({ examples: ['marie.tremblay@elections.example'] }),
    proposed_at: instant,
    expires_at: instant.meta({ description: 'From this time on it can no longer be approved.' }),
    decided_by: z.string().nullable(),
    decided_at: instant.nullable(),
    decision_reason: z.string().nullable(),
  })
  .meta({ id: 'Proposal', description: 'An act that waits for the approval of a second person, or waited.' });
export type ProposalBody = z.infer<typeof proposalBody>;
export const proposalsBody = z.array(proposalBody);

/** `GET /admin/v1/proposals?state=…`. */
export const proposalsQuery = z
  .strictObject({ state: z.enum(PROPOSAL_STATES).optional() })
  .meta({ id: 'ProposalsQuery' });

/** `POST /admin/v1/proposals/{id}/refusal`. */
export const proposalRefusal = z
  .strictObject({ reason })
  .meta({ id: 'ProposalRefusal', description: 'Why the proposal is refused.' });

const policyMembers = {
  acts: z
    .array(z.enum(APPROVABLE_ACTS))
    .meta({ description: 'The acts that need an approval.', examples: [['open', 'close', 'certify']] }),
  lifetime_seconds: z
    .int()
    .meta({ description: 'For how long a proposal can be approved.', examples: [86_400] }),
  replacing_above: z.int().meta({
    description:
      'How many credentials of a contest one official may replace or revoke alone, in total. More need an approval if the acts name `replacing`.',
    examples: [10],
  }),
  registering_above: z.int().meta({
    description:
      'How many credentials one official may add alone to the roll of a published contest, in total. More need an approval if the acts name `registering`.',
    examples: [10],
  }),
};

/** `GET /admin/v1/approval-policy`. */
export const policyBody = z
  .object(policyMembers)
  .meta({ id: 'ApprovalPolicy', description: 'Which acts need the approval of a second person.' });
export type PolicyBody = z.infer<typeof policyBody>;

/** `PUT /admin/v1/approval-policy`. */
export const policyRequest = z
  .strictObject({ ...policyMembers, reason })
  .meta({ id: 'ApprovalPolicyRequest', description: 'The whole policy, and why it changes.' });
