# bash scripts/commands.sh
cd layers/vat-rates
zip -qr /tmp/vat-rates.zip nodejs
layer=$(aws lambda publish-layer-version --layer-name vat-rates-2024 --zip-file fileb:///tmp/vat-rates.zip \
  --compatible-runtimes nodejs24.x --query LayerVersionArn --output text)
aws lambda update-function-configuration --function-name layer-version --layers "$layer"
aws lambda wait function-updated-v2 --function-name layer-version
aws lambda delete-layer-version --layer-name vat-rates --version-number 1
