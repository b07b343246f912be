# bash scripts/commands.sh
set -e

(cd layers/shell-runtime && zip -q /tmp/shell-runtime.zip bootstrap)
layer=$(aws lambda publish-layer-version --layer-name shell-runtime --zip-file fileb:///tmp/shell-runtime.zip \
  --compatible-runtimes provided.al2023 --query LayerVersionArn --output text)

aws lambda update-function-configuration --function-name runtime-layer --layers "$layer"
aws lambda wait function-updated-v2 --function-name runtime-layer
