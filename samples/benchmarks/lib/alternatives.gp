# Draws the medians of messages and requests a second, on a logarithmic scale, with the least and the greatest of the
# rounds. Called by ../draw.sh:
#   gnuplot -c alternatives.gp <alternatives.csv> <picture.svg>
data = ARG1
streams = "'ours loop' 'ours app' 'jeromq publish-on' 'rsocket' 'grpc' 'spring integration'"
requests = "'reactor netty' 'ours loop' 'ours app' 'rsocket' 'grpc'"
ours = "#d62728"
others = "#7f7f7f"

set datafile separator comma
spread(name) = sprintf("%s,%g,%g,%g,%g", name, STATS_median, STATS_min, STATS_max, STATS_records)

set print $streams
do for [case in streams] {
    stats data skip 1 using (strcol(2) eq "alternatives-stream" && strcol(3) eq case && strcol(4) eq "pull" \
        ? column(8) / column(9) : NaN) nooutput
    print spread(case)
}
set print $requests
do for [case in requests] {
    stats data skip 1 using (strcol(2) eq "alternatives-requests" && strcol(3) eq case \
        ? column(8) / column(9) : NaN) nooutput
    print spread(case)
}
set print "-"
print "alternatives; in each line the median, the least, the greatest, how many rounds"
print "messages per second:"
print $streams
print "requests per second:"
print $requests

set terminal svg size 960,320 font "sans-serif,13" background rgb "white" dynamic
set output ARG2
set multiplot layout 1,2
set border 1
set tics nomirror
set ytics scale 0
set grid xtics lc rgb "#dddddd"
set logscale x
set format x "%.0s%c"
set lmargin 18
unset key
ours_or(name) = (name[1:4] eq "ours" ? 1 : 0)

set title "One stream of messages of 100 bytes, per second"
set xrange [1e4:2e7]
set yrange [words(streams) - 0.5:-0.5]
plot $streams using (column(2) / 2):0:(1e4):2:(column(0) - 0.35):(column(0) + 0.35):ytic(1) \
    with boxxyerror fs solid lc rgb others, \
    $streams using (ours_or(strcol(1)) ? column(2) / 2 : NaN):0:(1e4):2:(column(0) - 0.35):(column(0) + 0.35) \
    with boxxyerror fs solid lc rgb ours, \
    $streams using 2:0:3:4 with xerrorbars lw 1 ps 0 lc rgb "black"

set title "Requests of 100 bytes, 128 in flight, per second"
set xrange [1e3:5e6]
set yrange [words(requests) - 0.5:-0.5]
plot $requests using (column(2) / 2):0:(1e3):2:(column(0) - 0.35):(column(0) + 0.35):ytic(1) \
    with boxxyerror fs solid lc rgb others, \
    $requests using (ours_or(strcol(1)) ? column(2) / 2 : NaN):0:(1e3):2:(column(0) - 0.35):(column(0) + 0.35) \
    with boxxyerror fs solid lc rgb ours, \
    $requests using 2:0:3:4 with xerrorbars lw 1 ps 0 lc rgb "black"
unset multiplot
