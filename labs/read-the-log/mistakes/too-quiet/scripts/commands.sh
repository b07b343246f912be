# bash scripts/commands.sh
zip -q code.zip index.mjs shop.mjs
aws lambda update-function-code --function-name read-the-log --zip-file fileb://code.zip
aws lambda wait function-updated-v2 --function-name read-the-log
aws lambda update-function-configuration --function-name read-the-log --logging-config LogFormat=JSON,ApplicationLogLevel=ERROR
aws lambda wait function-updated-v2 --function-name read-the-log
