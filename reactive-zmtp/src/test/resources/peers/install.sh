#!/bin/sh
# Has npm put the peers of the tests that are run by hand into reactive-zmtp/target/peers.
set -e
here=$(cd "$(dirname "$0")" && pwd)
place="$here/../../../../target/peers"
mkdir -p "$place"
cp "$here/package.json" "$place"
npm install --prefix "$place" --no-audit --no-fund
