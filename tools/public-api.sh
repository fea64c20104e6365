#!/usr/bin/env bash
# Enters the library's new public members into PublicAPI.Unshipped.txt, as the analyzer names them.
set -euo pipefail
cd "$(dirname "$0")/../src/Chancery"
for _ in 1 2 3; do
  new="$(dotnet build -c Release -nologo -p:TreatWarningsAsErrors=false 2>&1 | grep -o "RS0016: Symbol '.*' is not part" | sed "s/RS0016: Symbol '//; s/' is not part\$//" | sort -u || true)"
  [ -n "$new" ] || break
  { cat PublicAPI.Unshipped.txt; echo "$new"; } | sort -u > api.tmp
  { echo '#nullable enable'; grep -v '^#' api.tmp; } > PublicAPI.Unshipped.txt
  rm api.tmp
done
