import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { nameProblem } from './names.ts';

interface Props {
  id: string;
  label: string;
  initial?: string;
  placeholder?: string;
  /** What the button does. */
  verb: string;
  taken: readonly string[];
  focused?: boolean;
  /** What to consider before taking this name; a second press takes it all the same. */
  warning?(name: string): string | undefined;
  onName(name: string): void;
}

/** Asks for a path within the function's code, and says why one is not possible. */
export function FileName(props: Props) {
  const { id, label, initial = '', placeholder, verb, taken, focused, warning, onName } = props;
  const [name, setName] = useState(initial);
  const [objection, setObjection] = useState<string>();
  const [warned, setWarned] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (focused) input.current?.focus();
  }, []);

  const submit = (event: Event) => {
    event.preventDefault();
    const path = name.trim();
    if (path === initial) {
      setObjection(initial ? 'That is its name already.' : nameProblem(path, taken));
      input.current?.focus();
      return;
    }
    const problem = nameProblem(path, taken);
    const doubt = problem ?? (warned === path ? undefined : warning?.(path));
    setObjection(doubt && (problem ? doubt : `${doubt} Press ${verb} again to do it all the same.`));
    if (!doubt) return onName(path);
    if (!problem) setWarned(path);
    input.current?.focus();
  };

  return (
    <form class="wb-files-name" noValidate onSubmit={submit}>
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="text"
        value={name}
        placeholder={placeholder}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        aria-invalid={objection !== undefined}
        aria-describedby={`${id}-objection`}
        onInput={({ currentTarget }) => {
          setName(currentTarget.value);
          setObjection(undefined);
        }}
      />
      <button type="submit" class="wb-button">
        {verb}
      </button>
      <p id={`${id}-objection`} role="alert">
        {objection}
      </p>
    </form>
  );
}
