# bash scripts/commands.sh
set -e

# Nothing has changed: the answer is version 1 again.
aws lambda publish-version --function-name publish

# The new code becomes the draft, and then a version.
zip -q /tmp/publish.zip index.mjs
aws lambda update-function-code --function-name publish --zip-file fileb:///tmp/publish.zip
aws lambda wait function-updated-v2 --function-name publish
aws lambda publish-version --function-name publish --description 'Says its version'

# The same code with another timeout is another version.
aws lambda update-function-configuration --function-name publish --timeout 10
aws lambda wait function-updated-v2 --function-name publish
aws lambda publish-version --function-name publish --description 'Has ten seconds'
aws lambda wait published-version-active --function-name publish --qualifier 3

for version in 1 2 3; do
  aws lambda invoke --function-name publish:$version --cli-binary-format raw-in-base64-out \
    --payload '{"name":"Ada"}' /tmp/answer.json
  cat /tmp/answer.json
done
