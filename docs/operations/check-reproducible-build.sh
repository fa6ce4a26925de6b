#!/usr/bin/env bash
# Builds the executable jars twice, in two folders, one after the other, and compares the bytes.
#   check-reproducible-build.sh [further arguments of mvn]
set -euo pipefail

sources=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for copy in one another-place; do
  mkdir "$work/$copy"
  git -C "$sources" archive HEAD | tar -x -C "$work/$copy"
  (cd "$work/$copy" && mvn -q -pl standalone -am -Dmaven.test.skip=true "$@" package)
  (cd "$work/$copy" && sha256sum */target/snapledger-*.jar) | tee "$work/$copy.sha256"
done
[ "$(wc -l <"$work/one.sha256")" -eq 5 ] || { echo "standalone and four services were expected" >&2; exit 1; }
cmp "$work/one.sha256" "$work/another-place.sha256"
echo "the same bytes twice"
