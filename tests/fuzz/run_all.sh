#!/bin/sh
# Fuzzes every target for SECONDS (default 60): tests/fuzz/run_all.sh [SECONDS] [BUILD_FOLDER]
# Builds preset fuzz (clang-14) if needed. New inputs go to a scratch folder, the committed
# corpus stays as it is; a crashing input is kept in BUILD_FOLDER/crashes. Exit 1 on any.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/fuzz}
cd "$root"
[ -f "$build/CMakeCache.txt" ] || cmake --preset fuzz > /dev/null
cmake --build "$build" --target fuzz_targets > /dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$build/crashes"
failed=0
for target in "$build"/tests/fuzz/byline_fuzz_*; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  name=${target##*/byline_fuzz_}
  mkdir -p "$scratch/$name"
  if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 \
      -artifact_prefix="$build/crashes/$name-" -print_final_stats=1 \
      "$scratch/$name" "$root/tests/fuzz/corpus/$name" > "$scratch/$name.log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/$name.log")
    echo "fuzz $name: ${runs:-?} inputs in ${seconds} s, no finding"
  else
    tail -n 40 "$scratch/$name.log"
    echo "fuzz $name: FINDING, see $build/crashes"
    failed=1
  fi
done
exit $failed
