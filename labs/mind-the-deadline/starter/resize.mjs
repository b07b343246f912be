/** Stands in for real work: 100 ms for each megabyte, and no picture here has more than four. */
export const resize = ({ megabytes }) =>
  new Promise((finished) => setTimeout(finished, megabytes * 100));
