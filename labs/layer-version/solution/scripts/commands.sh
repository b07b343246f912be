# bash scripts/commands.sh
set -e

cd layers/vat-rates
zip -qr /tmp/vat-rates.zip nodejs
layer=$(aws lambda publish-layer-version --layer-name vat-rates --zip-file fileb:///tmp/vat-rates.zip \
  --compatible-runtimes nodejs24.x --query LayerVersionArn --output text)

aws lambda update-function-configuration --function-name layer-version --layers "$layer"
aws lambda wait function-updated-v2 --function-name layer-version

aws lambda delete-layer-version --layer-name vat-rates --version-number 1
aws lambda invoke --function-name layer-version:1 --cli-binary-format raw-in-base64-out \
  --payload '{"country":"CH"}' /tmp/answer.json
cat /tmp/answer.json
