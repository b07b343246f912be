# bash scripts/commands.sh
set -e

(cd layers && zip -qr /tmp/shell-runtime.zip shell-runtime)
layer=$(aws lambda publish-layer-version --layer-name shell-runtime --zip-file fileb:///tmp/shell-runtime.zip \
  --compatible-runtimes provided.al2023 --query LayerVersionArn --output text)

aws lambda update-function-configuration --function-name runtime-layer --layers "$layer"
aws lambda wait function-updated-v2 --function-name runtime-layer

zip -q /tmp/farewell.zip farewell.sh
role=$(aws lambda get-function-configuration --function-name runtime-layer --query Role --output text)
aws lambda create-function --function-name farewell --runtime provided.al2023 --handler farewell.handler \
  --role "$role" --layers "$layer" --zip-file fileb:///tmp/farewell.zip
aws lambda wait function-active-v2 --function-name farewell
