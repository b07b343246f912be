# bash scripts/traffic.sh: the orders 1 to 200, and the log of each
for order in $(seq 200); do
  aws lambda invoke --function-name read-the-log --cli-binary-format raw-in-base64-out \
    --payload "{\"order\":$order}" --log-type Tail --query LogResult --output text /dev/null | base64 -d
done
