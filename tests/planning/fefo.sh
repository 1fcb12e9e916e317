#!/bin/sh
# The worked example of test_outlook.py, reckoned by other tools than the program: one day after the
# other by awk, the calendar by GNU date. Each day gives out what is due by then (so many units in so
# many days, downwards), of lots that still may be used, first expired first out.
# Usage: fefo.sh lots.csv 2026-11-24 1102 106
csv=$1 today=$2 used=$3 days=$4
i=0
while [ $i -lt 1200 ]; do
    date -u -d "$today +$i days" +%F
    i=$((i + 1))
done | awk -F, -v used="$used" -v days="$days" '
    FNR == NR { name[++lots] = $1; until[lots] = $2; there[lots] = $3; next }
    {
        wanted = int((FNR * used) / days) - given
        for (at = 1; at <= lots; at++) {
            if (until[at] < $1) continue
            taken = there[at] < wanted ? there[at] : wanted
            there[at] -= taken; wanted -= taken; given += taken
            if (taken) last = $1
        }
        for (at = 1; at <= lots; at++) if (until[at] == $1 && there[at]) { gone[at] = $1; last = $1 }
    }
    END {
        for (at = 1; at <= lots; at++) print name[at], there[at], gone[at]
        print "out", last
    }' "$csv" -
