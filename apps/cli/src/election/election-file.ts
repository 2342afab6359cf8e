import { ELECTION_TYPES, RESULTS_VISIBILITIES } from '@scrutin/ballot-store';
import { isIdentifier, VOTING_METHODS } from '@scrutin/election';
import { parseRuleSet } from '@scrutin/tabulation';
import { z } from 'zod';
import { instantOf } from '../options.ts';

export const ELECTION_FORMAT = 'scrutin-election/1';

const identifier = z
  .string()
  .refine(isIdentifier, '1 to 50 letters, digits, dots, dashes or underscores are wanted');
const localized = z.strictObject({ fr: z.string(), en: z.string() });
const name = z.strictObject({ fr: z.string().trim().min(1), en: z.string().trim().min(1) });
const NO_TEXT = { fr: '', en: '' };
const instant = z
  .string()
  .refine((text) => instantOf(text) !== undefined, 'an instant with its offset is wanted');

const region = z.strictObject({ id: identifier, name });

const party = z.strictObject({
  code: identifier,
  name,
  color: z.string().regex(/^#[0-9A-Fa-f]{6}$/, '#RRGGBB is wanted'),
});

const candidate = z.strictObject({
  id: identifier,
  first_name: z.string().trim().min(1),
  last_name: z.string().trim().min(1),
  party_code: identifier,
  bio: localized.default(NO_TEXT),
  promises: localized.default(NO_TEXT),
  photo_url: z
    .string()
    .regex(/^(?:https?:\/\/|\/(?!\/))[^\s\\]+$/, 'an http or https address, or a path with one / first')
    .optional(),
  /** Written by an export for who withdrew: a withdrawal is an act with a reason, which no file makes. */
  withdrawn_at: instant.optional(),
});

const race = z.strictObject({
  region_id: identifier,
  method: z.enum(VOTING_METHODS),
  seats: z.int().min(1).default(1),
  /** 1 unless said, and for a ranking as many as there are candidates. */
  max_ranks: z.int().min(1).optional(),
  rule_set: z.string().superRefine((text, context) => {
    const reading = parseRuleSet(text);
    if (!reading.ok) context.addIssue(reading.problem);
  }),
  candidates: z.array(candidate),
});

/** Everything that is configured of one election. Candidates stand in the order of the ballot. */
export const electionFile = z
  .strictObject({
    format: z.literal(ELECTION_FORMAT),
    regions: z.array(region),
    parties: z.array(party),
    election: z.strictObject({
      id: identifier,
      name,
      type: z.enum(ELECTION_TYPES),
      opens_at: instant,
      closes_at: instant,
      results_visibility: z.enum(RESULTS_VISIBILITIES).default('live'),
    }),
    races: z.array(race),
  })
  .superRefine((file, context) => {
    const issue = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (Date.parse(file.election.closes_at) <= Date.parse(file.election.opens_at)) {
      issue(['election', 'closes_at'], 'it must be after opens_at');
    }
    const twice = (ids: readonly string[], path: (index: number) => (string | number)[]): void => {
      ids.forEach((id, index) => {
        if (ids.indexOf(id) < index) issue(path(index), `${id} is there twice`);
      });
    };
    const regionIds = file.regions.map(({ id }) => id);
    const partyCodes = file.parties.map(({ code }) => code);
    twice(regionIds, (index) => ['regions', index, 'id']);
    twice(partyCodes, (index) => ['parties', index, 'code']);
    twice(
      file.races.map((known) => known.region_id),
      (index) => ['races', index, 'region_id'],
    );
    file.races.forEach((known, at) => {
      if (!regionIds.includes(known.region_id)) {
        issue(['races', at, 'region_id'], `${known.region_id} is not among the regions`);
      }
      if (known.method === 'single_choice' && (known.max_ranks ?? 1) !== 1) {
        issue(['races', at, 'max_ranks'], 'a single choice has one rank');
      }
      twice(
        known.candidates.map(({ id }) => id),
        (index) => ['races', at, 'candidates', index, 'id'],
      );
      known.candidates.forEach(({ party_code: code }, index) => {
        if (!partyCodes.includes(code)) {
          issue(['races', at, 'candidates', index, 'party_code'], `${code} is not among the parties`);
        }
      });
    });
  });

export type ElectionFile = z.output<typeof electionFile>;

export type ElectionFileReading =
  | { readonly ok: true; readonly file: ElectionFile }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a text of the format; every problem is `path: what is wrong`, the path as `races[0].candidates[2].id`. */
export function readElectionFile(text: string): ElectionFileReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [`not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const reading = electionFile.safeParse(json);
  if (reading.success) return { ok: true, file: reading.data };
  return {
    ok: false,
    problems: reading.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${pathText(path)}: ${message}`,
    ),
  };
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}
