#!/usr/bin/env bash
# install.sh: installs code-server, a Visual Studio Code that a browser shows, from npm, and builds its native parts from
# their sources. A second run does nothing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
server=$here/node_modules/code-server
if cmp -s "$here/package-lock.json" "$server/.built"; then
  exit 0
fi

"$here/../../cmake/install_deps.sh" "$here/deps.txt"
if ! node --version 2>/dev/null | grep -q '^v20\.'; then
  echo "code-server 4.100.3 runs on Node.js 20; here is $(node --version 2>/dev/null || echo none)" >&2
  exit 1
fi
"$here/../../cmake/install_node.sh" "$here"

log=$here/node_modules/build.log
: >"$log"
echo "building code-server, which takes some minutes; what is said is in $log"
quietly() {
  if ! "$@" >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "this failed: $*" >&2
    exit 1
  fi
}

# Modules are built from source, with the headers of the installed Node.js if they are there.
export npm_config_build_from_source=true
prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
if [ -f "$prefix/include/node/node.h" ]; then
  export npm_config_nodedir=$prefix
fi
quietly npm rebuild --prefix "$here" argon2

# The server in it has packages of its own, with a lock file of its own.
code=$server/lib/vscode
quietly npm install --prefix "$code" --omit=dev --ignore-scripts --no-audit --no-fund --no-progress
for module in @vscode/spdlog native-watchdog kerberos @parcel/watcher; do
  quietly npm rebuild --prefix "$code" "$module"
done
# The terminals' module is built, then its script fails where it wants to run a tool for its developers.
npm rebuild --prefix "$code" node-pty >>"$log" 2>&1 || true
quietly test -f "$code/node_modules/node-pty/build/Release/pty.node"
mkdir -p "$code/node_modules/@vscode/ripgrep/bin"
ln -sf "$(command -v rg)" "$code/node_modules/@vscode/ripgrep/bin/rg"

cp "$here/package-lock.json" "$server/.built"
