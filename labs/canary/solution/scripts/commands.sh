# bash scripts/commands.sh
set -e

# One call in ten goes to version 3. Then count.
aws lambda update-alias --function-name canary --name live --function-version 2 \
  --routing-config '{"AdditionalVersionWeights":{"3":0.1}}'
bash scripts/traffic.sh

# All calls go to version 3.
aws lambda update-alias --function-name canary --name live --function-version 3 \
  --routing-config '{"AdditionalVersionWeights":{}}'

# The next version gets its tenth.
zip -q /tmp/canary.zip index.mjs
aws lambda update-function-code --function-name canary --zip-file fileb:///tmp/canary.zip
aws lambda wait function-updated-v2 --function-name canary
version=$(aws lambda publish-version --function-name canary --description 'Tells the currency' \
  --query Version --output text)
aws lambda wait published-version-active --function-name canary --qualifier "$version"
aws lambda update-alias --function-name canary --name live \
  --routing-config "{\"AdditionalVersionWeights\":{\"$version\":0.1}}"
bash scripts/traffic.sh
