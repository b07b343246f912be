# bash scripts/traffic.sh: a thousand orders to the alias live. Who served them, and how often?
for order in $(seq 1000); do
  aws lambda invoke --function-name canary:live --cli-binary-format raw-in-base64-out \
    --payload "{\"order\":$order,\"grams\":800,\"total\":4900}" --query ExecutedVersion --output text /dev/null
done | sort | uniq -c
