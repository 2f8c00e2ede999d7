# Findings, reasons and problems of the booking engine. Instants and days arrive ready to be shown.

time-does-not-exist = { $start } does not exist: the clock jumps forward that night. The next time is { $next }.
time-happens-twice =
    { $start } happens twice that night. The { $chosen ->
        [second] second
       *[other] first
    } one counts.
in-the-past = This time has passed. Choose a later one.
too-long = Possible: at most { $max_duration }; asked for: { $duration }.
too-short = Needed: at least { $min_duration }; asked for: { $duration }.
retired = This is no longer in service. Choose another.
buffer-too-long = Set-up and clear-up take at most { $max_duration } each.
closed-day = Closed on { $day } ({ $name }).
outside-hours = Outside the opening hours of { $day } ({ $open }).
too-short-notice = Must be booked at least { $min_notice_duration } ahead.
beyond-horizon = Can be booked at most { $horizon_days } days ahead, until { $latest }.
off-grid = Start and end must fall on a multiple of { $grid_duration }.
not-for-you = You may not book this. Ask those who run it.
needs-approval = Someone has to approve this.
occupied = Taken from { $from } to { $to }.
buffer-overlaps = Set-up or clear-up would overlap with what is there from { $from } to { $to }.
closed = Closed from { $from } to { $to }.
picks-share-a-unit = Two of the chosen rooms share a part. Leave one out.
series-overlaps-itself = This date overlaps with another date of the same series.
exchange-overlaps-itself = This exchange would give one place or vehicle to two at the same time.
left-out = Left out of the series.
left-the-series = The changed series no longer has this date.
nobody-checked-in = Nobody checked in.
was-not-there = What was booked was not there: somebody else still had it.
nobody-decided = Nobody decided in time.
competing-request-confirmed = Another request for the same time was approved.
not-possible = This cannot be booked like this. The reasons are given.
invalid = Some fields cannot be taken as they are. { $reasons }
recurrence-unreadable = The repetition cannot be understood. Write an RFC 5545 rule such as FREQ=WEEKLY;COUNT=10.
recurrence-too-frequent = A series repeats daily at the most.
recurrence-too-long = A series has at most { $max_dates } dates. Let it end earlier.
recurrence-endless = A series needs an end: a number of dates or a last day.
recurrence-two-ends = The repetition ends twice. Keep either the number of dates (COUNT) or the last day (UNTIL).
recurrence-unreadable-end = The last day of the repetition cannot be read. Write UNTIL=20261231 or UNTIL=20261231T225959Z.
recurrence-ends-before-start = The repetition ends before its first date. Choose a later last day.
recurrence-empty = The repetition has no date at all.
# The same where a rule is one field among others.
field-recurrence-unreadable = { recurrence-unreadable }
field-recurrence-too-frequent = { recurrence-too-frequent }
field-recurrence-endless = { recurrence-endless }
field-recurrence-two-ends = { recurrence-two-ends }
field-recurrence-unreadable-end = { recurrence-unreadable-end }
field-recurrence-ends-before-start = { recurrence-ends-before-start }
field-recurrence-empty = { recurrence-empty }
field-recurrence-too-long = The repetition has too many dates. Let it end earlier.
illegal-move =
    { $from ->
        [requested] It still waits for somebody to agree; this is possible only afterwards.
        [confirmed] It is confirmed, but nobody is said to be there: check in first.
        [in_use] It is going on already: what is left is to extend it or to end it.
        [finished] It is over: nothing about it can be changed any more.
        [declined] It does not take place any more: book anew.
        [withdrawn] It does not take place any more: book anew.
        [expired] It does not take place any more: book anew.
        [cancelled] It does not take place any more: book anew.
        [released] It does not take place any more: book anew.
        [displaced] It does not take place any more: book anew.
       *[other] This is not possible in the present state.
    }
in-use-now = “{ $name }” is in use until { $until }. Close around what is booked, wait until it has ended, or have it ended first.
booked-elsewhere = This cannot be done here: only its own area books, moves and gives it back, as it knows more rules. Use { $path }.
stale-preview = Something changed since the preview. Look at the new preview and confirm again.
check-in-too-early = Checking in is possible from { $opens_at }.
check-in-too-late = This ended at { $ended_at }.
not-started = This begins only at { $starts_at }. Cancel it instead.
nothing-to-cancel = There is no date left that could be cancelled.
nothing-left-to-change = Nothing is left to change: all dates are past, going on or called off.
search-too-large = { $bookables } rooms on { $dates } dates are too much for one search. Ask for at most { $most_dates } dates, or search on one site only.
still-booked =
    { $count ->
        [one] One booking is
       *[other] { $count } bookings are
    } still to come. Move or cancel them first.
bookings-in-the-way =
    { $count ->
        [one] One booking is
       *[other] { $count } bookings are
    } in the way. Close around them, or cancel them.
bookable-code-taken = The code “{ $taken }” is taken. Choose another.
already-decided = Somebody has already decided this.

# Shown instead of a title that is not for everybody.
reserved = Reserved
