import { openedLater } from './opened-later.ts';

class Counter {
  #count = 0;
  get count(): number {
    return this.#count;
  }
  add(): void {
    this.#count += 1;
  }
}

test('the proxy reads from the object once it is opened, and throws before', () => {
  const suite: { counter?: Counter } = {};
  const counter = openedLater('the counter', () => suite.counter);
  expect(() => counter.count).toThrow('the counter is used before the suite has opened it.');
  suite.counter = new Counter();
  counter.add();
  [1, 2].forEach(() => {
    counter.add();
  });
  expect(counter.count).toBe(3);
});

test('a member cannot be set on the proxy, which would forget it', () => {
  const counter = openedLater('the counter', () => ({ limit: 1 }));
  expect(() => {
    counter.limit = 2;
  }).toThrow('the counter.limit cannot be set');
});
