# The handlers. $1 is the event, as JSON; what a handler prints is its result. What it writes to >&2 goes to the log.

handler() {
  echo "received $1" >&2
  echo "{\"handler\":\"handler\",\"event\":$1}"
}

farewell() {
  echo "{\"handler\":\"farewell\",\"event\":$1}"
}
