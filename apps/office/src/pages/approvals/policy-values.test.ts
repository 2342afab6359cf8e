import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { policyOf, valuesOf } from './policy-values.ts';

const policy = { acts: [], lifetime_seconds: 86_400, replacing_above: 10, registering_above: 0 };
const typed = valuesOf(policy);
const wrongFields = (body: object): unknown[] =>
  (ADMIN_ROUTES.changePolicy.body.safeParse({ ...body, reason: 'A test' }).error?.issues ?? []).map(
    ({ path }) => path[0],
  );

it('reads back what it shows', () => {
  expect(policyOf(typed)).toEqual(policy);
  expect(wrongFields(policyOf(typed))).toEqual([]);
});

it.each(['1.5', '1,5'])('takes %s as hours with a fraction', (hours) => {
  expect(policyOf({ ...typed, hours }).lifetime_seconds).toBe(5_400);
});

it.each(['', ' ', 'ten', '-1', '1e3', '0x10', '9'.repeat(400)])(
  'never sends a number for what is none: "%s"',
  (text) => {
    const body = policyOf({ ...typed, hours: text, replacing: text, registering: text });
    // As JSON, which has no infinity.
    const sent = JSON.parse(JSON.stringify(body)) as object;
    expect(wrongFields(sent)).toEqual(['lifetime_seconds', 'replacing_above', 'registering_above']);
  },
);
