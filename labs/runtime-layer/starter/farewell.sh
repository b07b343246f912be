handler() {
  echo "{\"said\":\"goodbye\",\"to\":$1}"
}
