import { eventually } from '../eventually.ts';

/**
 * Looks at a page until it shows what is expected: after a click or a key, browsers may take their time.
 *
 * @param look reads the page, such as `() => heading.innerText()`
 * @throws Error with the last difference, if the page never shows it
 */
export async function becomes<T>(look: () => Promise<T>, expected: T): Promise<void> {
  await eventually('the page shows what is expected', async () => {
    expect(await look()).toEqual(expected);
  });
}
