# $1 is the event. A handler that fails says why on stderr, and returns a status that is not 0.

handler() {
  local pattern='"amount": *([0-9]+)'
  if [[ ! $1 =~ $pattern ]]; then
    echo "no amount in $1" >&2
    return 1
  fi
  echo "{\"charged\":${BASH_REMATCH[1]}}"
}
