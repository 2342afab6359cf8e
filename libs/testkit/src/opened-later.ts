/**
 * Returns a proxy for an object that a hook of the suite opens, so that the file can refer to it before the hook has
 * run. Every property is read from the opened object.
 *
 * @throws Error if a property is read before the hook has opened the object
 */
export function openedLater<T extends object>(name: string, opened: () => T | undefined): T {
  return new Proxy({} as T, {
    get(_, key) {
      const object = opened();
      if (object === undefined) throw new Error(`${name} is used before the suite has opened it.`);
      const value: unknown = Reflect.get(object, key);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
    set(_, key) {
      throw new Error(`${name}.${String(key)} cannot be set: it is only read from the opened object.`);
    },
  });
}
