#!/bin/sh
# Makes the topics of Snapledger that are missing.
#
#   create-topics.sh BOOTSTRAP_SERVERS [PARTITIONS [REPLICATION_FACTOR]]
#
# Needs kafka-topics.sh of Kafka's own distribution in the PATH.
set -eu
if [ $# -lt 1 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
grep -v '^#' "$(dirname "$0")/topics.txt" | while read -r name partitions retention; do
    [ "$partitions" != - ] || partitions=${2:-6}
    kafka-topics.sh --bootstrap-server "$1" --create --if-not-exists --topic "$name" \
        --partitions "$partitions" --replication-factor "${3:-3}" \
        --config cleanup.policy=delete --config "retention.ms=$retention" --config retention.bytes=-1 \
        --config max.message.bytes=8388608 </dev/null
done
