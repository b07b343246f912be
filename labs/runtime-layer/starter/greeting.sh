handler() {
  echo "{\"said\":\"hello\",\"to\":$1}"
}
