#!/usr/bin/env bash
# install_deps.sh LIST...: installs the Debian packages named in the files that are not yet there.
set -euo pipefail

missing=()
for package in $(sed 's/#.*//' "$@"); do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  case $status in
    installed*) ;;      # once for each architecture
    *) missing+=("$package") ;;
  esac
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

root=()
if [ "$(id -u)" -ne 0 ]; then
  root=(sudo)
fi
echo "installing: ${missing[*]}"
"${root[@]}" apt-get update -q
"${root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -q -y --no-install-recommends "${missing[@]}"
