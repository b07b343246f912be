import { beforeAll, expect, test } from 'vitest';
import { runPython } from '../support/python.ts';
import { failureOf, handler, one, payloadOf } from '../support/python-outcomes.ts';
import { freshCloud, HELLO, runFiles } from '../support/simulate.ts';

beforeAll(() => one(handler('return 1')));

/** Each statement's error, as `str` gives it; null when there is none. */
const errorsOf = async (statements: readonly string[], head = 'import os, shutil') => {
  const body = `errors = []
for statement in ${JSON.stringify(statements)}:
    try: exec(statement)
    except OSError as error: errors.append(f"{type(error).__name__}: {error}")
    else: errors.append(None)
return errors`;
  return payloadOf(await one(handler(body, head)));
};

test('the code and everything else but /tmp is read-only', async () => {
  const writes = {
    "open('/var/task/x', 'w')": "'/var/task/x'",
    "open('/var/task/index.py', 'a')": "'/var/task/index.py'",
    "open('/opt/x', 'wb')": "'/opt/x'",
    "open('/x', 'w')": "'/x'",
    "open('/var/runtime/awslambdaric/bootstrap.py', 'r+')": "'/var/runtime/awslambdaric/bootstrap.py'",
    "os.mkdir('/var/task/made')": "'/var/task/made'",
    "os.remove('/var/task/index.py')": "'/var/task/index.py'",
    "os.rename('/var/task/index.py', '/var/task/x')": "'/var/task/index.py' -> '/var/task/x'",
    "os.chmod('/var/task/index.py', 0o777)": "'/var/task/index.py'",
    "os.utime('/var/task/index.py')": "'/var/task/index.py'",
    "os.truncate('/var/task/index.py', 0)": "'/var/task/index.py'",
    "os.symlink('/tmp', '/var/task/link')": "'/tmp' -> '/var/task/link'",
    "os.remove('/var/runtime/awslambdaric/bootstrap.py')": "'/var/runtime/awslambdaric/bootstrap.py'",
    "os.chmod('/var/runtime/awslambdaric/bootstrap.py', 0)": "'/var/runtime/awslambdaric/bootstrap.py'",
    "os.utime('/var/runtime')": "'/var/runtime'",
  };
  expect(await errorsOf(Object.keys(writes))).toEqual(
    Object.values(writes).map((paths) => `OSError: [Errno 30] Read-only file system: ${paths}`),
  );
  const access =
    '[os.access(p, os.W_OK) for p in ("/var/task", "/var/task/index.py", "/var/runtime", "/tmp")]';
  expect(payloadOf(await one(handler(`return ${access}`, 'import os')))).toEqual([false, false, false, true]);
});

test('errors have the numbers, the classes and the words of Linux', async () => {
  const statements = [
    "open('/tmp/nothing')",
    "os.makedirs('/tmp/a/b'); os.mkdir('/tmp/a')",
    "os.rmdir('/tmp/a')",
    "os.open('/tmp/a', os.O_WRONLY)",
    "os.listdir('/var/task/index.py')",
    "open('/var/task/index.py/x')",
    "os.rename('/var/task/index.py', '/tmp/x')",
    "os.chown('/tmp/a', 0, 0)",
    "open('/tmp/' + 'n' * 256, 'w')",
    "os.symlink('/tmp/round', '/tmp/round'); open('/tmp/round')",
    'os.close(77)',
    'os.lseek(os.open("/tmp", 0), -1, 0)',
    'for _ in range(2000): os.open("/var/task/index.py", 0)',
  ];
  expect(await errorsOf(statements)).toEqual([
    "FileNotFoundError: [Errno 2] No such file or directory: '/tmp/nothing'",
    "FileExistsError: [Errno 17] File exists: '/tmp/a'",
    "OSError: [Errno 39] Directory not empty: '/tmp/a'",
    "IsADirectoryError: [Errno 21] Is a directory: '/tmp/a'",
    "NotADirectoryError: [Errno 20] Not a directory: '/var/task/index.py'",
    "NotADirectoryError: [Errno 20] Not a directory: '/var/task/index.py/x'",
    "OSError: [Errno 18] Cross-device link: '/var/task/index.py' -> '/tmp/x'",
    "PermissionError: [Errno 1] Operation not permitted: '/tmp/a'",
    `OSError: [Errno 36] Filename too long: '/tmp/${'n'.repeat(256)}'`,
    "OSError: [Errno 40] Symbolic link loop: '/tmp/round'",
    'OSError: [Errno 9] Bad file descriptor',
    'OSError: [Errno 22] Invalid argument',
    "OSError: [Errno 24] No file descriptors available: '/var/task/index.py'",
  ]);
  const body = `return [[ENOENT, errno.ENOSPC, errno.EROFS, errno.errorcode[28]], os.strerror(28), type(OSError(2, "x")).__name__]`;
  expect(payloadOf(await one(handler(body, 'import errno, os\nfrom errno import ENOENT')))).toEqual([
    [2, 28, 30, 'ENOSPC'],
    'No space left on device',
    'FileNotFoundError',
  ]);
});

