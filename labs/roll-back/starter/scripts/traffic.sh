# bash scripts/traffic.sh: two hundred orders to the alias live, and the log of each
countries=(CH DE FR CH)
for order in $(seq 200); do
  event="{\"order\":$order,\"total\":$((order * 130))}"
  # Every fifth customer comes to the shop.
  if ((order % 5 != 0)); then
    event="{\"order\":$order,\"total\":$((order * 130)),\"address\":{\"country\":\"${countries[order % 4]}\"}}"
  fi
  aws lambda invoke --function-name roll-back:live --cli-binary-format raw-in-base64-out --payload "$event" \
    --log-type Tail --query LogResult --output text /dev/null | base64 -d
done
