import { KeptPhotos } from './kept-photos.ts';

function photosOf(mostBytes: number) {
  const read: string[] = [];
  const photos = new KeptPhotos((name) => {
    read.push(name);
    return Promise.resolve(name === 'none' ? undefined : new Uint8Array(10));
  }, mostBytes);
  return { photos, read };
}

it('reads a photo once, however many ask, and forgets the one asked for longest ago', async () => {
  const { photos, read } = photosOf(25);
  await Promise.all([photos.get('a'), photos.get('a'), photos.get('b')]);
  await photos.get('a');
  await photos.get('c');
  expect(read).toEqual(['a', 'b', 'c']);
  await photos.get('a');
  await photos.get('b');
  expect(read).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps nothing of a photo that is not there, or that could not be read', async () => {
  const { photos, read } = photosOf(25);
  expect(await photos.get('none')).toBeUndefined();
  expect(await photos.get('none')).toBeUndefined();
  expect(read).toHaveLength(2);
  let fails = true;
  const failing = new KeptPhotos(() =>
    fails ? Promise.reject(new Error('away')) : Promise.resolve(new Uint8Array(1)),
  );
  await expect(failing.get('a')).rejects.toThrow('away');
  fails = false;
  expect(await failing.get('a')).toHaveLength(1);
});
