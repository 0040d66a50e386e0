#!/usr/bin/env bash
# find_aixc.sh: tells GitHub's next steps where the program is, and builds it if there is none.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
program=${AIXC:-}
if [ -z "$program" ]; then
  program=$(command -v aixc || true)
fi
if [ -z "$program" ]; then
  echo "::group::Build aixc"
  make -C "$here" deps release
  echo "::endgroup::"
  program=$here/build/release/aixc
fi
"$program" --version
echo "aixc=$program" >> "$GITHUB_OUTPUT"
