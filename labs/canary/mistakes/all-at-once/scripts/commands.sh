# bash scripts/commands.sh
zip -q code.zip index.mjs
aws lambda update-function-code --function-name canary --zip-file fileb://code.zip
aws lambda wait function-updated-v2 --function-name canary
aws lambda publish-version --function-name canary
aws lambda update-alias --function-name canary --name live --function-version 4
