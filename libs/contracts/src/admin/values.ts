import { z } from 'zod';
import {
  APPROVAL_MODES,
  CHANGES,
  CONTEST_PURPOSES,
  CONTEST_STATES,
  CONTEST_STATUSES,
  CONTEST_STEPS,
  IDENTIFIER_PATTERN,
  isTimeZone,
} from '@scrutin/election';
import { localizedIssue } from '../problems/form-errors.ts';
import { contestInstant } from '../public/given-instant.ts';
import {
  ballotRecord,
  blankVotes,
  instant,
  localizedText,
  localWindow,
  RESULTS_VISIBILITIES,
} from '../public/law.ts';

/** Members that several bodies of the admin API have. The election office checks how long a text may be. */

export const identifier = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({
    description: '1 to 50 characters of A-Z a-z 0-9 . _ -; the first is a letter or a digit.',
    examples: ['PROV-2026'],
  });

/** A text that must be given in both languages. */
export const bothLanguages = z
  .strictObject({ fr: z.string(), en: z.string() })
  .meta({ description: 'One text in French and in English.', examples: [{ fr: 'Nord', en: 'North' }] });

export const visibility = z
  .enum(RESULTS_VISIBILITIES)
  .meta({ description: 'When the results are public.', examples: ['after-closing'] });

const NO_SUCH_ZONE = {
  fr: 'Le fuseau horaire doit être un nom de la base IANA, par exemple America/Toronto, ou UTC.',
  en: 'The time zone must be a name of the IANA database, e.g. America/Toronto, or UTC.',
};
/** The time zone of a contest in a request. */
export const timeZone = z
  .string()
  .superRefine((name, context) => {
    if (!isTimeZone(name)) context.addIssue(localizedIssue(NO_SUCH_ZONE));
  })
  .meta({
    description:
      'The IANA time zone in which the times of the contest are shown, and times without an offset are read. That of the installation if it is left out.',
    examples: ['America/Toronto'],
  });

/** The time zone in which the times of a record are shown. */
export const shownTimeZone = z.string().meta({
  description:
    'The IANA time zone of the contest to which it belongs; that of the installation if it belongs to none.',
  examples: ['America/Toronto'],
});

/** The version of a record of a list. */
export const recordVersion = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({
    description:
      'It changes with every change of what the record shows. Send it in quotation marks as `If-Match` with a change, which is then refused if somebody else made a change meanwhile.',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  });

export const approvalMode = z.enum(APPROVAL_MODES).meta({
  description:
    'Whether a second official must approve the weighty acts on this contest. Decided when it is created.',
  examples: ['two-officials'],
});

export const purpose = z.enum(CONTEST_PURPOSES).meta({
  description: 'Whether the result binds, or the contest is a rehearsal. It never changes.',
  examples: ['real'],
});

export const reason = z.string().meta({
  description: 'The reason, which stays on record.',
  examples: ['Panne d’électricité dans deux régions'],
});

/** The state of a law or an election, and what officials may do with it now. */
export const lifeMembers = {
  opens_at: instant.meta({ description: 'When voting opens.', examples: ['2026-10-05T12:00:00.000Z'] }),
  closes_at: instant.meta({ description: 'When voting closes.', examples: ['2026-10-12T00:00:00.000Z'] }),
  ...localWindow,
  status: z.enum(CONTEST_STATUSES).meta({ description: 'What officials decided.', examples: ['scheduled'] }),
  state: z
    .enum(CONTEST_STATES)
    .meta({ description: 'The present state, which follows from status and window.', examples: ['open'] }),
  results_visibility: visibility,
  blank_votes: blankVotes,
  ballot_record: ballotRecord,
  approval: approvalMode,
  purpose,
  possible: z
    .object({
      steps: z.array(z.enum(CONTEST_STEPS)).meta({ description: 'Steps that state and times allow now.' }),
      changes: z
        .array(z.enum(CHANGES))
        .meta({ description: 'What of this contest may be changed in this state.' }),
    })
    .meta({
      description: 'What may be done in this state. A step can still be refused if something is missing.',
    }),
  warnings: z.array(localizedText).meta({
    description: 'What should be looked at before the contest is published.',
    examples: [[]],
  }),
};

const EXTEND_TAKES_A_CLOSING = {
  fr: 'Pour prolonger le vote (extend), donnez la nouvelle heure de clôture, par exemple 2030-10-07T22:00-04:00.',
  en: 'To extend voting (extend), give the new closing time, for example 2030-10-07T22:00-04:00.',
};
const ONLY_EXTEND_TAKES_A_CLOSING = {
  fr: 'Seule la prolongation (extend) prend une nouvelle heure de clôture.',
  en: 'Only an extension (extend) takes a new closing time.',
};

/** The description of the operation that takes a step. */
export const STEPS_IN_WORDS =
  'The steps are schedule, unschedule, open, extend, close, cancel and certify. docs/OFFICIALS.md says in which states each may be taken, and which of them need a reason.';

/** `POST …/steps`. */
export const stepRequest = z
  .strictObject({
    step: z.enum(CONTEST_STEPS).meta({ description: 'The step.', examples: ['schedule'] }),
    reason: reason.optional(),
    closes_at: contestInstant
      .optional()
      .meta({ description: 'Only for `extend`: the new closing time.', examples: ['2026-10-12T02:00:00Z'] }),
    allow_races_without_voters: z.boolean().optional().meta({
      description:
        'Only for `schedule` and `open`, with a reason: races in whose region nobody is on the roll are meant.',
    }),
    allow_outstanding_votes: z.boolean().optional().meta({
      description:
        'Only for `certify`, with a reason: accepted votes may be missing from the result. Their number stays on record.',
    }),
  })
  .superRefine(({ step, closes_at }, context) => {
    if (step === 'extend' && closes_at === undefined) {
      context.addIssue(localizedIssue(EXTEND_TAKES_A_CLOSING, ['closes_at']));
    }
    if (step !== 'extend' && closes_at !== undefined) {
      context.addIssue(localizedIssue(ONLY_EXTEND_TAKES_A_CLOSING, ['closes_at']));
    }
  })
  .meta({ id: 'StepRequest', description: 'A step in the life of a law or an election.' });
export type StepBody = z.infer<typeof stepRequest>;

const WINDOW_IS_WHOLE = {
  fr: 'Les champs opens_at et closes_at vont ensemble : donnez les deux.',
  en: 'The fields opens_at and closes_at belong together: give both.',
};

/**
 * Requires both ends of a window or none. If only one end were given, it would be combined with another end that
 * somebody else may just have changed.
 */
export function wholeWindow(
  body: { readonly opens_at?: string | undefined; readonly closes_at?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if ((body.opens_at === undefined) === (body.closes_at === undefined)) return;
  const missing = body.opens_at === undefined ? 'opens_at' : 'closes_at';
  context.addIssue(localizedIssue(WINDOW_IS_WHOLE, [missing]));
}
