#!/bin/sh
# Makes an authority and a certificate for each service, for development and tests: an authority whose key lies
# beside the certificates protects nobody. Needs openssl 1.1.1 or newer.
#
#   make-dev-certificates.sh FOLDER [NAME ...]
#
# NAME is a service: api-gateway, command-service, query-service unless others are given. Besides its own name each
# certificate is for localhost, 127.0.0.1 and ::1, and for the comma-separated host names in $HOSTS. What is there of the
# authority is used again, so a second run renews the certificates; the services notice.
#
# FOLDER/NAME.yml has the settings that a service needs: --spring.config.additional-location=file:FOLDER/NAME.yml
set -eu

if [ $# -lt 1 ]; then
    sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- api-gateway command-service query-service
days=${DAYS:-365}
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ ! -f "$folder/ca-key.pem" ]; then
    openssl ecparam -name prime256v1 -genkey -noout -out "$folder/ca-key.pem"
    openssl req -x509 -new -key "$folder/ca-key.pem" -sha256 -days "$days" \
        -subj "/CN=Snapledger development authority" -out "$folder/ca.pem"
fi

for name in "$@"; do
    names="DNS:$name,DNS:localhost,IP:127.0.0.1,IP:::1"
    for host in $(printf '%s' "${HOSTS:-}" | tr ',' ' '); do
        names="$names,DNS:$host"
    done
    cat >"$work/extensions" <<END
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectAltName = $names
END
    # PKCS #8, which is what Java reads.
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$work/key.pem" 2>/dev/null
    openssl req -new -key "$work/key.pem" -subj "/CN=$name" -out "$work/request.pem"
    openssl x509 -req -in "$work/request.pem" -CA "$folder/ca.pem" -CAkey "$folder/ca-key.pem" \
        -set_serial "0x$(openssl rand -hex 16)" -sha256 -days "$days" \
        -extfile "$work/extensions" -out "$work/certificate.pem" 2>/dev/null
    # Renamed, not written in place, so that nobody reads half of one. A key without its certificate for a moment is
    # refused by whoever reads it then, who goes on with the pair before and reads again.
    mv "$work/key.pem" "$folder/$name-key.pem"
    mv "$work/certificate.pem" "$folder/$name.pem"
    cat >"$work/settings" <<END
spring:
  ssl:
    bundle:
      pem:
        link:
          reload-on-update: true
          keystore:
            certificate: file:$folder/$name.pem
            private-key: file:$folder/$name-key.pem
          truststore:
            certificate: file:$folder/ca.pem
snapledger:
  link:
    ssl-bundle: link
END
    mv "$work/settings" "$folder/$name.yml"
done
