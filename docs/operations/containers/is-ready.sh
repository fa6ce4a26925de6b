#!/usr/bin/env bash
# Says whether the service of this container wants requests: the images' health check. They have bash and openssl, but no curl.
#
#   is-ready http|https PORT
#
# LINK_AUTHORITY names the file with the authority's certificate; https is believed only with it.
set -euo pipefail

request=$'GET /actuator/health/readiness HTTP/1.0\r\n\r\n'
status=none
case $1 in
  http)
    exec 3<>"/dev/tcp/127.0.0.1/$2"
    printf %s "$request" >&3
    read -r _ status _ <&3
    ;;
  https)
    read -r _ status _ < <(printf %s "$request" \
      | openssl s_client -quiet -connect "127.0.0.1:$2" -verify_return_error -verify_hostname localhost \
        -CAfile "${LINK_AUTHORITY:?}" 2>/dev/null) || true
    ;;
esac
echo "$status"
[ "$status" = 200 ]
