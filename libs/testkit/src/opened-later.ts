/**
 * Stands for an object that a hook of the suite opens, so that the file can name it before the hook has run. Whatever
 * is read from it comes from the object that was opened.
 * @throws Error, when it is used before the hook has opened it
 */
export function openedLater<T extends object>(name: string, opened: () => T | undefined): T {
  return new Proxy({} as T, {
    get(_, key) {
      const object = opened();
      if (object === undefined) throw new Error(`${name} is used before the suite has opened it.`);
      const value: unknown = Reflect.get(object, key);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
  });
}
