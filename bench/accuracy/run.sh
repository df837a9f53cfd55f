#!/usr/bin/env bash
# How accurate the answers are: bench/accuracy/run.sh DATA writes bench/results/accuracy.md; each figure is computed again from the single answers.
# DATA holds, or part of it: email-eu-core/ enron-184/ zulip-lean-two-streams.tar.xz zulip-ncar/ mail-openbmc/ se-quantum/ irc-ubuntu/ w3c-ccg/
set -euo pipefail
data=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/kith" --version >/dev/null

table() { # NAME CAPABILITY [DATA …]: unless the data is not there
  local name=$1
  shift
  [ $# -eq 1 ] || [ -e "$2" ] || { echo "$name: no $2" >&2; return; }
  echo "$name …" >&2
  "$root/kith" evaluate "$@" --json --answers "$work/answers.csv" >"$work/table.json"
  python3 "$root/bench/accuracy/recompute.py" "$work/answers.csv" "$work/table.json" >"$work/again" || { cat "$work/again" >&2; exit 1; }
  python3 "$root/bench/accuracy/table.py" "$name" "$work/table.json" "$(tail -1 "$work/again")" >>"$work/tables"
}

table "Ties, email-Eu" ties "$data/email-eu-core/email-Eu-core-temporal.txt.gz"
table "Ties, Enron" ties "$data/enron-184/enron_edges.csv.gz"
if [ -e "$data/zulip-lean-two-streams.tar.xz" ]; then
  mkdir "$work/zulip-lean"
  tar xJf "$data/zulip-lean-two-streams.tar.xz" -C "$work/zulip-lean"
  table "Who knows what, two streams of a large Zulip archive" experts "$work/zulip-lean"
  table "Rare words, two streams of a large Zulip archive" experts "$work/zulip-lean" --rare-words
  table "Topics, two streams of a large Zulip archive" topics "$work/zulip-lean"
fi
table "Who knows what, zulip-ncar" experts "$data/zulip-ncar"
table "Rare words, zulip-ncar" experts "$data/zulip-ncar" --rare-words
table "Topics, zulip-ncar" topics "$data/zulip-ncar"
table "Who knows what, openbmc-2024" experts "$data/mail-openbmc/openbmc-2024.mbox.gz"
table "Rare words, openbmc-2024" experts "$data/mail-openbmc/openbmc-2024.mbox.gz" --rare-words
if [ -e "$data/se-quantum" ]; then
  python3 "$root/bench/accuracy/stack_exchange.py" "$data/se-quantum" "$work/se-quantum"
  python3 "$root/bench/accuracy/stack_exchange.py" "$data/se-quantum" "$work/se-quantum-and-comments" --comments
  table "Who knows what, se-quantum, answers only, one cut" experts "$work/se-quantum" --one-cut
  table "Who knows what, se-quantum, answers only" experts "$work/se-quantum"
  table "Who knows what, se-quantum, with comments" experts "$work/se-quantum-and-comments"
  table "Rare words, se-quantum, answers only" experts "$work/se-quantum" --rare-words
  table "Rare words, se-quantum, with comments" experts "$work/se-quantum-and-comments" --rare-words
fi
table "Who answers whom, #ubuntu" replies "$data/irc-ubuntu/dev"
table "Groups, email-Eu-core" communities "$data/email-eu-core/email-Eu-core.txt" "$data/email-eu-core/email-Eu-core-department-labels.txt"
table "Who may be one person, w3c-ccg" identity "$data/w3c-ccg"
table "Who was there, w3c-ccg" attendance "$data/w3c-ccg"
table "Structural holes" holes
table "Reach" reach
table "What followed a gathering" impact

{
  printf '# Accuracy, by the figures\n\n`bench/accuracy/run.sh DATA`; what they mean, and how they were come by: docs/accuracy.md.\n'
  cat "$work/tables"
} >"$root/bench/results/accuracy.md"
