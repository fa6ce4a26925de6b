#!/usr/bin/env bash
# From nothing to a group snapshot and its history, with curl alone.
#   first-group-snapshot.sh [http://127.0.0.1:8776]
set -euo pipefail

base=${1:-http://127.0.0.1:8776}
v3=$base/v3
run=$RANDOM$RANDOM

api() {
  curl -sS --fail-with-body -H 'X-Auth-Token: admin:demo' -H 'OpenStack-API-Version: volume 3.70' \
    -H 'Content-Type: application/json' "$@" || return
  echo
}

# The first value of a key in the JSON on standard input.
value() { grep -o "\"$1\": \"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

# Asks again until a resource has that status, a minute at most.
await() {
  local url=$1 wanted=$2 status
  for _ in $(seq 300); do
    status=$(api "$url" | value status)
    [ "$status" = "$wanted" ] && return
    [ "$status" = error ] && { echo "$url is in error" >&2; return 1; }
    sleep 0.2
  done
  echo "$url is still $status" >&2
  return 1
}

type=$(api "$v3/types" -d "{\"volume_type\": {\"name\": \"fast-$run\"}}" | value id)
group_type=$(api "$v3/group_types" -d "{\"group_type\": {\"name\": \"plain-$run\"}}" | value id)
group=$(api "$v3/groups" -d "{\"group\": {\"name\": \"shop\", \"group_type\": \"$group_type\", \"volume_types\": [\"$type\"]}}" | value id)
volume=$(api "$v3/volumes" -d "{\"volume\": {\"size\": 1, \"name\": \"orders\", \"volume_type\": \"$type\", \"group_id\": \"$group\"}}" | value id)
await "$v3/volumes/$volume" available
echo "volume $volume is available"

snapshot=$(api "$v3/group_snapshots" -d "{\"group_snapshot\": {\"group_id\": \"$group\", \"name\": \"before upgrade\"}}" | value id)
await "$v3/group_snapshots/$snapshot" available
echo "group snapshot $snapshot is available:"
api "$v3/group_snapshots/$snapshot"

api -H 'X-Audit-Reason: trying it out' "$v3/group_snapshots/$snapshot/action" -d '{"reset_status": {"status": "error"}}'
api -H 'X-Audit-Reason: done with it' -X DELETE "$v3/group_snapshots/$snapshot"
for round in $(seq 300); do
  api "$v3/group_snapshots/$snapshot" > /dev/null 2>&1 || break
  [ "$round" -lt 300 ] || { echo "group snapshot $snapshot is still there" >&2; exit 1; }
  sleep 0.2
done
echo "its history outlives it:"
api "$base/audit/v1/group-snapshot/$snapshot/history"
