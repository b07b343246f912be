import type { ComponentChildren } from 'preact';

interface Props {
  caption: string;
  /** Headers of the columns; the first one's cells are the headers of the rows. */
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[];
}

/** Rows of what the API lists; on a narrow screen each row is a block, in which every cell has its header. */
export const Table = ({ caption, columns: [first, ...further], rows }: Props) => (
  // Blocks of a table are no table any more to a screen reader, unless it is said.
  // biome-ignore-start lint/a11y/noRedundantRoles: see above
  <table class="ap-table" role="table">
    <caption class="wb-said">{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">
          {first}
        </th>
        {further.map((column) => (
          <th key={column} scope="col" role="columnheader">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map(({ key, cells: [head, ...cells] }) => (
        <tr key={key} role="row">
          <th scope="row" role="rowheader">
            {head}
          </th>
          {cells.map((cell, at) => (
            <td key={further[at]} role="cell" data-column={further[at]}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
);
