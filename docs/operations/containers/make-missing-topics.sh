#!/bin/sh
# Runs create-topics.sh, with the same arguments, where a topic is missing. That asks for each by itself and takes a minute; this
# asks once.
set -eu
operations=$(dirname "$0")/..
there=" $(kafka-topics.sh --bootstrap-server "$1" --list | tr '\n' ' ') "
for name in $(grep -v '^#' "$operations/topics.txt" | cut -d ' ' -f 1); do
    case $there in
        *" $name "*) ;;
        *) exec "$operations/create-topics.sh" "$@" ;;
    esac
done
echo 'no topic is missing'
