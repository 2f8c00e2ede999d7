status-400 = The request is malformed
status-401 = You are not signed in
status-403 = You may not do this
status-404 = Not found
status-405 = This method is not possible here
status-409 = This clashes with what is there
status-412 = Somebody else has changed this
status-413 = Too large
status-415 = This type of content is not taken
status-422 = A rule refuses this
status-428 = The version is missing
status-429 = Too many requests
status-500 = Something went wrong on our side
status-503 = Not available for the moment

not-signed-in = Sign in first.
forbidden = You lack the permission “{ $permission }” here.
not-found = There is nothing here, or nothing that you may see.
no-such-path = The API has no such path.
method-not-allowed = This path does not take this method.
malformed = The request cannot be understood.
malformed-json = This is not valid JSON (line { $line }, column { $column }).
unknown-field = There is no field “{ $field }”.
missing-field = The field “{ $field }” is missing.
invalid-value = The field “{ $field }” holds something it cannot hold (line { $line }, column { $column }). { wanted }
unknown-parameter = There is no parameter “{ $field }” here.
missing-parameter = The parameter “{ $field }” is missing.
invalid-parameter = The parameter “{ $field }” holds something it cannot hold. { wanted }
# What a value should have been, for “invalid-value” and “invalid-parameter”.
wanted =
    { $expected ->
        [one_of] “{ $given }” is not known here; possible are: { $allowed }.
        [text] A text is wanted.
        [count] A whole number from 0 on is wanted.
        [number] A number is wanted.
        [yes_no] It is either true or false.
        [list] A list is wanted.
        [object] An object with its fields is wanted.
        [id] An id as the API gives them is wanted.
        [date] A day is written as in 2026-12-01.
        [instant] A moment is written with its offset, as in 2026-12-01T14:00:00+01:00.
        [wall_time] A time on the clock is written as in 2026-12-01T14:00.
        [time_of_day] A time of day is written as in 08:00.
        [zone] A time zone is named as in Europe/Brussels.
        [once] It may be given only once.
        [not_both] It cannot stand beside “place”: give one of the two.
       *[something_else] See the documentation of the API.
    }
one-parameter-of = Give exactly one of these parameters: { $fields }.
limit-out-of-range = A page has between 1 and { $max } items.
bad-cursor = This cursor does not belong to this list. Begin again without it.
body-cut-off = The body of the request did not arrive whole.
too-large = The body of the request is too large.
unsupported-media-type = This type of content is not taken here. Send { $expected }.
code-taken = The code “{ $taken }” belongs to another one already.
    .title = This code is taken
stale = Somebody else has changed this since you loaded it. Load it again and repeat your change.
if-match-invalid = “If-Match” takes the “ETag” of what you saw, such as "v3", or * for any version.
    .title = “If-Match” cannot be read
version-needed = Say in “If-Match” which version you saw.
idempotency-key-invalid = An idempotency key has 1 to { $max } visible ASCII characters.
idempotency-key-reused = This idempotency key was used for another request.
idempotency-in-progress = The same request is being dealt with at this moment.
shown-once = This was done before. Its answer held a secret, which is shown only once.
too-many-requests = You send too many requests. Try again in { $retry_after_s } s.
foreign-origin = This request comes from another site.
origin-missing = A request with a session cookie must say which page it comes from (“Origin”).
timeout = This took too long and was given up. Nothing was changed.
internal = Something went wrong on our side. It has been noted; give the request id when you report it.
not-free = This is no longer free.
already-exists = This exists already.
reference-missing = Something that this refers to does not exist, or something still refers to this.
constraint = The data breaks a rule of the database.
busy = Others are changing the same thing. Try again in a moment.
database-away = The database cannot be reached. Try again in a moment.
storage-full = Nothing can be stored at the moment: the disk is full or may not be written to.

# What is wrong with one field: “field-” and its code.
field-required = “{ $field }” is needed.
field-missing = “{ $field }” is missing.
field-unknown = “{ $field }” names something that is not known here.
field-invalid = “{ $field }” holds something it cannot hold.
field-too-long = “{ $field }” is too long.
field-too-short = “{ $field }” is too short.
field-too-many = “{ $field }” has too many.
field-too-few = “{ $field }” has too few.
field-too-deep = “{ $field }” is too deep in the tree.
field-too-easy = “{ $field }” is too easy to guess.
field-taken = “{ $field }” is in use already.
field-repeated = “{ $field }” names something more than once.
field-twice = “{ $field }” names something more than once.
field-retired = “{ $field }” names something that is no longer in service.
field-out-of-range = “{ $field }” is { $value }; it must lie between { $min } and { $max }.
field-uneven-grid = “{ $field }” is { $value }; it must divide a day evenly, as 5, 10, 15, 30 or 60 do.
field-implausible-year = “{ $field }” lies in a year in which nothing is planned. Check the date.
field-in-the-past = “{ $field }” lies in the past.
field-before-start = The end (“{ $field }”) must be after the start.
field-whole-minutes = Whole minutes only: “{ $field }” has seconds. Leave them out.
field-time-does-not-exist = “{ $field }” does not exist: the clock jumps forward that night.
field-control-character = “{ $field }” holds invisible control characters. Type the text again.
field-not-for-this-kind = “{ $field }” is not for this kind.
field-other-site = “{ $field }” lies on another site.
field-several-sites = “{ $field }” lies on several sites.
field-only-for-all = “{ $field }” can only be changed for all dates of the series.
field-one-of = “{ $field }” must stand alone.
field-cycle = “{ $field }” would make it a part of itself.
field-after-end = “{ $field }” lies after the end.
field-in-the-future = “{ $field }” lies in the future.
field-without-plan = The floor has no plan yet. Upload one first.
field-without-floor = “{ $field }” lies on no floor.
field-one-ring = “{ $field }” must be one outline without holes.
field-too-few-points = “{ $field }” has too few points.
field-too-many-points = “{ $field }” has too many points.
field-not-closed = “{ $field }” must end where it begins.
field-crosses-itself = “{ $field }” crosses itself.
field-outside-plan = “{ $field }” reaches beyond the plan.
field-no-area = “{ $field }” encloses nothing.
field-not-a-technician = “{ $field }” does not work on tickets there.
field-inactive = “{ $field }” is no longer active.
field-not-in-the-closure = “{ $field }” names a booking that does not lie in this closure.
field-into-the-closure = “{ $field }” names a room that is closed itself.
field-other-kind = “{ $field }” names something of another kind.
field-differs = “{ $field }” cannot be changed.

# What is wrong with a file that is read row by row.
field-cell-count = This row has more or fewer cells than the header.
field-unknown-column = The column “{ $field }” is not known here. Leave it out, or check its name.
field-missing-column = The column “{ $field }” is missing.
field-repeated-column = The column “{ $field }” is there more than once.
field-not-utf8 = “{ $field }” is not in UTF-8. Save the file as CSV UTF-8.
field-too-many-rows = The file has too many rows; what follows is not read.
field-unreadable = The file cannot be read.
field-empty = The file is empty.
field-too-large = The file is too large.
