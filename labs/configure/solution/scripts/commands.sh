# bash scripts/commands.sh
set -e

# Sets the variables $2 and gives the version that comes of it the name $1.
release() {
  aws lambda update-function-configuration --function-name configure --environment "Variables={$2}"
  aws lambda wait function-updated-v2 --function-name configure
  version=$(aws lambda publish-version --function-name configure --description "$1" --query Version --output text)
  aws lambda wait published-version-active --function-name configure --qualifier "$version"
  aws lambda create-alias --function-name configure --name "$1" --function-version "$version" ||
    aws lambda update-alias --function-name configure --name "$1" --function-version "$version"
}

zip -q /tmp/configure.zip lambda_function.py
aws lambda update-function-code --function-name configure --zip-file fileb:///tmp/configure.zip
aws lambda wait function-updated-v2 --function-name configure

release test STAGE=test,CURRENCY=EUR,TAX_PERCENT=20
release prod STAGE=prod,CURRENCY=CHF,TAX_PERCENT=8.1

for stage in test prod; do
  aws lambda invoke --function-name configure:$stage --cli-binary-format raw-in-base64-out \
    --payload '{"net":100}' /tmp/answer.json
  cat /tmp/answer.json
  aws lambda get-function-configuration --function-name configure:$stage --query CodeSha256
done
