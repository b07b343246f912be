import { beforeAll, expect, test } from 'vitest';
import { runPython } from '../support/python.ts';
import { failureOf, handler, linesOf, one, payloadOf } from '../support/python-outcomes.ts';

beforeAll(() => one(handler('return 1')));

const TRIED = `
import sys, gc

def attempt(name, way):
    try:
        return [name, repr(way())]
    except BaseException as error:
        return [name, type(error).__name__]
`;

test('no import leads to JavaScript or to foreign functions', async () => {
  const modules = [
    'js',
    'js.document',
    'pyodide',
    'pyodide.code',
    'pyodide.ffi',
    'pyodide.http',
    'pyodide_js',
    '_pyodide',
    '_pyodide_core',
    'ctypes',
    '_ctypes',
  ];
  const code = handler(
    `return [attempt(name, lambda: importlib.import_module(name)) for name in ${JSON.stringify(modules)}]`,
    `import importlib\n${TRIED}`,
  );
  for (const [name, result] of payloadOf(await one(code)))
    expect(`${name}: ${result}`).toMatch(/: (ModuleNotFoundError|ImportError)$/);
});

test('nothing in the interpreter stands for an object of JavaScript', async () => {
  const code = handler(
    `classes = []
def below(cls):
    for sub in type.__subclasses__(cls):
        if sub not in classes:
            classes.append(sub)
            below(sub)
below(object)
def named(thing): return f"{thing.__module__}.{thing.__qualname__}"
held = {type(o) for o in gc.get_objects()}
return [n for n in {*map(named, classes), *map(named, held), *sys.modules}
        if any(word in n.lower() for word in ("jsproxy", "pyodide", "jsexception", "jsmodule", "run_js", "jsfinder"))]`,
    TRIED,
  );
  expect(payloadOf(await one(code))).toEqual([]);
});

test.each([
  ['the bridge, past the guard on imports', 'sys.meta_path.pop(0); import _pyodide_core; _pyodide_core'],
  ['foreign functions, past the guard', 'sys.meta_path.pop(0); import _ctypes; _ctypes.dlopen("x", 0)'],
  [
    'a call of a function pointer',
    'sys.meta_path.pop(0); import ctypes; ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)()',
  ],
  [
    'a library of native code',
    'import importlib.machinery as m; open("/tmp/x.so", "wb").write(b"\\0asm\\1\\0\\0\\0"); m.ExtensionFileLoader("x", "/tmp/x.so").create_module(m.ModuleSpec("x", None, origin="/tmp/x.so"))',
  ],
  ['a command', 'import os; os.system("id") == 0 and globals()["nothing"]'],
])('%s ends in an error or ends the process, and reaches nothing', async (_what, body) => {
  const [outcome] = await runPython(handler(`${body}\nreturn "through"`, 'import sys'));
  if (outcome!.kind === 'returned') expect(linesOf(outcome!).join('\n')).not.toContain('uid=');
  else expect(failureOf(outcome!).errorType).toMatch(/(Error|gaierror)$/);
});

test('a trick that gets to the bridge is named in the log', async () => {
  const outcome = await one(handler('sys.meta_path.pop(0)\nimport _pyodide_core', 'import sys'));
  expect(outcome.kind).toBe('failed');
  expect(linesOf(outcome).join('\n')).toMatch(
    /is not available in this simulator|ModuleNotFoundError|ImportError/,
  );
});

test('the files of the host are out of reach', async () => {
  const paths = [
    '/etc/passwd',
    '/proc/self/environ',
    '/work',
    '/home',
    '/../etc/passwd',
    '/proc/self/fd/0/../../etc',
  ];
  const code = handler(
    `return [attempt(p, lambda: (os.listdir(p) if os.path.isdir(p) else open(p).read())) for p in ${JSON.stringify(paths)}]`,
    `import os\n${TRIED}`,
  );
  for (const [, result] of payloadOf(await one(code)))
    expect(result).toMatch(
      /^(FileNotFoundError|OSError|NotADirectoryError|PermissionError|\[('web_user')?\])$/,
    );
  const environ = payloadOf(await one(handler('return dict(os.environ)', 'import os')));
  for (const name of ['HOME', 'USER', 'PYTHONHOME', 'npm_config_user_agent'])
    expect(environ).not.toHaveProperty(name);
});

