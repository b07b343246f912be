import { isScalar, isStruct, type Plain, scalarText } from './output.ts';

/** Columns beyond which the CLI turns a table of one row by 90 degrees. */
const TERMINAL_WIDTH = 80;
const PADDING = 4;

interface Section {
  title: string;
  indent: number;
  headers: string[];
  rows: string[][];
}

const scalarNames = (item: Plain) =>
  isStruct(item) ? Object.keys(item).filter((key) => isScalar(item[key]!)) : [];
const otherNames = (item: Plain) =>
  isStruct(item) ? Object.keys(item).filter((key) => !isScalar(item[key]!)) : [];
const union = (names: readonly string[]) => [...new Set(names)].sort();

/** The sections of a table: one for each structure and list, those within others indented. */
function sectionsOf(title: string, value: Plain, indent = 0): Section[] {
  if (isScalar(value))
    return value === null ? [] : [{ title, indent, headers: [], rows: [[scalarText(value)]] }];
  const section: Section = { title, indent, headers: [], rows: [] };
  if (isStruct(value)) {
    if (Object.keys(value).length === 0) return [];
    const names = scalarNames(value).sort();
    const cells = names.map((name) => scalarText(value[name]!));
    if (names.length === 1) section.rows.push([names[0]!, cells[0]!]);
    else if (names.length > 1) Object.assign(section, { headers: names, rows: [cells] });
    return [
      section,
      ...otherNames(value)
        .sort()
        .flatMap((name) => sectionsOf(name, value[name]!, indent + 1)),
    ];
  }
  const items = value as Plain[];
  if (items.length === 0) return [];
  if (!isStruct(items[0]!)) {
    section.rows = items.map((item) =>
      (Array.isArray(item) ? item : [item]).map((cell) =>
        isScalar(cell) ? scalarText(cell) : JSON.stringify(cell),
      ),
    );
    return [section];
  }
  const headers = union(items.flatMap(scalarNames));
  const more = union(items.flatMap(otherNames));
  const rowOf = (item: Plain) =>
    headers.map((name) => (isStruct(item) && name in item ? scalarText(item[name]!) : ''));
  if (more.length === 0) return [{ ...section, headers, rows: items.map(rowOf) }];
  return items.flatMap((item) => [
    { ...section, headers, rows: [rowOf(item)] },
    ...more.flatMap((name) =>
      isStruct(item) && name in item ? sectionsOf(name, item[name]!, indent + 1) : [],
    ),
  ]);
}

const columnWidths = ({ headers, rows }: Section): number[] => {
  const lines = headers.length > 0 ? [headers, ...rows] : rows;
  const count = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: count }, (_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
};

const widthOf = (section: Section) => {
  const columns = columnWidths(section).reduce((sum, width) => sum + width + PADDING, 0);
  return Math.max(section.title.length + 2, columns + 2) + 2 * section.indent;
};

/** A table of one row has its names at the left, where it would be wider than the terminal. */
const turned = (section: Section): Section =>
  section.headers.length > 0 && section.rows.length === 1
    ? { ...section, headers: [], rows: section.headers.map((name, at) => [name, section.rows[0]![at]!]) }
    : section;

/** The widths of the columns, stretched or shrunk to `total` as evenly as whole characters allow. */
function fitted(section: Section, total: number): number[] {
  const natural = columnWidths(section).map((width) => width + PADDING);
  const scale = total / natural.reduce((sum, width) => sum + width, 0);
  const widths = natural.map((width) => Math.round(scale * width));
  let excess = widths.reduce((sum, width) => sum + width, 0) - total;
  while (excess !== 0) {
    const step = Math.sign(excess);
    const order = [...widths.keys()];
    for (const column of step > 0 ? order : order.reverse()) {
      if (excess === 0) break;
      widths[column]! -= step;
      excess -= step;
    }
  }
  return widths;
}

const edge = (column: number) => (column === 0 ? '|' : '');

function centred(text: string, width: number, left: string): string {
  const before = Math.max(0, Math.floor(width / 2) - Math.floor(text.length / 2) - 1);
  return `${`${left}${' '.repeat(before)}${text}`.padEnd(width - 1)}|`;
}

function aligned(text: string, width: number, left: string): string {
  const padding = text.length + 2 + left.length + 1 <= width ? 2 : 0;
  return `${`${left}${' '.repeat(padding)}${text}`.padEnd(width - 1)}|`;
}

const rule = (widths: readonly number[]) =>
  widths
    .map((width, column) => (column === 0 ? `+${'-'.repeat(width - 2)}+` : `${'-'.repeat(width - 1)}+`))
    .join('');

function render(section: Section, fullWidth: number): string[] {
  const width = fullWidth - 2 * section.indent;
  const { title, headers, rows } = section;
  const lines: string[] = [];
  if (title !== '') {
    lines.push(centred(title, width, '|'));
    if (headers.length === 0 && rows.length === 0) lines.push(`+${'-'.repeat(width - 2)}+`);
  }
  if (headers.length + rows.length > 0) {
    const widths = fitted(section, width);
    if (headers.length > 0)
      lines.push(rule(widths), headers.map((text, at) => centred(text, widths[at]!, edge(at))).join(''));
    lines.push(rule(widths));
    for (const row of rows) lines.push(row.map((text, at) => aligned(text, widths[at]!, edge(at))).join(''));
    lines.push(rule(widths));
  }
  const bars = '|'.repeat(section.indent);
  return lines.map((line) => `${bars}${line}${bars}`);
}

/** `--output table`. */
export function tableOf(value: Plain, title: string): string {
  let sections = sectionsOf(title, value);
  if (sections.length === 0) return '';
  const widest = () => Math.max(...sections.map(widthOf));
  if (widest() > TERMINAL_WIDTH) sections = sections.map(turned);
  const width = widest();
  return `${['-'.repeat(width), ...sections.flatMap((section) => render(section, width))].join('\n')}\n`;
}
