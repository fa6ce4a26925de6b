#!/usr/bin/env bash
# Builds the executable jar twice, in two folders, and compares the bytes.
#   check-reproducible-build.sh [further arguments of mvn]
set -euo pipefail

sources=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for copy in one another-place; do
  mkdir "$work/$copy"
  git -C "$sources" archive HEAD | tar -x -C "$work/$copy"
  (cd "$work/$copy" && mvn -q -pl standalone -am -DskipTests "$@" package)
  (cd "$work/$copy" && sha256sum standalone/target/snapledger-standalone.jar) | tee "$work/$copy.sha256"
done
cmp "$work/one.sha256" "$work/another-place.sha256"
echo "the same bytes twice"
