/** Cases that the simulator does not pass yet, and the word for what each waits. The list only shrinks. */
export const WAITING: Readonly<Record<string, string>> = {};
