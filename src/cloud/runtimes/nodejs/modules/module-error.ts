/** What Node.js throws when a module cannot be found or loaded; `name` is the class of the error there. */
export class ModuleError extends Error {
  readonly code: string;
  constructor(code: string, message: string, name: 'Error' | 'TypeError' = 'Error') {
    super(message);
    this.name = name;
    this.code = code;
    // The host's own frames are no business of the learner.
    this.stack = `${name} [${code}]: ${message}`;
  }
}