test('/tmp holds what the ephemeral storage has room for, and gives it back', async () => {
  const body = `def fill(path, megabytes):
    with open(path, "wb") as file:
        for _ in range(megabytes): file.write(bytes(2 ** 20))
with open("/tmp/a", "wb") as file: file.truncate(500 * 2 ** 20)
before = shutil.disk_usage("/tmp")
try: fill("/tmp/b", 13)
except OSError as error: full = [error.errno, str(error), os.path.getsize("/tmp/b") / 2 ** 20]
os.remove("/tmp/a")
fill("/tmp/c", 1)
return [before.total / 2 ** 20, before.free / 2 ** 20, full, sorted(os.listdir("/tmp"))]`;
  expect(
    payloadOf(await one(handler(body, 'import os, shutil'), [{}], { timeout: 60, memorySize: 1769 })),
  ).toEqual([512, 12, [28, '[Errno 28] No space left on device', 12], ['b', 'c']]);
});

test('/tmp is kept from one invocation to the next, over an exception, a timeout and a crash, and the environment tells of it', async () => {
  const code = handler(
    `with open("/tmp/runs", "a") as file: file.write(event["how"] + "\\n")
if event["how"] == "raise": raise ValueError
if event["how"] == "loop":
    left_open = open("/tmp/unflushed", "w")
    while True: pass
if event["how"] == "exit": os._exit(1)
return open("/tmp/runs").read().split()`,
    'import os',
  );
  const cloud = await freshCloud();
  const hows = ['plain', 'raise', 'loop', 'exit', 'last'];
  const outcomes = await runFiles(
    { ...HELLO, runtime: 'python3.14' as never },
    [{ path: 'index.py', text: code }],
    hows.map((how) => JSON.stringify({ how })),
    cloud,
  );
  expect(failureOf(outcomes[2]!).errorType).toBe('Sandbox.Timedout');
  expect(payloadOf(outcomes[4]!)).toEqual(hows);
  const [environment] = await cloud.environments('function-under-test');
  expect(environment!.tmp).toMatchObject({
    entries: [
      { path: '/tmp/runs', kind: 'file', size: 27 },
      { path: '/tmp/unflushed', kind: 'file', size: 0 },
    ],
    used: 4096,
    capacity: 512 * 2 ** 20,
  });
  await cloud.reclaim('function-under-test');
});

test('files of /tmp do what files do', async () => {
  const body = `os.chdir("/tmp")
with open("a.bin", "wb+") as file:
    file.write(b"0123456789")
    file.seek(4); file.write(b"xx"); file.seek(-3, 2)
    tail = file.read()
    file.truncate(5); file.seek(5)
    os.dup2(file.fileno(), 9)
os.write(9, b"!"); os.close(9)
whole = open("a.bin", "rb").read()
os.makedirs("d/e"); os.rename("a.bin", "d/e/b.bin"); os.symlink("d/e", "short")
shutil.copytree("d", "copy"); shutil.rmtree("d/e")
deleted = open("copy/e/b.bin", "rb"); os.remove("copy/e/b.bin")
with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(f"{folder}/z.zip", "w") as archive:
    archive.writestr("in.txt", "x" * 1000)
    names = archive.namelist()
walked = [[path, sorted(folders), files] for path, folders, files in sorted(os.walk("."))]
stat = os.stat("d")
with open("m", "wb+") as file:
    file.write(b"mapped"); file.flush()
    with mmap.mmap(file.fileno(), 0) as mapped: mapped[0:1] = b"M"
return [tail.decode(), whole.decode(), walked, deleted.read().decode(), os.path.exists("short"), names, os.getcwd(),
        oct(stat.st_mode), stat.st_uid == os.getuid(), stat.st_mtime <= time.time() < stat.st_mtime + 5,
        oct(os.stat("m").st_mode), open("m").read()]`;
  const outcome = await one(handler(body, 'import mmap, os, shutil, tempfile, time, zipfile'));
  expect(payloadOf(outcome)).toEqual([
    '789',
    '0123x!',
    [
      ['.', ['copy', 'd'], ['short']],
      ['./copy', ['e'], []],
      ['./copy/e', [], []],
      ['./d', [], []],
    ],
    '0123x!',
    false,
    ['in.txt'],
    '/tmp',
    '0o40755',
    true,
    true,
    '0o100644',
    'Mapped',
  ]);
});

test('os.utime without times means the account’s time', async () => {
  const body = `open("/tmp/x", "w").close()
time.sleep(100)
os.utime("/tmp/x")
touched = os.stat("/tmp/x").st_mtime
os.utime("/tmp/x", (1, 2.5))
return [abs(time.time() - touched) < 1, os.stat("/tmp/x").st_atime, os.stat("/tmp/x").st_mtime]`;
  expect(payloadOf(await one(handler(body, 'import os, time'), [{}], { timeout: 200 }))).toEqual([
    true,
    1,
    2.5,
  ]);
});

test('modules are imported from /tmp as from the package', async () => {
  const body = `open("/tmp/made.py", "w").write("answer = 42")
sys.path.append("/tmp")
import made
return [made.answer, made.__file__]`;
  expect(payloadOf(await one(handler(body, 'import sys')))).toEqual([42, '/tmp/made.py']);
});

test('writing takes time, in proportion to the bytes', async () => {
  const body = `before = time.time()
open("/tmp/x", "wb").write(bytes(event["mb"] * 2 ** 20))
return time.time() - before`;
  const [little, much] = (
    await runPython(handler(body, 'import time'), [{ mb: 1 }, { mb: 20 }], { memorySize: 1769 })
  ).map(payloadOf);
  expect(much / little).toBeGreaterThan(10);
  expect(much).toBeLessThan(0.1);
});
