import { type CloudRequest, toText } from '../../http.ts';
import { invalidRequestContent } from '../errors.ts';

/** The input of a call whose body is JSON; what it may hold is the caller's to check. */
export function inputOf<Input extends object>(request: CloudRequest): Input {
  let input: unknown;
  try {
    input = JSON.parse(toText(request.body) || '{}');
  } catch {
    throw invalidRequestContent('Could not parse request body into json');
  }
  if (typeof input !== 'object' || input === null)
    throw invalidRequestContent('Could not parse request body into json');
  return input as Input;
}
