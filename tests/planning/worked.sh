#!/bin/sh
# The worked examples of test_pace.py, reckoned by other tools than the program: the calendar by
# GNU date, the days and sums by awk, the divisions by bc. What spoiled was there until that
# evening. Usage: worked.sh soap.csv 2026-05 6
csv=$1 first=$2-01 months=$3
next=$(date -u -d "$first +$months months" +%F)
day=$(date -u -d "$(head -1 "$csv" | cut -c1-7)-01" +%F)
while [ "$day" != "$next" ]; do
    echo "$day"
    day=$(date -u -d "$day +1 day" +%F)
done | awk -F, -v first="$first" '
    FNR == NR {
        if ($2 == "came" || $2 == "back") into[$1] += $3
        else if ($2 == "spoiled") lost[$1] += $3
        else out[$1] += $3
        if ($2 == "used") used[$1] += $3
        if ($2 == "back") used[$1] -= $3
        next
    }
    {
        there += into[$1] - out[$1]
        if ($1 >= first) {
            days++
            total += used[$1]
            if (there > 0 || out[$1] > 0) stocked++
        }
        there -= lost[$1]
    }
    END { print days, stocked, total }' "$csv" - | {
    read -r days stocked total
    echo "days $days stocked $stocked used $total"
    echo "monthly $(echo "scale=6; $total * $days / ($stocked * $months)" | bc)"
}
