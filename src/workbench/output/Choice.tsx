interface Props<Value extends string> {
  /** What is chosen, for a screen reader. */
  legend: string;
  /** Of the group, unique in the page. */
  name: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChoose(value: Value): void;
}

/** One of a few, side by side: native radio buttons. */
export function Choice<Value extends string>({ legend, name, options, value, onChoose }: Props<Value>) {
  return (
    <fieldset class="wb-choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
