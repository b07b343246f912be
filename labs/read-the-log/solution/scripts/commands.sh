# bash scripts/commands.sh
set -e

bash scripts/traffic.sh > /tmp/traffic.log
echo "$(grep -c ^START /tmp/traffic.log) requests"

# The orders of the requests in whose lines $1 is.
orders() {
  for id in $(grep "$1" /tmp/traffic.log | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'); do
    grep "$id" /tmp/traffic.log | grep -oE 'order [0-9]+' | cut -d ' ' -f 2
  done | xargs
}
echo "throws: $(orders 'Invoke Error')"
echo "times out: $(orders 'Task timed out')"
echo "has no price: $(orders WARN)"

zip -q /tmp/read-the-log.zip index.mjs shop.mjs
aws lambda update-function-code --function-name read-the-log --zip-file fileb:///tmp/read-the-log.zip
aws lambda wait function-updated-v2 --function-name read-the-log
aws lambda update-function-configuration --function-name read-the-log \
  --logging-config LogFormat=JSON,ApplicationLogLevel=WARN
aws lambda wait function-updated-v2 --function-name read-the-log

bash scripts/traffic.sh > /tmp/traffic.json
jq -c 'select(.level == "WARN").message' /tmp/traffic.json
