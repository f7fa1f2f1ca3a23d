#!/usr/bin/env bash
# Fuzzes every target of a build folder, one a core at a time:
#   tests/fuzz/run_all.sh [BUILD_FOLDER [SECONDS]]     default: build/fuzz 60
# Builds preset fuzz (clang-14) if needed. New inputs go to a scratch folder, the committed
# corpus stays as it is; a crashing input is kept in BUILD_FOLDER/crashes. Exit 1 on any.
set -euo pipefail
build=${1:-build/fuzz}
export seconds=${2:-60}
cd "$(dirname "$0")/../.."
[ -f "$build/CMakeCache.txt" ] || cmake --preset fuzz > /dev/null
cmake --build "$build" --target fuzz_targets --parallel "$(nproc)" > /dev/null
mkdir -p "$build/crashes"
crashes=$(cd "$build/crashes" && pwd)
scratch=$(mktemp -d)
export crashes scratch
trap 'rm -rf "$scratch"' EXIT

# Fuzzes one target; what it found is shown.
fuzz() {
  local target=$1 name=${1##*/byline_fuzz_} log runs
  log=$scratch/$name.log
  mkdir -p "$scratch/$name"
  # Loading the ontology is the first input of some targets: -timeout leaves it room.
  if timeout "$((seconds + 300))" "$target" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 \
    -max_len=4096 -artifact_prefix="$crashes/$name-" -print_final_stats=1 \
    "$scratch/$name" "tests/fuzz/corpus/$name" > "$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "fuzz $name: ${runs:-?} inputs in $seconds s, no finding"
  else
    tail -n 40 "$log"
    echo "fuzz $name: FINDING, see $crashes"
    return 1
  fi
}
export -f fuzz

# xargs ends with 123 if one of them failed.
find "$build/tests/fuzz" -maxdepth 1 -type f -executable -name 'byline_fuzz_*' | sort |
  xargs -P "$(nproc)" -I '{}' bash -c 'fuzz {}' || exit 1
