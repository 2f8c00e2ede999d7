own-work = Whoever did the work does not verify it. Somebody else must look at it.
    .title = Not your own work
not-in-this-state = This is not possible while the ticket is in its present state.
tasks-unanswered = { $count ->
        [one] One required task has no answer yet.
       *[other] { $count } required tasks have no answer yet.
    }
not-an-original = A ticket can only be the duplicate of another one that is not itself a duplicate.
already-struck = This entry has been struck out already.
too-many-ticket-photos = A ticket has at most { $max } photos.
too-many-reports = Too many reports were sent from here. Try again in { $retry_after_s } s, or ask the reception.
