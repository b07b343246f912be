/** Sucrase's own parser, which its package does not name as an entry point. */
declare module 'sucrase/dist/parser/index.js' {
  export { parse } from 'sucrase/dist/types/parser/index.js';
}

declare module 'sucrase/dist/parser/tokenizer/index.js' {
  export { IdentifierRole } from 'sucrase/dist/types/parser/tokenizer/index.js';
}
