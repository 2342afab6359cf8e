import { growth } from './counters.ts';

it('the growth of counters leaves out what did not change and what is gone', () => {
  const before = { calls: 5, idle: 7, gone: 3 };
  expect(growth({ calls: 9, idle: 7, fresh: 2 }, before)).toEqual({ calls: 4, fresh: 2 });
});
