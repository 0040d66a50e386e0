#!/usr/bin/env bash
# github.sh: one job on GitHub: annotations, SARIF, a summary of the job, and what the pull request changes.
# Its inputs are the environment, because their texts come from a workflow and no shell may read them as code.
set -euo pipefail

read -r -a files <<< "${AIXC_FILES:-.}"
options=()
[ -z "${AIXC_FAIL_ON:-}" ] || options+=(--fail-on "$AIXC_FAIL_ON")
[ "${AIXC_STRICT:-false}" != true ] || options+=(--strict)
[ -z "${AIXC_BASELINE:-}" ] || options+=(--baseline "$AIXC_BASELINE")

summary=$(mktemp)
changes=$(mktemp)
code=0
"$AIXC" check "${files[@]}" "${options[@]}" --format github \
  -o "sarif:${AIXC_SARIF:-aixc.sarif}" -o "markdown:$summary" || code=$?
passed=true
[ "$code" -eq 0 ] || passed=false
cat "$summary" >> "$GITHUB_STEP_SUMMARY"

if [ -n "${AIXC_COMPARE_WITH:-}" ] && [ "$code" -ne 2 ]; then
  new=()
  [ -z "${AIXC_FAIL_ON_NEW:-}" ] || new+=(--fail-on-new "$AIXC_FAIL_ON_NEW")
  for file in "${files[@]}"; do
    compared=0
    "$AIXC" diff "git:$AIXC_COMPARE_WITH" "$file" --markdown "${new[@]}" >> "$changes" || compared=$?
    [ "$compared" -le "$code" ] || code=$compared
    echo >> "$changes"
  done
  { echo; cat "$changes"; } >> "$GITHUB_STEP_SUMMARY"
  echo "diff=$changes" >> "$GITHUB_OUTPUT"
fi

echo "passed=$passed" >> "$GITHUB_OUTPUT"
exit "$code"
