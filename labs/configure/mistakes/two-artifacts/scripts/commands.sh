# bash scripts/commands.sh
aws lambda publish-version --function-name configure
aws lambda create-alias --function-name configure --name test --function-version 1
sed -i -e 's/"test"/"prod"/' -e 's/"EUR"/"CHF"/' -e 's/= 20/= 8.1/' lambda_function.py
zip -q code.zip lambda_function.py
aws lambda update-function-code --function-name configure --zip-file fileb://code.zip
aws lambda wait function-updated-v2 --function-name configure
aws lambda publish-version --function-name configure
aws lambda create-alias --function-name configure --name prod --function-version 2
