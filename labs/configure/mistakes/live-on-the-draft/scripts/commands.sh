# bash scripts/commands.sh
zip -q code.zip lambda_function.py
aws lambda update-function-code --function-name configure --zip-file fileb://code.zip
aws lambda wait function-updated-v2 --function-name configure
aws lambda publish-version --function-name configure
aws lambda create-alias --function-name configure --name test --function-version 1
aws lambda update-function-configuration --function-name configure --environment 'Variables={STAGE=prod,CURRENCY=CHF,TAX_PERCENT=8.1}'
aws lambda wait function-updated-v2 --function-name configure
aws lambda create-alias --function-name configure --name prod --function-version '$LATEST'
