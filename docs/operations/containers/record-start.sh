#!/usr/bin/env bash
# Starts the service in this folder where there is no PostgreSQL, no Kafka and no other service, until it answers whether it is
# ready, and records in FILE which classes a start needs and how they are linked, for later starts (JEP 483, 514 and 515). A step of the Dockerfile.
#
#   record-start FILE http|https PORT
set -euo pipefail

file=$1 work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Known to nobody and gone with this step.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$work/key.pem" -out "$work/certificate.pem" 2> "$work/log"

# Nobody listens on port 1. Each service takes what it knows of these.
database=jdbc:postgresql://127.0.0.1:1/nowhere
export LINK_AUTHORITY=$work/certificate.pem \
    SNAPLEDGER_LINK_SSL_BUNDLE=link \
    SPRING_SSL_BUNDLE_PEM_LINK_KEYSTORE_CERTIFICATE=file:$work/certificate.pem \
    SPRING_SSL_BUNDLE_PEM_LINK_KEYSTORE_PRIVATEKEY=file:$work/key.pem \
    SPRING_SSL_BUNDLE_PEM_LINK_TRUSTSTORE_CERTIFICATE=file:$work/certificate.pem \
    SPRING_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 \
    SPRING_DATASOURCE_URL=$database SPRING_DATASOURCE_USERNAME=nobody SPRING_DATASOURCE_PASSWORD=none \
    SNAPLEDGER_EVENT_LOG_DATASOURCE_URL=$database SNAPLEDGER_EVENT_LOG_DATASOURCE_USERNAME=nobody \
    SNAPLEDGER_EVENT_LOG_DATASOURCE_PASSWORD=none \
    SNAPLEDGER_SHARES_BACKENDS_0_NAME=alpha \
    SNAPLEDGER_AGENT_HOST=localhost SNAPLEDGER_AGENT_STATE_DIR=$work/agent SNAPLEDGER_AGENT_FILESYSTEM_ROOT=$work/storage \
    SNAPLEDGER_AGENT_BACKENDS_ALPHA_ROOT=$work/storage/alpha \
    SNAPLEDGER_LINK_COMMAND_SERVICE_URLS=https://localhost:1 SNAPLEDGER_LINK_QUERY_SERVICE_URLS=https://localhost:1 \
    SNAPLEDGER_AUTH_STRATEGY=noauth SNAPLEDGER_AUTH_ALLOW_NOAUTH_ON_ALL_ADDRESSES=true \
    SNAPLEDGER_DRAIN=1s \
    SPRING_FLYWAY_ENABLED=false # Without a database it would end the start.

# The collector that Java chooses in a container with less than two processors or 1792 MB; what is recorded fits the others as well
# but for ZGC's.
java -XX:AOTCacheOutput="$file" -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -jar service.jar > "$work/log" 2>&1 &
service=$!

fail() {
    tail -n 50 "$work/log"
    echo "record-start: $1" >&2
    exit 1
}

# Any answer will do: a service that misses its database is not ready.
until [[ $(is-ready "$2" "$3" 2> /dev/null) =~ ^[0-9]+$ ]]; do
    kill -0 "$service" 2> /dev/null || fail 'the service ended by itself'
    [ "$SECONDS" -lt 300 ] || { kill -KILL "$service"; fail 'no answer for five minutes'; }
    sleep 1
done
kill -TERM "$service"
wait "$service" || true
[ -s "$file" ] || fail 'nothing was recorded'
ls -l "$file"
