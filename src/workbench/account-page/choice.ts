/** The account to open. */
export interface AccountChoice {
  title: string;
  /** Whether functions in Python can run in it. */
  python: boolean;
}
