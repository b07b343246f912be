# bash scripts/commands.sh
aws lambda update-alias --function-name roll-back --name live --function-version 2
