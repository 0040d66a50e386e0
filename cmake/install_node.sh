#!/usr/bin/env bash
# install_node.sh FOLDER...: installs the npm packages that each folder's lock file names, if that has not been done.
set -euo pipefail

if ! command -v npm >/dev/null; then
  "$(dirname "$0")/install_deps.sh" "$(dirname "$0")/deps-node.txt"
fi
for folder in "$@"; do
  installed=$folder/node_modules/.installed
  if ! cmp -s "$folder/package-lock.json" "$installed"; then
    echo "installing the npm packages of $folder"
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-progress
    cp "$folder/package-lock.json" "$installed"
  fi
done
