import { z } from 'zod';
import { ADMIN_ROUTES } from '../admin/routes.ts';
import { fieldErrors } from '../public/field-errors.ts';
import { PUBLIC_ROUTES } from '../public/routes.ts';
import { turnoutQuery } from '../public/turnout.ts';
import { readElectionVote, readLawVote } from '../public/vote-body.ts';
import { VOTE_ROUTES } from '../public/voting-routes.ts';
import type { Route } from '../routes/route.ts';
import { formErrors, markMissing } from './form-errors.ts';
import type { FieldError } from './problem.ts';

/** Values that are wrong for nearly every member: of every type, too long, too large, and of a wrong form. */
const WRONG_VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  7,
  -1,
  1.5,
  1e300,
  '',
  ' ',
  '???',
  '2030-10-07T08:00',
  'x'.repeat(100_000),
  [],
  [null],
  {},
  { fr: 7 },
];

/** What zod itself says, in English and in the other languages that it has. */
const OF_ZOD =
  /Invalid|expected|received|Too (big|small)|Unrecognized|must match pattern|attendue? |motif \/|undefined|NaN/;

interface GivenSchema {
  readonly name: string;
  readonly schema: z.ZodType;
}

const schemas = Object.entries({ ...PUBLIC_ROUTES, ...ADMIN_ROUTES } as Record<string, Route>)
  // Votes have texts of their own, and so does the query of the turnout.
  .filter(([name, { query }]) => !(name in VOTE_ROUTES) && query !== turnoutQuery)
  .flatMap(([name, { body, query }]): GivenSchema[] => [
    ...(body === undefined ? [] : [{ name: `body of ${name}`, schema: body }]),
    ...(query === undefined ? [] : [{ name: `query of ${name}`, schema: query }]),
  ]);

/** A value with the shape of the schema, made of the examples of the documentation. */
function sampleOf(schema: z.ZodType): unknown {
  const [example] = (schema.meta()?.['examples'] as unknown[] | undefined) ?? [];
  if (example !== undefined) return example;
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, member]) => [
        key,
        sampleOf(member),
      ]),
    );
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return sampleOf(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodArray ? [sampleOf(schema.element as z.ZodType)] : 'some text';
}

/** The sample with each of its members, at every depth, replaced by each wrong value; and the wrong values alone. */
function* wrongValues(sample: unknown): Generator {
  yield* WRONG_VALUES;
  if (typeof sample !== 'object' || sample === null) return;
  yield { ...sample, 'an unknown member': 1 };
  for (const [key, member] of Object.entries(sample)) {
    for (const wrong of wrongValues(member)) {
      const members = Object.entries({ ...sample, [key]: wrong }).filter(([, value]) => value !== undefined);
      yield Array.isArray(sample) ? members.map(([, value]) => value) : Object.fromEntries(members);
    }
  }
}

function expectOurTexts(fr: readonly FieldError[], en: readonly FieldError[]): void {
  expect(fr.map(({ field }) => field)).toEqual(en.map(({ field }) => field));
  for (const [index, { message }] of en.entries()) {
    const french = fr[index]?.message ?? '';
    for (const text of [message, french]) {
      expect(text).toMatch(/\S.*\.$/);
      expect(text).not.toMatch(OF_ZOD);
    }
    expect(french).not.toBe(message);
  }
}

describe('every schema of a request says in its own words, in both languages, what is wrong', () => {
  test('there are schemas of both APIs', () => {
    expect(schemas.length).toBeGreaterThan(25);
  });

  test.each(schemas)('$name', ({ schema }) => {
    let errors = 0;
    for (const given of wrongValues(sampleOf(schema))) {
      const { error } = schema.safeParse(given, { error: markMissing });
      if (error === undefined) continue;
      const [fr, en] = [formErrors(error, 'fr'), formErrors(error, 'en')];
      expect(en.length).toBeGreaterThan(0);
      expectOurTexts(fr, en);
      errors += 1;
    }
    expect(errors).toBeGreaterThan(0);
  });

  test.each([
    ['vote', VOTE_ROUTES.voteOnLaw.body, readLawVote],
    ['ballot', VOTE_ROUTES.voteInElection.body, readElectionVote],
  ] as const)('the body of a %s', (_, schema, read) => {
    for (const given of wrongValues(sampleOf(schema))) {
      const reading = read(given);
      if (reading.ok) continue;
      expectOurTexts(reading.errors('fr'), reading.errors('en'));
      const { error } = schema.safeParse(given);
      if (error !== undefined) {
        expectOurTexts(fieldErrors(error, given, 'fr'), fieldErrors(error, given, 'en'));
      }
    }
  });
});
