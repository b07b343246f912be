# bash scripts/commands.sh
# Publishes layers/ledger as the next version of the layer, and gives it to the function.
set -e

(cd layers/ledger && zip -qr /tmp/ledger.zip extensions)
layer=$(aws lambda publish-layer-version --layer-name ledger --zip-file fileb:///tmp/ledger.zip \
  --query LayerVersionArn --output text)
aws lambda update-function-configuration --function-name extension --layers "$layer" \
  --query 'Layers[].Arn' --output text
aws lambda wait function-updated-v2 --function-name extension
