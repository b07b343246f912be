# bash scripts/commands.sh
zip -q code.zip index.mjs
aws lambda update-function-code --function-name publish --zip-file fileb://code.zip
aws lambda wait function-updated-v2 --function-name publish
aws lambda publish-version --function-name publish
aws lambda update-function-configuration --function-name publish --timeout 10
aws lambda wait function-updated-v2 --function-name publish
aws lambda publish-version --function-name publish
