# Draws one picture: at its left messages per second, at its right round trips, each with the least and the greatest of the
# rounds around the median. Called by ../draw.sh:
#   gnuplot -c sweep.gp <streams.csv> <round-trips.csv> <picture.svg> <name of the values> <log or linear> <values>
streams = ARG1
trips = ARG2
called = ARG4
values = ARG6
cases = "'libzmq' 'ours app' 'ours loop'"
colours = "#7f7f7f #1f77b4 #d62728"
colour(i) = word(colours, i)

set datafile separator comma

# The medians go into tables with a block for each case, and to whoever looks.
spread(name) = sprintf("%s,%g,%g,%g,%g", name, STATS_median, STATS_min, STATS_max, STATS_records)

set print $rates
do for [case in cases] {
    do for [value in values] {
        stats streams skip 1 using (strcol(2) eq value && strcol(3) eq case && strcol(4) eq "pull" \
            ? column(8) / column(9) / 1e6 : NaN) nooutput
        print spread(value)
    }
    print ""
    print ""
}
set print $halves
do for [case in cases] {
    do for [value in values] {
        stats trips skip 1 using (strcol(2) eq value && strcol(3) eq case ? column(11) : NaN) nooutput
        print spread(value)
    }
    print ""
    print ""
}
set print $tails
do for [case in cases] {
    do for [value in values] {
        stats trips skip 1 using (strcol(2) eq value && strcol(3) eq case ? column(12) : NaN) nooutput
        print spread(value)
    }
    print ""
    print ""
}
set print "-"
print called, "; in each line the value, the median, the least, the greatest, how many rounds; a block for each of ", cases
print "million messages per second:"
print $rates
print "p50 in microseconds:"
print $halves
print "p99 in microseconds:"
print $tails

set terminal svg size 960,400 font "sans-serif,13" background rgb "white" dynamic
set output ARG3
set multiplot layout 1,2
set grid ytics lc rgb "#dddddd"
set border 3
set tics nomirror
set xlabel called
if (ARG5 eq "log") { set logscale x }
first = word(values, 1) + 0
last = word(values, words(values)) + 0
if (ARG5 eq "log") { set xrange [first / 1.5 : last * 1.5] } else { set xrange [first - 0.5 : last + 0.5] }
set xtics ()
do for [value in values] { set xtics add (value value + 0) }
set yrange [0:*]

# Dashes for the 99th percentile, but not for its spread.
set title "PUSH → PULL, 100 B"
set ylabel "million messages per second"
set key below maxrows 3 samplen 2
set bmargin 7
plot for [i = 1:3] $rates index i - 1 using 1:2:3:4 with yerrorbars lw 1 ps 0 lc rgb colour(i) notitle, \
    for [i = 1:3] $rates index i - 1 using 1:2 with linespoints lw 2 pt 7 ps 0.6 lc rgb colour(i) title word(cases, i)

set title "REQ/REP round trip, 100 B"
set ylabel "microseconds"
plot for [i = 1:3] $halves index i - 1 using 1:2:3:4 with yerrorbars lw 1 ps 0 lc rgb colour(i) notitle, \
    for [i = 1:3] $tails index i - 1 using 1:2:3:4 with yerrorbars lw 1 ps 0 lc rgb colour(i) notitle, \
    for [i = 1:3] $halves index i - 1 using 1:2 \
    with linespoints lw 2 pt 7 ps 0.6 lc rgb colour(i) title word(cases, i) . " p50", \
    for [i = 1:3] $tails index i - 1 using 1:2 \
    with linespoints lw 2 dt 2 pt 6 ps 0.6 lc rgb colour(i) title word(cases, i) . " p99"
unset multiplot
