# bash scripts/commands.sh
zip -q code.zip index.mjs
aws lambda update-function-code --function-name roll-back --zip-file fileb://code.zip
aws lambda wait function-updated-v2 --function-name roll-back
aws lambda publish-version --function-name roll-back
aws lambda update-alias --function-name roll-back --name live --function-version 4
