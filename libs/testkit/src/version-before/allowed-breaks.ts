/**
 * Changes of the schema that the check names and that break nothing all the same, or that cannot be put off. Each has
 * its reason, and goes when the release that has it has been made.
 */
export const ALLOWED_BREAKS: readonly AllowedBreak[] = [
  {
    migration: '20261126000130_late_registrations',
    what: "UNIQUE ON public.admin_audit USING btree (proposal_id) WHERE ((action = 'roll.record'::text) AND (approved_by IS NOT NULL)) is new",
    why: 'The release before records no such acts.',
  },
  {
    migration: '20261126000130_late_registrations',
    what: 'trigger roll_published of elections is new',
    why: 'The release before publishes contests as ever. It cannot publish one again whose roll has grown since it was taken back.',
  },
  {
    migration: '20261126000130_late_registrations',
    what: 'trigger roll_published of laws is new',
    why: 'The release before publishes contests as ever. It cannot publish one again whose roll has grown since it was taken back.',
  },
  {
    migration: '20261126000130_late_registrations',
    what: "constraint CHECK ((kind = ANY (ARRAY['opened-early'::text, 'extended'::text, 'closed-early'::text, 'unscheduled'::text, 'texts-changed'::text, 'candidate-withdrawn'::text, 'withdrawal-undone'::text, 'cancelled'::text, 'recount'::text, 'statement'::text, 'registered-late'::text]))) of notices is new",
    why: 'It allows one kind more. The release before cannot list the notices of a contest that has one of this kind.',
  },
  {
    migration: '20261126000130_late_registrations',
    what: 'trigger registered_late of rolls is new',
    why: 'The release before cannot add to the roll of a published contest: it gives no reason. Its other loads go on, and votes do too.',
  },
  {
    migration: '20261126000131_published_rolls_stay',
    what: 'trigger published of rolls is new',
    why: 'The release before removes drafts as ever, but no contest that was published and taken back.',
  },
  {
    migration: '20261128000155_visibility_notice',
    what: "constraint CHECK ((kind = ANY (ARRAY['opened-early'::text, 'extended'::text, 'closed-early'::text, 'unscheduled'::text, 'texts-changed'::text, 'visibility-changed'::text, 'candidate-withdrawn'::text, 'withdrawal-undone'::text, 'cancelled'::text, 'recount'::text, 'statement'::text, 'registered-late'::text]))) of notices is new",
    why: 'It allows one kind more. The release before cannot list the notices of a contest that has one of this kind.',
  },
];

export interface AllowedBreak {
  readonly migration: string;
  /** The sentence of `schemaBreaks`. */
  readonly what: string;
  /** Why programs of the release before still work, or what an operator must do. */
  readonly why: string;
}
