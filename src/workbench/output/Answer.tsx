export { Result } from './Result.tsx';
export { Summary } from './Summary.tsx';
