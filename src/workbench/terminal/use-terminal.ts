import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Lab, SourceFile } from '../../lab/lab.ts';
import type { Terminal } from '../../terminal/frame.ts';
import { shorten } from '../excerpt.ts';
import type { Workbench } from '../use-workbench.ts';
import { nextEntries } from './entries.ts';
import { inShell, sinceTold, takeOver } from './files.ts';
import { readable } from './printed.ts';

/** As much as anyone listens to. */
const SPOKEN = 300;
const STOPPED = 130;
const ANEW =
  'The shell did not stop by itself. It was ended and began anew: its variables and its folder are as at first, its files as before this line.';

/** A terminal in the lab's account, opened when it is first `shown`, and what was done in it. */
export function useTerminal(lab: Lab, { state, dispatch, prepare }: Workbench, shown: boolean) {
  const [phase, setPhase] = useState<'closed' | 'opening' | 'open' | 'failed'>('closed');
  const [entries, act] = useReducer(nextEntries, []);
  const [running, setRunning] = useState(false);
  const [place, setPlace] = useState('~');
  const latest = useRef(state);
  latest.current = state;
  const terminal = useRef<Terminal>();
  /** The learner's files as the shell has them. */
  const told = useRef<readonly SourceFile[]>([]);
  const count = useRef(0);
  const gone = useRef(false);

  const open = useCallback(async () => {
    setPhase('opening');
    try {
      const [{ openLabTerminal }, session] = await Promise.all([import('./open.ts'), prepare()]);
      const { files } = latest.current.work;
      const refused = await session.create(files);
      const opened = await openLabTerminal(files.map(inShell), prepare);
      if (gone.current) return opened.close();
      told.current = files;
      terminal.current = opened;
      setPhase('open');
      dispatch({
        kind: 'said',
        said: refused ? `The function is not there yet: ${refused.message}` : 'The terminal is open.',
      });
    } catch {
      if (!gone.current) setPhase('failed');
    }
  }, [dispatch, prepare]);

  useEffect(() => {
    if (shown && state.ready && phase === 'closed') void open();
  }, [shown, state.ready, phase, open]);
  useEffect(
    () => () => {
      gone.current = true;
      terminal.current?.close();
    },
    [],
  );

  /** What others than Run had the function do becomes the latest run. */
  async function look() {
    if (latest.current.activity !== 'idle' || latest.current.account) return;
    const outcome = await (await prepare()).sinceLast(latest.current.work.files);
    if (outcome && !gone.current)
      dispatch({ kind: 'done', note: 'Invoked from the terminal.', outcomes: [outcome] });
  }

  async function carryOut(shell: Terminal, id: number, line: string) {
    const sent = latest.current.work.files;
    const { changed, removed } = sinceTold(told.current, sent);
    if (changed.length + removed.length > 0) await shell.put(changed, removed);
    told.current = sent;
    let heard = '';
    const ended = await shell.run(line, (text) => {
      if (heard.length < SPOKEN) heard += text;
      act({ kind: 'printed', id, text });
    });
    if (gone.current) return;
    if (!ended) {
      setPlace('~');
      act({ kind: 'ended', id, exitCode: STOPPED, notes: [ANEW] });
      return dispatch({ kind: 'said', said: ANEW });
    }
    const taken = takeOver(lab, latest.current.work.files, ended);
    const touched = [...ended.changed.map(({ path }) => path), ...ended.removed];
    told.current = [...sent.filter(({ path }) => !touched.includes(path)), ...taken.written];
    if (taken.why)
      dispatch({
        kind: 'replaced',
        work: { ...latest.current.work, files: taken.files },
        why: taken.why,
      });
    setPlace(ended.cwd.replace(/^\/home\/user(?=\/|$)/, '~'));
    act({ kind: 'ended', id, exitCode: ended.exitCode, notes: taken.refused });
    await look();
    const code = ended.exitCode === 0 ? '' : `Exit code ${ended.exitCode}. `;
    const output = shorten(readable(heard).trim(), SPOKEN) || 'No output.';
    const said = [code + output, taken.why && `${taken.why}.`, ...taken.refused];
    dispatch({ kind: 'said', said: said.filter(Boolean).join(' ') });
  }

  async function run(line: string) {
    const shell = terminal.current;
    if (!shell || running) return;
    const id = ++count.current;
    setRunning(true);
    act({ kind: 'began', id, place, line });
    try {
      await carryOut(shell, id, line);
    } catch (error) {
      if (gone.current) return;
      act({ kind: 'ended', id, exitCode: STOPPED, notes: [`The terminal has a fault: ${error}`] });
    } finally {
      if (!gone.current) setRunning(false);
    }
  }

  return {
    phase,
    entries,
    running,
    place,
    open,
    run,
    stop: () => terminal.current?.stop(),
    clear: () => act({ kind: 'cleared' }),
    complete: async (line: string, caret: number) => terminal.current?.complete(line, caret),
  };
}
