# bash scripts/commands.sh
cd layers/colours
zip -qr /tmp/colours.zip python
aws lambda publish-layer-version --layer-name colours --zip-file fileb:///tmp/colours.zip --compatible-runtimes python3.14
