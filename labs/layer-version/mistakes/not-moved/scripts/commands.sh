# bash scripts/commands.sh
cd layers/vat-rates
zip -qr /tmp/vat-rates.zip nodejs
aws lambda publish-layer-version --layer-name vat-rates --zip-file fileb:///tmp/vat-rates.zip --compatible-runtimes nodejs24.x
aws lambda delete-layer-version --layer-name vat-rates --version-number 1
