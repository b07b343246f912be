import type { PythonEngine } from '../../engines.ts';
import {
  RESTORE_NEXT_PATH,
  type RuntimeApiRequest,
  type RuntimeApiResponse,
} from '../../environment/runtime-api.ts';
import type { Exit, ProcessHost, RuntimeProcess } from '../../environment/runtime-process.ts';
import type { ServiceRequest } from '../../services/services.ts';
import type { ProcessFiles } from './files.ts';
import type { Answer, Door } from './imports.ts';
import { createMachine, type Parked } from './machine.ts';
import { createOutput } from './output.ts';
import { type Question, readQuestion } from './questions.ts';

/** Thrown through the interpreter's own frames: no code in it can catch this. The machine is not used again. */
const STOPPED = new Error('The process was stopped.');

/**
 * One tick of the meter in steps (backward jumps and calls), and what CPython on a whole vCPU takes for them: some
 * 30 ns a turn of a small loop.
 */
const STEPS_PER_TICK = 5_000;
const MS_PER_TICK = 0.15;

/** A process that waits to be restored, and where its heap ended before the function's code was loaded. */
interface PythonSnapshot {
  parked: Parked;
  baseline: number;
}

const RESTORE_NEXT: RuntimeApiRequest = { method: 'GET', path: RESTORE_NEXT_PATH, headers: {}, body: '' };

/** The Python runtime: the machine is an interpreter, and the program in it is `guest/awslambdaric/bootstrap.py`. */
export async function spawnPython(
  engine: PythonEngine,
  host: ProcessHost,
  memoryBytes: number,
  from?: object,
): Promise<RuntimeProcess> {
  const snapshot = from as PythonSnapshot | undefined;
  let alive = true;
  let ended = false;
  let steps = 0;
  let baseline = Number.POSITIVE_INFINITY;
  let event: RuntimeApiResponse | undefined;
  let running = false;
  let broken = false;
  const output = createOutput(host.log);

  function end(exit: Exit): never {
    if (!ended) {
      ended = true;
      output.flush();
      host.exit(exit);
    }
    throw STOPPED;
  }

  const files: ProcessFiles = {
    files: host.files,
    descriptors: host.descriptors,
    called: host.fileCall,
    moved(bytes) {
      if (host.native('file', bytes)) throw STOPPED;
    },
  };
  const door: Door = {
    files,
    now: host.now,
    random: host.random,
    output: output.byte,
    steps(count) {
      steps += count;
      while (steps >= STEPS_PER_TICK) {
        steps -= STEPS_PER_TICK;
        if (running && host.tick(MS_PER_TICK)) throw STOPPED;
      }
    },
    mayGrowTo: (bytes) => bytes <= baseline + memoryBytes || end({ kind: 'killed' }),
    exit: (code) => end({ kind: 'status', code }),
    refuse(name) {
      host.log(`The interpreter called ${name}, which is not available in this simulator.`);
      return end({ kind: 'status', code: 1 });
    },
    ask(text, body) {
      const question = readQuestion(text, body);
      if (question?.kind === 'service') return callService(question.request);
      return { json: question && answer(question) };
    },
  };

  function answer(question: Exclude<Question, { kind: 'service' }>): unknown {
    switch (question.kind) {
      case 'variables':
        return host.variables;
      case 'event':
        return event;
      case 'log':
        output.flush();
        return host.log(question.text) ?? null;
      case 'sleep':
        if (host.wait(question.ms)) throw STOPPED;
        return null;
      case 'exit':
        return end({ kind: 'status', code: question.code });
      case 'call':
        return call(question.request);
    }
  }

  /** The answer when it is there at once; an event comes later, and runs the program again. */
  function call(request: RuntimeApiRequest): RuntimeApiResponse | null {
    output.flush();
    let answered: RuntimeApiResponse | undefined;
    let inCall = true;
    host.runtimeApi(request, (response) => {
      if (inCall) answered = response;
      else if (alive && !ended) {
        event = response;
        run('bootstrap.deliver()');
      }
    });
    inCall = false;
    return answered ?? null;
  }

  /** The interpreter waits until the service has answered. */
  function callService(request: Omit<ServiceRequest, 'role'>): Answer {
    output.flush();
    const called = host.callService(request);
    if (!called) return { json: null };
    if (host.wait(called.latencyMs)) throw STOPPED;
    const { body, ...json } = called.response;
    return { json, body };
  }

  const machine = await createMachine(engine, door, snapshot?.parked);
  baseline = snapshot?.baseline ?? machine.heapEnd();

  function run(statements: string) {
    running = true;
    try {
      machine.run(`from awslambdaric import bootstrap; ${statements}`);
    } catch (error) {
      if (error !== STOPPED) crash(error);
    } finally {
      running = false;
    }
    output.flush();
  }

  /** What the interpreter could not survive, such as a full stack. */
  function crash(error: unknown) {
    host.log(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    ended = true;
    broken = true;
    host.exit({ kind: 'status', code: 139 });
  }

  return {
    start() {
      // The call in which it was when the snapshot was taken.
      if (snapshot) host.runtimeApi(RESTORE_NEXT, () => run('bootstrap.restored()'));
      else run('bootstrap.start()');
    },
    terminate: () => run('bootstrap.terminate()'),
    resume: machine.load,
    heapGrowth: () => (alive ? Math.max(0, machine.heapEnd() - baseline) : 0),
    moduleState: async () => undefined,
    snapshot: () => ({ parked: machine.snapshot(), baseline }) satisfies PythonSnapshot,
    kill() {
      alive = false;
      machine.release(broken);
    },
  };
}
