import { expect, test } from 'vitest';
import { asScript, inRealBash } from '../../support/real-bash.ts';
import { openTerminal } from '../../terminal/terminal.ts';
import { runScript } from './run-script.ts';

/** The same script in a function and in the terminal; all but what goes to standard error. */
async function inOurs(script: string) {
  const { stdout, exitCode } = await openTerminal().run(script);
  const own = await runScript(`mkdir /tmp/own; cd /tmp/own; {\n${script}\n} 2> /dev/null`, {
    timeoutMs: 60_000,
  });
  await own.pass(60_000);
  return {
    terminal: { stdout, exitCode },
    function: { stdout: own.log.map((line) => `${line}\n`).join(''), exitCode: own.exit() },
  };
}

test.each([
  // What a redirection cannot open.
  'echo x > a/b; echo $?; echo x >> a/b || echo no; echo x &> a/b; echo $?; cat < a/b; echo $?; ls',
  'mkdir a; echo x > a/b; cd a; echo y >> ../a/b; cat b; echo z > "$PWD/c"; cat c',
  'echo x > f; echo y > f/x; echo $?; mkdir d; echo x > d; echo $?; cat f',
  '{ echo x; } > a/b; echo $?; (echo x) > a/b || echo no; for i in 1; do echo $i; done > a/b; echo $?',
  'f() { echo x; }; f > a/b; echo $?; x=$(echo x > a/b); echo "[$x] $?"; if echo x > a/b; then echo yes; fi; ls',
  'echo x > f; cp f a/b || mv f a/b || touch a/b || echo x | tee a/b; echo $?; ls',
  'touch own; rm own > a/b; ls',
  'set -e; echo x > a/b; echo no',
  `${asScript('echo x > a/b', ': >> ./a/b', 'cat < a/b', 'touch a/b')}bash s.sh 2>&1 | sed "s:$PWD:.:"`,
  `mkdir a; echo x > a/f; cp -r a b; mv b/f b/g; ls b; cp -r a c/d 2> errors || echo $?`,
  // Arithmetic.
  'n=1; if ((n<=1)); then echo le; fi; ((n>=1&&n!=3||n==9)) && echo c; ((n-=1)); ((n|=4)); ((n&=6)); echo $n; while ((n-->0)); do :; done; echo $n',
  'until ((++i>=3)); do :; done; echo $i; ((a[1]=5)); ((a[1]++)); echo ${a[1]}; (( ${#a[@]} > 0 )) && echo some; m=5; ((m+=$(echo 3))); echo $m',
  'f() { echo $(($1 * 2)); }; v=4; echo $(($(f $v) + 1)) $(( $(f 2) * $(f 3) )); cd /; echo $(($(pwd | wc -c) + 0)) $((`f 5` + 1))',
  'rec() { local n=$1; ((n<=1)) && { echo 1; return; }; echo $((n * $(rec $((n-1))))); }; rec 6',
  // Arrays among the arguments of `declare`.
  `declare -A h=([x]="a b" ["k k"]='v v' [z]=$(echo s t) [q]="$(echo s t)"); echo "\${h[x]} \${h[k k]} \${h[z]} \${h[q]} \${#h[@]}"`,
  'declare -A m=(\n  [one]="first value"\n  # comment\n  [two]="second"\n)\necho "${m[one]} ${m[two]}"',
  'f() { local a=("x y" z) b=($(echo one two)); declare -a c=("$@"); echo ${#a[@]} ${#b[@]} ${#c[@]} "${a[0]}"; }; f "p q" r; declare -a s=([2]="x y" [0]=a); echo "${s[2]}"',
  'readonly -A R=([k]="v w"); echo "${R[k]}"; declare -ra C=("c d" e); echo "${C[0]}"; (C=(1)) 2> /dev/null || echo kept; d() { declare -gA G=([k]="v w"); }; d; echo "${G[k]}"',
  'declare -A r=(["GET /"]=index ["POST /x"]="create it"); for k in "GET /" "POST /x"; do echo "${r[$k]}"; done; declare -A e=() && echo ${#e[@]}',
  // Name references.
  'add() { local -n arr=$1; arr+=("$2"); }; list=(a); add list "b c"; echo "${#list[@]} ${list[1]}"; arr=(g h); echo "${arr[1]} ${list[1]}"',
  'get() { local -n arr=$1; echo "${#arr[@]} ${arr[@]}"; for i in "${!arr[@]}"; do echo "$i=${arr[i]}"; done; arr=(1 2 3); }; l=(a b); get l; echo "${l[@]}"',
  'geta() { local -n m=$1; for k in "${!m[@]}"; do echo "$k ${m[$k]}"; done; m[c]=3; }; declare -A conf=([a]=1); geta conf; echo "${conf[c]}"',
  'rd() { local -n into=$1; mapfile -t into < <(printf "1\\n2\\n"); }; rd res; echo "${res[@]}"; cnt() { local -n c=$1; ((c++)); c=$((c+1)); }; k=1; cnt k; echo $k',
  'declare -n ref=list; list=(a b); echo "${#ref[@]}"; ref[0]=z; ref+=(w); echo "${list[@]}"',
  // Several assignments.
  "IFS=$'\\n' s=($(printf 'c\\na b\\n' | sort)); echo ${#s[@]}; unset IFS; a=3 b=$((a+1)) c=$b; echo $c; x=$(exit 3) y=1; echo $?; q=1 p=$(false); echo $?",
  // What has to be there.
  `${asScript(': "${NAME:?must be set}"')}bash s.sh 2>&1; echo 'echo "\${NAME?}"' > s.sh; bash s.sh 2>&1; echo 'n=; echo \${n:?}' > s.sh; bash s.sh 2>&1 || echo $?`,
  // trap ERR
  `${asScript(`trap 'echo "$? in line $LINENO"' ERR`, 'f() { false; echo in f; }', 'f', '(exit 3)', 'x=$(false)', 'if true; then', '  false', 'fi', 'set -E', 'f', 'x=$(false; echo y)', '(false; true)', 'set +E', 'f')}bash s.sh`,
  `${asScript('set -Eeuo pipefail', `trap 'echo "line $LINENO, $?: $BASH_COMMAND"' ERR`, 'main() {', '  echo begin', '  cat /none', '  echo never', '}', 'main')}bash s.sh 2> /dev/null; echo $?`,
  // Words.
  `set -- a 'b c'; for x; do echo "<$x>"; done; echo "\${#@}" \${#*}; s='a%20b%3D#c'; echo "\${s//%/.}" "\${s//#/.}" "\${s/#a/.}" "\${s/%c/.}"; s=\${s//#*}; printf '%b\n' "\${s//%/\\x}"`,
  // date
  `for d in '2026-01-31 +1 day' '2026-03-01 -1 month' '2026-11-23T10:40:00 2 hours ago' '2024-02-29 next day' '2024-03-01 last week' '2026-01-01 1 day 2 hours' '1970-01-02 yesterday' 2026-11-23 @0; do date -u -d "$d" +'%F %T'; done`,
  `date -u -d @1700000000.123 +%s.%N; date -u -d @1700000000.5 +%s%3N; date -u -d @1700000000 '+%6N %% %%N'; date -u -d @0 -I; date -u -d @0 -Iseconds; date -d no-date +%s || echo $?`,
  `a=$(date +%s%3N); sleep 0.05; b=$(date +%s%3N); echo \${#a} $((b - a >= 50)); (($(date -d '1 hour ago' +%s) < $(date +%s))) && echo before; [[ $(date -d tomorrow +%F) > $(date +%F) ]] && echo tomorrow`,
])('does what bash does: %s', async (script) => {
  const { stdout, exitCode } = inRealBash(script);
  expect(await inOurs(script)).toEqual({
    terminal: { stdout, exitCode },
    function: { stdout, exitCode: { kind: 'status', code: exitCode } },
  });
});
