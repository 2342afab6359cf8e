import { z } from 'zod';
import { formProblems, markMissing } from '@scrutin/contracts/problems';
import {
  APPROVAL_MODES,
  BALLOT_RECORDS,
  BLANK_VOTES,
  CONTEST_PURPOSES,
  DEFAULT_BALLOT_RECORD,
  DEFAULT_BLANK_VOTES,
  DEFAULT_PURPOSE,
  DEFAULT_RESULTS_VISIBILITY,
  ELECTION_TYPES,
  RESULTS_VISIBILITIES,
  UNCONTESTED_RULES,
  VOTING_METHODS,
} from '@scrutin/election';
import { readJsonText } from '../json-text.ts';

export const ELECTION_FORMAT = 'scrutin-election/1';

// The schema checks only the form. The rules of the election office for the values are checked by `fileProblems`.
const localized = z.strictObject({ fr: z.string(), en: z.string() });
const NO_TEXT = { fr: '', en: '' };

const candidate = z.strictObject({
  id: z.string(),
  /** Left out for somebody with a single name. */
  first_name: z.string().optional(),
  last_name: z.string(),
  /** Left out for an independent. */
  party_code: z.string().optional(),
  bio: localized.default(NO_TEXT),
  promises: localized.default(NO_TEXT),
  photo_url: z.string().optional(),
  /** An export writes it for a candidate who withdrew. Loading ignores it, as a withdrawal is an act with a reason. */
  withdrawn_at: z.string().optional(),
});

const race = z.strictObject({
  region_id: z.string(),
  method: z.enum(VOTING_METHODS),
  seats: z.number().default(1),
  /** The default is 1, and for a ranked race the number of candidates. */
  max_ranks: z.number().optional(),
  rule_set: z.string(),
  /** What happens if no more candidates stand than there are seats. */
  uncontested: z.enum(UNCONTESTED_RULES).optional(),
  candidates: z.array(candidate),
});

/** The whole configuration of one election. Candidates are in the order of the ballot. */
const electionFile = z.strictObject({
  format: z.literal(ELECTION_FORMAT),
  regions: z.array(z.strictObject({ id: z.string(), name: localized })),
  parties: z.array(z.strictObject({ code: z.string(), name: localized, color: z.string() })),
  election: z.strictObject({
    id: z.string(),
    name: localized,
    type: z.enum(ELECTION_TYPES),
    opens_at: z.string(),
    closes_at: z.string(),
    /** The IANA time zone of its times; the zone of the installation if absent. */
    time_zone: z.string().optional(),
    results_visibility: z.enum(RESULTS_VISIBILITIES).default(DEFAULT_RESULTS_VISIBILITY),
    blank_votes: z.enum(BLANK_VOTES).default(DEFAULT_BLANK_VOTES),
    /** The default follows from the purpose. */
    approval: z.enum(APPROVAL_MODES).optional(),
    purpose: z.enum(CONTEST_PURPOSES).default(DEFAULT_PURPOSE),
    /** Whether the ballots become public when the election is certified. */
    ballot_record: z.enum(BALLOT_RECORDS).default(DEFAULT_BALLOT_RECORD),
  }),
  races: z.array(race),
});

export type ElectionFile = z.output<typeof electionFile>;

export type ElectionFileReading =
  | { readonly ok: true; readonly file: ElectionFile }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the bytes of a file: JSON in the encodings of `readJsonText`. Every problem of its form is given as
 * `path: what is wrong`, the path as `races[0].candidates[2].id`.
 */
export function readElectionFile(bytes: Uint8Array): ElectionFileReading {
  const json = readJsonText(bytes);
  if (!json.ok) return { ok: false, problems: [json.problem] };
  const reading = electionFile.safeParse(json.value, { error: markMissing });
  if (reading.success) return { ok: true, file: reading.data };
  return {
    ok: false,
    problems: formProblems(reading.error).map(({ path, text }) => located(path, text.en)),
  };
}

/** `path: what is wrong`, the path as `races[0].candidates[2].id`. */
export function located(path: readonly PropertyKey[], problem: string): string {
  const text = path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
  return text === '' ? problem : `${text}: ${problem}`;
}
