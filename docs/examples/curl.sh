#!/bin/sh
# What the protocol is, by hand: sh curl.sh URL AUTHORIZATION
# Takes a snapshot, makes a token for a board, reads a page with it, and follows the log until ten lines have come.
set -eu
URL=$1
AUTHORIZATION=$2
sync() { path=$1; shift; curl --silent --show-error --fail-with-body --header "Authorization: $AUTHORIZATION" "$@" "$URL/api/v1/sync/$path"; }

echo "# the server, which needs no sign-in for that"
curl --silent "$URL/api/v1/sync/health"
echo

echo "# the site as of now; lastEventId is the cursor to go on from"
CURSOR=$(sync snapshot | sed 's/.*"lastEventId":"\([^"]*\)".*/\1/')
echo "$CURSOR"

echo "# what came after it: nothing, or little"
sync "events?lastEventId=$CURSOR&limit=10" --header 'Accept: application/json'
echo

echo "# a token that reads for five minutes what a board on the wall shows"
TOKEN=$(sync token --header 'Content-Type: application/json' --data '{"audience":"board","minutes":5}' |
  sed 's/.*"token":"\([^"]*\)".*/\1/')
curl --silent --header "Authorization: Bearer $TOKEN" --header 'Accept: application/json' "$URL/api/v1/sync/events"
echo

echo "# the log as it is written; curl goes on until it is stopped, this stops it after ten lines"
sync events --no-buffer --header 'Accept: text/event-stream' --header "Last-Event-ID: $CURSOR" 2>/dev/null | head -n 10 || true
