# bash scripts/commands.sh
aws lambda publish-version --function-name publish
aws lambda update-function-configuration --function-name publish --timeout 10
aws lambda wait function-updated-v2 --function-name publish
aws lambda publish-version --function-name publish
