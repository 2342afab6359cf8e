import type { ResultFile } from '@scrutin/exports';
import { MadeFiles } from './made-files.ts';

const MB = 1_024 * 1_024;
const file = (content: string): ResultFile => ({ mediaType: 'text/plain', name: 'a', content });

/** Files that are made when the test says so. */
function workshop() {
  const open: (() => void)[] = [];
  let made = 0;
  return {
    made: () => made,
    finish: () => open.shift()?.(),
    make: (content = 'x') =>
      new Promise<ResultFile>((resolve) => {
        made += 1;
        open.push(() => {
          resolve(file(content));
        });
      }),
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('whoever asks for a file that is being made waits for it, and later ones get it at once', async () => {
  const { made, finish, make } = workshop();
  const files = new MadeFiles();
  const wanted = { key: 'a', tag: '1', maxAgeMs: 0, isQuick: false, make: () => make() };
  const both = [files.get(wanted), files.get(wanted)];
  await settled();
  finish();
  expect(await Promise.all(both)).toEqual([await both[0], await both[0]]);
  expect(await files.get(wanted)).toBe(await both[0]);
  expect(made()).toBe(1);
});

test('one file is made at a time, and above eight that wait the next is refused', async () => {
  const { made, finish, make } = workshop();
  const files = new MadeFiles();
  const ask = (key: string) =>
    files.get({ key, tag: '1', maxAgeMs: 0, isQuick: false, make: () => make(key) });
  const asked = Array.from({ length: 9 }, (_, index) => ask(`${index}`));
  await settled();
  expect(made()).toBe(1);
  expect(await ask('too many')).toBeUndefined();
  for (let left = 9; left > 0; left -= 1) {
    finish();
    await settled();
  }
  expect((await Promise.all(asked)).map((one) => one?.file.content)).toEqual(Array.from('012345678'));
});

test('a file of earlier results is returned while it is young enough, and says so by its tag', async () => {
  let now = 0;
  const files = new MadeFiles(() => now);
  const ask = async (tag: string, maxAgeMs: number) =>
    (await files.get({ key: 'a', tag, maxAgeMs, isQuick: false, make: () => Promise.resolve(file(tag)) }))
      ?.tag;
  expect(await ask('1', 30_000)).toBe('1');
  now = 29_999;
  expect(await ask('2', 30_000)).toBe('1');
  expect(await ask('2', 0)).toBe('2');
  now = 60_000;
  expect(await ask('3', 30_000)).toBe('3');
});

test('a file that could not be made is not kept, and does not hold up the next', async () => {
  const files = new MadeFiles();
  const broken = {
    key: 'a',
    tag: '1',
    maxAgeMs: 0,
    isQuick: false,
    make: () => Promise.reject(new Error('broken')),
  };
  await expect(files.get(broken)).rejects.toThrow('broken');
  expect((await files.get({ ...broken, make: () => Promise.resolve(file('y')) }))?.file.content).toBe('y');
});

test('the files that were used last are kept, up to 64 MB', async () => {
  const files = new MadeFiles();
  const made: string[] = [];
  const ask = (key: string) =>
    files.get({
      key,
      tag: '1',
      maxAgeMs: 0,
      isQuick: false,
      make: () => {
        made.push(key);
        return Promise.resolve(file('x'.repeat(30 * MB)));
      },
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('a file that is quick to make waits for no other, and is not refused', async () => {
  const { finish, make } = workshop();
  const files = new MadeFiles();
  const slow = Array.from({ length: 9 }, (_, index) =>
    files.get({ key: `${index}`, tag: '1', maxAgeMs: 0, isQuick: false, make: () => make() }),
  );
  await settled();
  const quick = {
    key: 'quick',
    tag: '1',
    maxAgeMs: 0,
    isQuick: true,
    make: () => Promise.resolve(file('q')),
  };
  expect((await files.get(quick))?.file.content).toBe('q');
  for (let left = 9; left > 0; left -= 1) {
    finish();
    await settled();
  }
  await Promise.all(slow);
});
