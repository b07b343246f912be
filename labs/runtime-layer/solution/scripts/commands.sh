# bash scripts/commands.sh
set -e

(cd layers/shell-runtime && zip -q /tmp/shell-runtime.zip bootstrap)
layer=$(aws lambda publish-layer-version --layer-name shell-runtime --zip-file fileb:///tmp/shell-runtime.zip \
  --compatible-runtimes provided.al2023 --query LayerVersionArn --output text)

aws lambda update-function-configuration --function-name runtime-layer --layers "$layer"
aws lambda wait function-updated-v2 --function-name runtime-layer

zip -q /tmp/farewell.zip farewell.sh
role=$(aws lambda get-function-configuration --function-name runtime-layer --query Role --output text)
aws lambda create-function --function-name farewell --runtime provided.al2023 --handler farewell.handler \
  --role "$role" --layers "$layer" --zip-file fileb:///tmp/farewell.zip
aws lambda wait function-active-v2 --function-name farewell

aws lambda invoke --function-name farewell --cli-binary-format raw-in-base64-out \
  --payload '"Ada"' /tmp/answer.json
cat /tmp/answer.json
