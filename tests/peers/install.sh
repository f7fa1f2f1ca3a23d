#!/usr/bin/env bash
# Installs the programs of other people that our output is compared with into a folder:
#   tests/peers/install.sh build/peers
# Debian's own peers (Virtuoso, Jena, rapper, serdi) come from scripts/packages-full.txt. What
# cannot be had is left out with a word: the tests that need it are then skipped by name.
set -u
folder=$(mkdir -p "${1:?usage: install.sh FOLDER}" && cd "$1" && pwd)

# Native Oxigraph server (its wheel holds the binary).
if [ ! -x "$folder/oxigraph/oxigraph" ]; then
  mkdir -p "$folder/oxigraph" && cd "$folder/oxigraph" &&
    python3 -m pip download -q --no-deps oxigraph==0.5.13 -d . &&
    python3 -m zipfile -e ./*.whl . &&
    cp ./*.data/scripts/oxigraph oxigraph && chmod +x oxigraph ||
    echo "left out: the oxigraph server"
fi

# Oxigraph (WASM), N3.js, jsonld: no lock file, exact versions.
if [ ! -d "$folder/node_modules/oxigraph" ]; then
  (cd "$folder" && npm install --silent --no-audit --no-fund --no-package-lock --prefix "$folder" \
    oxigraph@0.5.11 n3@2.13.12 jsonld@9.0.0) || echo "left out: npm packages"
fi

# Fuseki, the server of Apache Jena.
if ! ls "$folder"/fuseki/jena-fuseki-server-*.jar > /dev/null 2>&1; then
  mkdir -p "$folder/fuseki" && cd "$folder/fuseki" &&
    mvn -q -B dependency:copy -Dartifact=org.apache.jena:jena-fuseki-server:4.10.0 \
      -DoutputDirectory="$folder/fuseki" || echo "left out: Fuseki"
fi
exit 0
