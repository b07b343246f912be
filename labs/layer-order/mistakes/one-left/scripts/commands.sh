# bash scripts/commands.sh
rates=$(aws lambda list-layer-versions --layer-name vat-rates --query 'LayerVersions[0].LayerVersionArn' --output text)
aws lambda update-function-configuration --function-name layer-order --layers "$rates"
aws lambda wait function-updated-v2 --function-name layer-order
