import { GrowingNumbers } from './growing-numbers.ts';

function seen(): GrowingNumbers {
  const numbers = new GrowingNumbers();
  numbers.note(1_000, { counted: 0, api: 2 });
  numbers.note(3_000, { counted: 100, api: 3, worker: 4 });
  numbers.note(4_000, { counted: 400, api: 3, worker: 4 });
  return numbers;
}

it.each([
  [1_000, { counted: 0, api: 2 }],
  [2_000, { counted: 50, api: 2.5, worker: 2 }],
  [3_000, { counted: 100, api: 3, worker: 4 }],
  [3_250, { counted: 175, api: 3, worker: 4 }],
])('at %i ms the numbers are between those of two looks', (ms, numbers) => {
  expect(seen().at(ms)).toEqual(numbers);
});

it('before the first look and after the last one the numbers are as in these', () => {
  expect(seen().at(0)).toEqual({ counted: 0, api: 2 });
  expect(seen().at(9_000)).toEqual({ counted: 400, api: 3, worker: 4 });
  expect(seen().latest).toEqual({ counted: 400, api: 3, worker: 4 });
});

it('without a look there are no numbers', () => {
  expect(new GrowingNumbers().at(5)).toEqual({});
});
