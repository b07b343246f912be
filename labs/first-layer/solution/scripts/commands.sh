# bash scripts/commands.sh
set -e

cd layers/colours
zip -qr /tmp/colours.zip python
layer=$(aws lambda publish-layer-version --layer-name colours --zip-file fileb:///tmp/colours.zip \
  --compatible-runtimes python3.14 --query LayerVersionArn --output text)

aws lambda update-function-configuration --function-name first-layer --layers "$layer"
aws lambda wait function-updated-v2 --function-name first-layer

aws lambda invoke --function-name first-layer --cli-binary-format raw-in-base64-out \
  --payload '{"hex":"#2255dd"}' /tmp/answer.json
cat /tmp/answer.json
