import type { Ref } from 'preact';

interface Props {
  label: string;
  value: string;
  onInput(value: string): void;
  type?: 'text' | 'number';
  /** Lines; with it, the field is for code. */
  rows?: number;
  field?: Ref<HTMLInputElement>;
}

/** A labelled field in which nothing is corrected or completed. */
export function TextField({ label, value, onInput, type = 'text', rows, field = null }: Props) {
  const common = {
    value,
    spellcheck: false,
    autocapitalize: 'off',
    autocomplete: 'off',
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onInput(currentTarget.value),
  } as const;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: either of the two is its control
    <label>
      <span>{label}</span>
      {rows ? <textarea rows={rows} {...common} /> : <input ref={field} type={type} {...common} />}
    </label>
  );
}
