/** Makes the log show an instance of the class by its name and what `told` takes out of it. */
export function shownAs<T extends object>(
  { name, prototype }: { name: string; prototype: T },
  told: (self: T) => object,
) {
  Object.defineProperty(prototype, Symbol.for('nodejs.util.inspect.custom'), {
    configurable: true,
    writable: true,
    value(this: T, depth: number, options: object, inspect: (value: unknown, options: object) => string) {
      return `${name} ${inspect(told(this), { ...options, depth })}`;
    },
  });
}

/** The properties of an object with these names, in this order. */
export const picked = <T extends object>(self: T, names: string): object =>
  Object.fromEntries(names.split(' ').map((name) => [name, self[name as keyof T]]));
