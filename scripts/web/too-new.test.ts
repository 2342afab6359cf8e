import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tooNewIn } from './too-new.ts';

it('finds what browsers of 2021 lack', () => {
  const found: readonly (readonly [string, string])[] = [
    ['a.replace(/(?<!x)-/u, "")', 'a lookbehind in a regular expression'],
    ['if(/[a&&b]/v.test(x))y()', 'a regular expression with the flag v'],
    ['let a=b.at(-1);', 'Array.prototype.at'],
    ['[...x].toSorted()', 'a copying method of arrays'],
    ['x.findLast(f)', 'a search from the end of an array'],
    ['Object.hasOwn(a,b)', 'Object.hasOwn'],
    ['structuredClone(x)', 'structuredClone'],
    ['fetch(a,{signal:AbortSignal.timeout(5)})', 'AbortSignal.timeout'],
  ];
  for (const [script, name] of found) assert.deepEqual(tooNewIn(script), [name]);
});

it('finds nothing in what they have', () => {
  const script = 'a.replaceAll("x","y");b??=c?.d;/(?<name>x)(?=y)/u.exec(z);e.flatMap(f);a/b/v.test;g.at(0)';
  assert.deepEqual(tooNewIn(script), []);
});
