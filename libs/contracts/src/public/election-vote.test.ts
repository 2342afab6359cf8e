import fc from 'fast-check';
import { rankingOf, VOTING_METHODS } from '@scrutin/election';
import { electionSelection, electionVoteRequest } from './election-vote.ts';
import { fieldErrors } from './field-errors.ts';

const GOOD = {
  nas: '123456782',
  code: 'A1B2C3',
  election_id: 'PROV-2025',
  region_id: 'SHERBROOKE',
  candidate_id: 'roy',
  voting_method: 'ranked_choice',
} as const;

const errorsOf = (change: object, language: 'fr' | 'en' = 'en') => {
  const body = { ...GOOD, ...change };
  return fieldErrors(electionVoteRequest.safeParse(body).error!, body, language);
};
const fieldsOf = (change: object, language: 'fr' | 'en' = 'fr') =>
  errorsOf(change, language).map((e) => e.field);

describe('the body of a ballot', () => {
  it('is normalised like the body of a vote on a law, and unknown members are dropped', () => {
    const written = { ...GOOD, nas: '123 456-782', code: 'a1b2c3', law_id: 'L1' };
    expect(electionVoteRequest.parse(written)).toEqual(GOOD);
  });

  it('is a ranking with one rank if it has no list, with either voting method', () => {
    for (const voting_method of VOTING_METHODS) {
      for (const list of [{}, { ranked_choices: null }, { ranked_choices: ['roy'] }]) {
        expect(electionSelection(electionVoteRequest.parse({ ...GOOD, voting_method, ...list }))).toBe('roy');
      }
    }
  });

  it('keeps the order of its ranking, including repeated candidates', () => {
    const ids = fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/), {
      minLength: 1,
      maxLength: 39,
    });
    fc.assert(
      fc.property(ids, (ranked) => {
        const body = { ...GOOD, candidate_id: ranked[0], ranked_choices: ranked };
        expect(rankingOf(electionSelection(electionVoteRequest.parse(body)))).toEqual(ranked);
      }),
    );
  });

  it.each([
    ['ranked_choices', []],
    ['ranked_choices', 'roy'],
    ['ranked_choices', ['roy', ...Array.from({ length: 1_000 }, () => 'a')]],
    ['ranked_choices', ['roy', ...Array.from({ length: 40 }, () => 'a'.repeat(50))]],
    ['ranked_choices', {}],
    ['candidate_id', 'Roy, Anne'],
    ['region_id', 'E:R'],
    ['election_id', ''],
    ['voting_method', 'approval'],
    ['nas', '12345678'],
    ['code', 'A1B2C'],
  ])('refuses %s = %j and names the field once', (field, value) => {
    expect(fieldsOf({ [field]: value })).toEqual([field]);
  });

  const FIRST =
    'The first person of the ranking must be the one named in candidate_id, with the same identifier.';
  const ID =
    'The candidate identifier must have 1 to 50 characters (letters without accents, digits, dots, dashes or underscores) and begin with a letter or a digit.';
  it.each([
    [[], [['ranked_choices', /^The ranking is empty\./]]],
    ['roy', [['ranked_choices', /^The ranking must be a list of identifiers/]]],
    [{ 1: 'roy' }, [['ranked_choices', /^The ranking must be a list of identifiers/]]],
    [[7], [['ranked_choices[0]', `This field is a number. Send it as text, in quotation marks. ${ID}`]]],
    [['roy', null], [['ranked_choices[1]', /is null\. A ranking has no empty places/]]],
    [['roy', ['tremblay']], [['ranked_choices[1]', /^This field is a list/]]],
    [['roy', { id: 'tremblay' }], [['ranked_choices[1]', /^This field is an object/]]],
    [
      ['roy', '', 'a>b'],
      [
        ['ranked_choices[1]', ID],
        ['ranked_choices[2]', ID],
      ],
    ],
    [['tremblay', 'roy'], [['ranked_choices[0]', FIRST]]],
    [['roy', ...Array.from({ length: 1_000 }, () => 'a')], [['ranked_choices', /^The ranking is too long/]]],
    [
      ['roy', ...Array.from({ length: 40 }, () => 'a'.repeat(50))],
      [['ranked_choices', /^The ranking is too long/]],
    ],
  ] satisfies [unknown, [string, string | RegExp][]][])(
    'with the ranking %j gets an error with the place and the reason',
    (ranked_choices, expected) => {
      const errors = errorsOf({ ranked_choices });
      expect(errors.map(({ field }) => field)).toEqual(expected.map(([field]) => field));
      for (const [i, [, message]] of expected.entries()) expect(errors[i]?.message).toMatch(message);
      const french = errorsOf({ ranked_choices }, 'fr');
      expect(french.map(({ field }) => field)).toEqual(errors.map(({ field }) => field));
      for (const [i, { message }] of french.entries()) expect(message).not.toBe(errors[i]?.message);
    },
  );

  it('is told, if candidate_id is missing, that it is the first of the ranking', () => {
    expect(errorsOf({ candidate_id: undefined, ranked_choices: ['roy'] })).toEqual([
      {
        field: 'candidate_id',
        message: 'This field is missing. Repeat the first identifier of ranked_choices here.',
      },
    ]);
  });

  it('gets a short list of errors, however many places of the ranking are wrong', () => {
    const errors = errorsOf({ ranked_choices: Array.from({ length: 900 }, () => 1) });
    expect(errors).toHaveLength(11);
    expect(errors.at(-1)).toEqual({
      field: 'ranked_choices',
      message: 'Other places of the ranking are wrong as well.',
    });
  });

  it('with a single choice may have a list only of that one candidate', () => {
    const single = { voting_method: 'single_choice' };
    expect(fieldsOf({ ...single, ranked_choices: ['roy', 'tremblay'] })).toEqual(['ranked_choices']);
    expect(fieldsOf({ ...single, ranked_choices: ['roy', 'roy'] })).toEqual(['ranked_choices']);
    expect(fieldsOf({ ...single, ranked_choices: ['tremblay'] })).toEqual(['ranked_choices[0]']);
  });

  it('names every missing field, in both languages', () => {
    const missing = Object.fromEntries(Object.keys(GOOD).map((field) => [field, undefined]));
    for (const language of ['fr', 'en'] as const) {
      expect(fieldsOf(missing, language)).toEqual(Object.keys(GOOD));
    }
  });

  it('is never repeated in the errors (P6)', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,30}$/);
    fc.assert(
      fc.property(secret, secret, (nas, choice) => {
        const body = { ...GOOD, nas, candidate_id: choice, ranked_choices: [choice, `${choice}>x`] };
        const { error } = electionVoteRequest.safeParse(body);
        const said = JSON.stringify([fieldErrors(error!, body, 'fr'), fieldErrors(error!, body, 'en')]);
        expect(said.includes(nas) || said.includes(choice)).toBe(false);
      }),
    );
  });
});