test('the network and other processes are errors that a handler can catch', async () => {
  const code = handler(
    `return [
    attempt("socket", lambda: socket.socket().connect(("1.1.1.1", 80))),
    attempt("name", lambda: socket.getaddrinfo("example.com", 80)),
    attempt("http", lambda: urllib.request.urlopen("http://example.com")),
    attempt("process", lambda: subprocess.run(["id"])),
    attempt("thread", lambda: threading.Thread(target=print).start()),
]`,
    `import socket, subprocess, threading, urllib.request\n${TRIED}`,
  );
  for (const [name, result] of payloadOf(await one(code)))
    expect(`${name}: ${result}`).toMatch(/(Error|gaierror)$/);
});

test('nonsense through the runtime’s device neither breaks the account nor turns back its clock', async () => {
  const body = `device = os.open("/dev/lambda", os.O_RDWR)
def say(text):
    os.write(device, text.encode())
    return os.read(device, 1000).decode().strip()
t = time.time()
answers = [say(x) for x in ("", "null", "[]", "{", '{"kind": "constructor"}', '{"kind": "__proto__"}',
    '{"kind": "sleep", "ms": -100000}', '{"kind": "sleep", "ms": "x"}', '{"kind": "log", "text": {"a": 1}}',
    '{"kind": "service"}', '{"kind": "service", "host": "s3.amazonaws.com", "path": {}, "headers": [{}]}\\n\\0', '{"kind": "call"}', '{"kind": "call", "method": {}, "path": [], "headers": 1, "body": null}')]
return [answers[:6], time.time() >= t]`;
  const [outcome, after] = await runPython(handler(body, 'import os, time'), [{}, {}]);
  const [answers, forward] = payloadOf(outcome!);
  expect(answers).toEqual(Array(6).fill('null'));
  expect(forward).toBe(true);
  expect(after!.kind).toBe('returned');
});

test('a request to a service is no way past its own words', async () => {
  const code = handler(
    `def status(method="GET", host="s3.amazonaws.com", path="/notes", headers={}, body=b""):
    headers = {"authorization": "x", **headers}
    answer, _ = door.ask_with(body, "service", method=method, host=host, path=path, headers=headers)
    return answer and answer["statusCode"]
return [status("PUT"), status("PUT", body=b"\\xff" * 1000, path="/notes/%2e%2e/../k"),
        status(path="/notes/%2e%2e/../k"), status(headers={"a": "b\\r\\nhost: x"}), status(path="notes"), status(path="/%ff"),
        status("GET\\r\\n"), status(path="/__proto__/constructor"), status(host="__proto__"), status(host="s3.amazonaws.com:80@x"),
        status("PUT", path="/notes/k?x-id=PutObject", headers={"x-amz-content-sha256": "STREAMING-", "x-amz-decoded-content-length": "-1"})]`,
    'from awslambdaric import door',
  );
  expect(payloadOf(await one(code))).toEqual([200, 200, 200, 400, 400, 400, 501, 404, null, null, 400]);
});

test.each([
  ['the handler’s module', 'sys.modules.clear()'],
  ['the runtime', 'from awslambdaric import bootstrap, door; bootstrap._call = door.ask = None'],
  ['built-in functions', 'import builtins; builtins.isinstance = builtins.print = None'],
  ['JSON', 'import json; json.dumps = json.loads = json.JSONEncoder.encode = None'],
  ['its descriptors', 'import os\nfor fd in range(64):\n    try: os.close(fd)\n    except OSError: pass'],
  ['the process', 'import os; os._exit(3)'],
  ['the interpreter, by a signal', 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)'],
])(
  'a function that breaks %s breaks itself alone: another function of the account runs',
  async (_what, body) => {
    const [broken] = await runPython(handler(body, 'import sys'));
    expect(['returned', 'failed']).toContain(broken!.kind);
    expect(payloadOf(await one(handler('return 1')))).toBe(1);
  },
);

test('a process finds nothing of the one that had the interpreter before it', async () => {
  const leave = handler(
    `open("/tmp/left", "w").write("x")
os.chdir("/tmp")
os.environ["LEFT"] = "x"
sys.path.append("/left")
builtins.left = open("/tmp/left")
sys.modules["left"] = json
json.left = 1
return "left"`,
    'import builtins, json, os, sys',
  );
  const look = handler(
    `return [os.listdir("/tmp"), os.getcwd(), os.environ.get("LEFT"), "/left" in sys.path, hasattr(builtins, "left"),
        "left" in sys.modules, hasattr(json, "left"), os.listdir("/var/task"), len(os.listdir("/dev/fd")) if os.path.isdir("/dev/fd") else 0]`,
    'import builtins, json, os, sys',
  );
  const before = payloadOf(await one(look));
  for (let round = 0; round < 3; round++) expect(payloadOf(await one(leave))).toBe('left');
  expect(payloadOf(await one(look))).toEqual(before);
  expect(before.slice(0, 7)).toEqual([[], '/var/task', null, false, false, false, false]);
});
