# bash scripts/commands.sh
cd layers/colours/python
zip -q /tmp/colours.zip colours.py
layer=$(aws lambda publish-layer-version --layer-name colours --zip-file fileb:///tmp/colours.zip \
  --compatible-runtimes python3.14 --query LayerVersionArn --output text)
aws lambda update-function-configuration --function-name first-layer --layers "$layer"
aws lambda wait function-updated-v2 --function-name first-layer
